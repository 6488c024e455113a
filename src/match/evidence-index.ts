import type { Inventory, Mention } from '../model/inventory.ts';
import type { Question, Answer } from '../model/question.ts';
import { questionKey } from '../model/question.ts';
import type { Kind, KindFacts } from '../model/kind.ts';
import type { MatchOptions } from '../model/options.ts';
import type { Resource, Tags } from '../model/resource.ts';
import type { RouteRecord } from '../model/routes.ts';
import { type PairsByPrefix, pairsByPrefix } from '../sst/names.ts';
import type { Claim } from '../model/claim.ts';
import { claimsByKey, withReadersOfStores } from './use/claims.ts';
import { type History, historyByKey } from './history/ownership.ts';
import { type FailedDeploy, failedDeploys } from './history/failed-deploys.ts';
import { knownPairs, strangersOf } from './history/pairs.ts';
import { type ResolvedReference, resolveReferences } from './use/references.ts';
import { mentionsByKey } from './use/mentions.ts';
import { type Behind, frontsByKey } from './use/fronts.ts';
import { functionsByHost } from './use/function-urls.ts';
import { recordedRoutes, storesByTarget } from './use/routes.ts';
import { type StageFacts, stageFacts } from './history/stage-facts.ts';
import { changedAt } from './history/traces.ts';
import { withDeadEngines } from './history/dead-engines.ts';
import { unseenHomes } from './history/unseen-homes.ts';

/** The inventory with the indexes that the rows read. Built once for a match. */
export interface EvidenceIndex {
  readonly inventory: Inventory;
  readonly options: MatchOptions;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly kinds: ReadonlyMap<Kind, KindFacts>;
  readonly stages: ReadonlyMap<string, StageFacts>;
  /** The known pairs: those of `stages`. */
  readonly pairs: PairsByPrefix;
  /** Pairs that only tags show: a name may be theirs, and no state of theirs is known. */
  readonly strangePairs: PairsByPrefix;
  /** Apps that only tags show: a name that begins like one of them may belong to any of its stages. */
  readonly strangeApps: readonly string[];
  /** The newest `deploy` of each stage whose newest one ended with errors. */
  readonly failedDeploys: readonly FailedDeploy[];
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly history: ReadonlyMap<string, History>;
  /** By the key of the referenced resource. */
  readonly referrers: ReadonlyMap<string, readonly ResolvedReference[]>;
  /** By the key of the resource that a text names. */
  readonly mentions: ReadonlyMap<string, readonly Mention[]>;
  /** By key: the fronts that may reach a resource though no configuration names it. */
  readonly behind: ReadonlyMap<string, Behind>;
  /** By the key of the referring resource; built when findings ask for it. */
  readonly references: ReadonlyMap<string, readonly ResolvedReference[]>;
  /** Origins that may be any bucket: access points. */
  readonly unknownOrigins: readonly { readonly from: string; readonly to: string }[];
  /** By the function's key: hosts of its URLs that were looked up. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  /** By the function's key, oldest version first. */
  readonly members: ReadonlyMap<string, readonly Resource[]>;
  /** By pair: the reason why its state may be out of sight. */
  readonly unseen: ReadonlyMap<string, string>;
  /** Entries of key-value stores, as states record them. */
  readonly routes: readonly RouteRecord[];
  /** By the key of a route's target: keys of the stores with standing routes to it. */
  readonly routedFrom: ReadonlyMap<string, readonly string[]>;
  /** The answer to a look-up; null where it was not read yet. */
  answer(question: Question): Answer | null;
}

export function indexEvidence(given: Inventory, options: MatchOptions): EvidenceIndex {
  const tagged = withReadTags(given);
  const inventory = { ...tagged, stages: tagged.stages.map(withDeadEngines) };
  const pairs = knownPairs(inventory);
  const stages = new Map(
    [...pairs].map(([id, pair]) => [id, stageFacts(pair, inventory, options.abandon)] as const),
  );
  const history = historyByKey(inventory, stages);
  const resources = new Map(inventory.resources.map((resource) => [resource.key, resource]));
  const references = resolveReferences(inventory, resources);
  const claims = withReadersOfStores(claimsByKey(inventory, stages, history), references);
  const routes = recordedRoutes(inventory, stages);
  // Read some hundred thousand times: a plain object would keep each key as a property name.
  const answers = new Map(Object.entries(given.answers));
  let byUser: EvidenceIndex['references'] | null = null;
  const strangers = strangersOf(inventory, pairs);
  const kinds = new Map(inventory.kinds.map((facts) => [facts.kind, facts]));
  const pairsByName = pairsByPrefix(pairs.values());
  return {
    inventory,
    options,
    resources,
    kinds,
    stages,
    pairs: pairsByName,
    strangePairs: pairsByPrefix(strangers.pairs),
    strangeApps: strangers.apps,
    failedDeploys: failedDeploys(stages.values()),
    claims,
    history,
    referrers: grouped(references, ({ to }) => to),
    mentions: mentionsByKey(inventory, resources),
    behind: frontsByKey(inventory, { kinds, stages, history, claims, pairs: pairsByName }),
    get references() {
      byUser ??= grouped(references, ({ from }) => from);
      return byUser;
    },
    unknownOrigins: unknownOrigins(inventory),
    hosts: hostsByFunction(inventory),
    members: membersByFunction(inventory),
    unseen: unseenHomes(inventory, stages, {
      changedAt: (resource) => changedAt(resource, inventory),
      isKnown: ({ key, memberOf }) =>
        claims.has(memberOf?.key ?? key) || isExplained(history.get(memberOf?.key ?? key)),
    }),
    routes,
    routedFrom: storesByTarget(routes),
    answer: (question) => answers.get(questionKey(question)) ?? null,
  };
}

/**
 * A resource that a person took out of a state may live on elsewhere, and so may one that no remaining
 * state lists.
 */
function isExplained(history: History | undefined): boolean {
  return history !== undefined && !history.past.some(({ departure }) => departure.mayBeHandedOver);
}

/**
 * Roles carry tags that no list shows, and other kinds too have no tags where the tagging API could not be
 * read: tags that were read one by one count like all others. Those of an earlier look count for roles, and
 * where this one has none: the sweep itself tags what it disables in between.
 */
function withReadTags({ earlier = {}, ...given }: Inventory): Inventory {
  const answers = { ...earlier, ...given.answers };
  const read = (question: Question, from: Inventory['answers']): Tags | null => {
    const answer = from[questionKey(question)];
    return answer?.type === 'role' || answer?.type === 'tags' ? answer.tags : null;
  };
  const resources = given.resources.map((resource) => {
    const { kind, id, key } = resource;
    const tags =
      kind === 'iam-role'
        ? read({ type: 'role', role: id }, answers)
        : read({ type: 'tags', key }, resource.tags === null ? answers : given.answers);
    return tags ? { ...resource, tags } : resource;
  });
  return { ...given, answers, resources };
}

function hostsByFunction(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const hosts = grouped(functionsByHost(inventory), ([, key]) => key);
  return new Map([...hosts].map(([key, rows]) => [key, rows.map(([host]) => host)]));
}

function unknownOrigins(inventory: Inventory): EvidenceIndex['unknownOrigins'] {
  return inventory.resources.flatMap(({ key: from, references }) =>
    references.flatMap(({ relation, to }) => (relation === 'unknown-s3' ? [{ from, to }] : [])),
  );
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function membersByFunction(inventory: Inventory): ReadonlyMap<string, readonly Resource[]> {
  const members = inventory.resources
    .filter(({ memberOf }) => memberOf !== null)
    .toSorted((a, b) => (a.memberOf?.ordinal ?? 0) - (b.memberOf?.ordinal ?? 0));
  return grouped(members, ({ memberOf }) => memberOf?.key ?? '');
}
