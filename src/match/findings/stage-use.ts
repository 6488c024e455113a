import type { Evidence, StageReport } from '../../model/finding.ts';
import type { Question } from '../../model/question.ts';
import type { KindFacts } from '../../model/kind.ts';
import { nativeId, type Resource } from '../../model/resource.ts';
import type { RecordedKeys } from '../../model/stage.ts';
import { idsOfPhysicalId } from '../../sst/stacks.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { stageId } from '../../sst/state-keys.ts';
import { evidence } from '../decision.ts';
import { isBegun, windowOf } from './begun-removal.ts';
import { deployedAt, type Place, placeOf, rootOf, treeOf, unreadIn } from './stage-place.ts';
import type { Claim } from '../../model/claim.ts';
import { namedElsewhere } from '../use/elsewhere.ts';
import { times } from '../use/traffic.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { lendingSigns, unmeteredSigns, unreadSigns, unreadStates } from './stage-signs.ts';

/**
 * Adds the signs of use to the stages in question: they decide whether a command that removes a stage may
 * be printed.
 */
export function withUse(
  reports: readonly StageReport[],
  index: EvidenceIndex,
  isInQuestion: (stage: StageReport) => boolean,
): { readonly stages: readonly StageReport[]; readonly needs: readonly Question[] } {
  const needs: Question[] = [];
  const stages = reports.map((report) => {
    if (!isInQuestion(report)) return report;
    const place = placeOf(report, index);
    const owned = place && ownedBy(place, index);
    if (!owned) return report;
    const missing: Question[] = [];
    const signs = signsOfNeed(owned, { report, place, index, missing });
    needs.push(...missing);
    return { ...report, use: missing.length > 0 ? null : signs };
  });
  return { stages, needs };
}

/** Keys of the resources that are removed with the stage; null: they could not be read. */
function ownedBy({ state, stack }: Place, index: EvidenceIndex): ReadonlySet<string> | null {
  if (state) return state.current?.readable === false ? null : new Set(state.current?.lists);
  const tree = treeOf(stack, index);
  if (tree.some(({ resources }) => resources === null)) return null;
  const physical = new Set(
    tree.flatMap(({ resources }) =>
      (resources ?? []).flatMap(({ physicalId }) =>
        physicalId === null ? [] : [physicalId, ...idsOfPhysicalId(physicalId)],
      ),
    ),
  );
  const keys = tree.flatMap(({ mentions }) => mentions);
  return new Set(keys.filter((key) => isAmong(index.resources.get(key), physical, index)));
}

function isAmong(
  resource: Resource | undefined,
  physical: ReadonlySet<string>,
  { kinds }: EvidenceIndex,
): boolean {
  const facts = resource && kinds.get(resource.kind);
  if (!facts) return false;
  return physical.has(nativeId(resource, facts)) || physical.has(resource.arn ?? resource.id);
}

interface UseSearch {
  readonly report: StageReport;
  readonly place: Place;
  readonly index: EvidenceIndex;
  /** Look-ups that were not answered yet. */
  readonly missing: Question[];
}

/**
 * Signs that removing the stage would hurt: its resources that serve or run now, that others name, or that
 * others use.
 */
function signsOfNeed(owned: ReadonlySet<string>, search: UseSearch): readonly Evidence[] {
  const { index, place } = search;
  const resources = [...owned].flatMap((key) => index.resources.get(key) ?? []);
  return [
    ...resources.flatMap((resource) => uses(resource, search)),
    ...routeSigns(owned, search),
    ...(place.state ? lendingSigns(place.state, index) : []),
    ...namesakes(owned, search),
    ...unmetered(resources, search),
    ...resources.flatMap((resource) => elsewhereSigns(resource, index)),
    ...resources.flatMap(({ key, id }) =>
      (index.claims.get(key) ?? [])
        .filter((claim) => isOfOthers(claim, place))
        .map((claim) => evidence('named', claim.source, `${claimant(claim)} names ${id}.`)),
    ),
    ...resources.flatMap(({ key, id }) =>
      [
        ...(index.referrers.get(key) ?? []).map(({ from }) => from),
        ...(index.mentions.get(key) ?? []).map(({ from }) => from),
      ]
        .filter((from) => !isOwn(from, owned, index))
        .flatMap((from) => usesThrough(from, id, search)),
    ),
  ];
}

/**
 * Behind the Router of another stage a site answers though nothing of its own does: the store stays. After a
 * remove that failed, routes may be left that lead to nothing.
 */
function routeSigns(
  owned: ReadonlySet<string>,
  { report, place: { state }, index }: UseSearch,
): readonly Evidence[] {
  const writes = (state?.current?.writes ?? []).filter(
    ({ store }) => ![...owned].some((key) => index.resources.get(key)?.arn === store),
  );
  const isAlive = ({ leadsTo }: RecordedKeys) =>
    report.lastRun?.command !== 'remove' || leadsTo.some((key) => index.resources.has(key));
  return [...new Set(writes.filter(isAlive).map(({ store }) => store))].map((store) =>
    evidence(
      'routed',
      report.location,
      `Its routes stand in ${store}, which is not its own: whoever reads that store serves it.`,
    ),
  );
}

/** A stage of that name whose state is kept elsewhere, as in Cloudflare: SST may take that one. */
function namesakes(owned: ReadonlySet<string>, search: UseSearch): readonly Evidence[] {
  const { report, index } = search;
  return (taggedIn(index).get(stageId(report)) ?? []).flatMap((resource) => {
    const { key } = resource;
    if (isOwn(key, owned, index)) return [];
    const isKnown = index.claims.has(key) || (index.history.get(key)?.past.length ?? 0) > 0;
    return isKnown ? [] : uses(resource, search);
  });
}

const tagged = new WeakMap<EvidenceIndex, ReadonlyMap<string, readonly Resource[]>>();

/** Resources by the pair that their tags name: once for all stages. */
function taggedIn(index: EvidenceIndex): ReadonlyMap<string, readonly Resource[]> {
  const known = tagged.get(index);
  if (known) return known;
  const found = new Map<string, Resource[]>();
  for (const resource of index.resources.values()) {
    const pair = pairFromTags(resource.tags);
    if (pair === null) continue;
    const list = found.get(stageId(pair));
    if (list) list.push(resource);
    else found.set(stageId(pair), [resource]);
  }
  tagged.set(index, found);
  return found;
}

/** Another account of the same run may serve it, or name it in a state. */
function elsewhereSigns(resource: Resource, index: EvidenceIndex): readonly Evidence[] {
  const { account, elsewhere = [] } = index.inventory;
  const facts = index.kinds.get(resource.kind);
  if (!facts) return [];
  const hosts = index.hosts.get(resource.key) ?? [];
  return namedElsewhere({ account, resource, facts, hosts }, elsewhere);
}

/** Who began to remove a stage knows what it holds, and its DNS may be gone last. */
function unmetered(
  resources: readonly Resource[],
  { report, place, index, missing }: UseSearch,
): readonly Evidence[] {
  if (isBegun(report, place)) return [];
  const { since } = windowOf(report, { now: index.inventory.now, isBegun: false });
  const look = (question: Question) => {
    const answer = index.answer(question);
    if (answer === null) missing.push(question);
    return answer;
  };
  return [
    ...unreadSigns(unreadIn(place, index), { location: report.location, index }),
    ...unreadStates(report.location, index),
    ...resources.flatMap((resource) =>
      unmeteredSigns(resource, {
        index,
        since,
        deployedAt: deployedAt(place, index),
        state: place.state,
        look,
      }),
    ),
  ];
}

/** A user that the stage itself left behind counts only where it is in use itself. */
function usesThrough(from: string, id: string, search: UseSearch): readonly Evidence[] {
  const { report, index } = search;
  const user = index.resources.get(from);
  const isOfStage =
    index.history.get(from)?.past.some(({ state }) => stageId(state) === stageId(report)) === true;
  return user && isOfStage
    ? uses(user, search)
    : [evidence('referenced', from, `${from} uses ${id}.`)];
}

function uses(
  resource: Resource,
  { report, place, index, missing }: UseSearch,
): readonly Evidence[] {
  const facts = index.kinds.get(resource.kind);
  // Code at the edge runs for a distribution, and the distribution's own use is counted.
  if (!facts || resource.memberOf || resource.kind === 'lambda-edge-function') return [];
  const { since, allowed } = windowOf(report, {
    now: index.inventory.now,
    isBegun: isBegun(report, place),
  });
  const { id, region } = resource;
  const question = lookupOf(resource, facts, since);
  if (question === null) return [];
  const answer = index.answer(question);
  if (answer === null) {
    missing.push(question);
    return [];
  }
  const source = `CloudWatch ${region}`;
  const said = (what: string) => evidence('in-use', source, `${id} ${what} since ${since}.`);
  switch (answer.type) {
    case 'traffic':
      return answer.requests > allowed
        ? [said(`answered ${times(answer.requests, 'request')}`)]
        : [];
    case 'invocations':
      return answer.invocations > allowed
        ? [said(`was invoked ${times(answer.invocations, 'time')}`)]
        : [];
    case 'log-events':
      return answer.events > allowed ? [said(`took ${times(answer.events, 'event')}`)] : [];
    default:
      return [evidence('gap', source, `Whether ${id} is in use could not be counted.`)];
  }
}

function lookupOf(resource: Resource, facts: KindFacts, since: string): Question | null {
  const { id, region } = resource;
  const name = nativeId(resource, facts);
  switch (facts.useIsSeenBy) {
    case 'requests':
      return { type: 'traffic', distribution: id, since };
    case 'invocations':
      return { type: 'invocations', functionName: name, version: null, region, since };
    case 'log-events':
      return { type: 'log-events', logGroup: name, region, since };
    default:
      // Roles can only be asked for one by one, and the use of functions that run under them is counted.
      return null;
  }
}

/**
 * A stage's stacks are removed together, so a reference between them is no use by others. But a stack whose
 * deletion failed is removed alone, and the others stay.
 */
function isOfOthers(claim: Claim, { state, stack }: Place): boolean {
  if (state) return claim.state !== state;
  if (claim.stack === null) return true;
  if (rootOf(claim.stack) === rootOf(stack)) return false;
  const pair = pairFromTags(stack.tags);
  const isOfSameStage = pair !== null && claim.pair === stageId(pair);
  const staysAlone = stack.status === 'DELETE_FAILED' && claim.stack.status !== 'DELETE_FAILED';
  return !isOfSameStage || staysAlone;
}

function claimant({ stack, state, pair }: Claim): string {
  return stack ? `The stack ${stack.name}` : `The state of ${state ? stageId(state) : pair}`;
}

function isOwn(key: string, owned: ReadonlySet<string>, { resources }: EvidenceIndex): boolean {
  const whole = resources.get(key)?.memberOf?.key ?? key;
  return owned.has(key) || owned.has(whole);
}
