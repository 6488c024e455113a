import type { Mention } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { KindFacts } from '../model/kind.ts';
import type { AppStage, Resource } from '../model/resource.ts';
import type { OwnedResource } from '../model/stage.ts';
import { fitName, isSstShaped, mayBeCut, type NameFit, type PairsByPrefix } from '../sst/names.ts';
import { stageId } from '../sst/state-keys.ts';
import { pairFromTags } from '../sst/tags.ts';
import type { Claim } from '../model/claim.ts';
import { gapsTouching } from './gaps.ts';
import { type History, noHistory } from './history/ownership.ts';
import type { Behind } from './use/fronts.ts';
import type { ResolvedReference } from './use/references.ts';
import type { StageFacts } from './history/stage-facts.ts';
import { changedAt } from './history/traces.ts';
import type { EvidenceIndex } from './evidence-index.ts';

/** One resource with all known facts about it: the input of the rows of the verdict table. */
export interface Subject {
  readonly index: EvidenceIndex;
  readonly resource: Resource;
  readonly facts: KindFacts;
  readonly tagPair: AppStage | null;
  readonly fits: readonly NameFit[];
  readonly shaped: boolean;
  readonly history: History;
  readonly claims: readonly Claim[];
  /**
   * Possible owners as `app/stage`: by tags, history and `SST_RESOURCE_App`; by name only where those are
   * absent.
   */
  readonly owners: readonly string[];
  /** The stage facts of the owners that are known pairs. */
  readonly stages: readonly StageFacts[];
  /** The newest entry of a state that listed it. */
  readonly entry: OwnedResource | null;
  readonly referrers: readonly ResolvedReference[];
  /** Texts that name it: environments of functions, IAM's policies. */
  readonly mentions: readonly Mention[];
  /** The fronts that may reach it though no configuration names it; null: none is known. */
  readonly behind: Behind | null;
  readonly changedAt: string | null;
  readonly gaps: readonly Gap[];
}

export function subjectOf(resource: Resource, index: EvidenceIndex): Subject | null {
  const facts = index.kinds.get(resource.kind);
  if (!facts) return null;
  const owner = resource.memberOf ? index.resources.get(resource.memberOf.key) : undefined;
  const history = index.history.get(owner?.key ?? resource.key) ?? noHistory;
  const tagPair = pairFromTags(resource.tags) ?? pairFromTags(owner?.tags ?? null);
  const name = owner?.name ?? resource.name;
  const { kind, description } = owner ?? resource;
  // A version is named by its function's rules.
  const rules = index.kinds.get(kind) ?? facts;
  const fitting = (pairs: PairsByPrefix) =>
    name === null || pairs.size === 0 ? [] : fitName({ kind, name, description }, rules, pairs);
  const fits = fitting(index.pairs);
  const owners = ownersOf({
    tagPair,
    environmentPair: resource.environmentPair ?? owner?.environmentPair ?? null,
    history,
    // A name that fits no known pair shows no owner in any case.
    named:
      fits.length === 0 ? [] : [...fits, ...fitting(index.strangePairs)].map(({ pair }) => pair),
    strange: fits.flatMap(({ prefix }) => strangeReadings(prefix, index.strangeApps)),
  });
  const entry = history.past[0]?.entry ?? history.givenUp[0]?.entry ?? null;
  return {
    index,
    resource,
    facts: factsOfOne(resource, facts, entry),
    tagPair,
    fits,
    shaped:
      isSstShaped(kind, name, description) &&
      (mayBeCut(kind, name ?? '', rules) || fits.length === 0),
    history,
    claims: index.claims.get(resource.key) ?? [],
    owners,
    stages: owners.flatMap((id) => index.stages.get(id) ?? []),
    entry,
    referrers: index.referrers.get(resource.key) ?? [],
    mentions: index.mentions.get(resource.key) ?? [],
    behind: index.behind.get(resource.key) ?? null,
    changedAt: changedAt(resource, index.inventory),
    gaps: gapsTouching(
      resource,
      {
        owners,
        notBefore: notMadeBefore(resource, facts, history, index),
        isOfStates: history.past.length > 0 || history.givenUp.length > 0,
      },
      index.inventory.gaps,
    ),
  };
}

/**
 * A time before which it did not exist: its creation, or its stage's first deploy. Null: neither is known.
 */
function notMadeBefore(
  resource: Resource,
  facts: KindFacts,
  { past: [owner] }: History,
  index: EvidenceIndex,
): string | null {
  if (facts.creationIsKnown) return resource.createdAt;
  // Where other pairs owned it too, the owners disagree, and row 7 holds in any case.
  return owner ? (index.stages.get(stageId(owner.state))?.beganAt ?? null) : null;
}

/** Within some kinds one resource is guarded and another is not, or one holds data and another does not. */
function factsOfOne(resource: Resource, facts: KindFacts, entry: OwnedResource | null): KindFacts {
  if (isGuardedStore(resource, entry)) return { ...facts, guarded: true };
  return resource.holdsData === null ? facts : { ...facts, holdsData: resource.holdsData };
}

/**
 * A key-value store may hold anybody's data, of which only its owner knows. A site's own store holds SST's
 * entries, and AWS keeps it while a function names it: there it is as guarded as the function.
 */
function isGuardedStore({ kind }: Resource, entry: OwnedResource | null): boolean {
  return kind === 'cloudfront-key-value-store' && entry?.siteAssets === true;
}

function ownersOf(signs: {
  readonly tagPair: AppStage | null;
  readonly environmentPair: AppStage | null;
  readonly history: History;
  readonly named: readonly AppStage[];
  readonly strange: readonly AppStage[];
}): readonly string[] {
  const certain = new Set([
    ...[signs.tagPair, signs.environmentPair].flatMap((pair) => (pair ? [stageId(pair)] : [])),
    ...signs.history.past.map(({ state }) => stageId(state)),
    ...signs.history.givenUp.map(({ state }) => stageId(state)),
    ...signs.history.stacks.map(({ pair }) => pair),
  ]);
  const owners =
    certain.size > 0 ? certain : new Set([...signs.named, ...signs.strange].map(stageId));
  return [...owners].sort();
}

/** `acme-pr-1` may be the stage `1` of an app `acme-pr` that only tags show. */
function strangeReadings(prefix: string, apps: readonly string[]): readonly AppStage[] {
  return apps
    .filter((app) => prefix.toLowerCase().startsWith(`${app.toLowerCase()}-`))
    .map((app) => ({ app, stage: prefix.slice(app.length + 1) }));
}

/** An earlier state, or an abandoned stage's current one, listed it as its own. */
export function isHistoryOwned({ history }: Subject): boolean {
  return history.past.length > 0 || history.givenUp.length > 0;
}
