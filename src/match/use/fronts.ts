import type { Inventory } from '../../model/inventory.ts';
import type { Kind, KindFacts } from '../../model/kind.ts';
import type { AppStage, Resource } from '../../model/resource.ts';
import type { OwnedResource } from '../../model/stage.ts';
import { componentOfComment } from '../../sst/name-shapes.ts';
import { fitName, type PairsByPrefix, readName } from '../../sst/names.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairFromTags } from '../../sst/tags.ts';
import type { PastOwnership } from '../history/departures.ts';
import { type History, noHistory } from '../history/ownership.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import type { Claim } from '../../model/claim.ts';

/**
 * A resource that serves visitors or runs code, and so may reach other resources of its stage while it is
 * used.
 */
export interface Front {
  readonly key: string;
  /** The origin of its requests: visitors, a distribution that runs it, or callers. */
  readonly asked: 'by-visitors' | 'at-the-edge' | 'by-calls';
  /** Stages that owned it, by states or tags. */
  readonly memberships: readonly Membership[];
}

/** How a resource belonged to a stage. */
interface Membership {
  readonly pair: string;
  /** The SST component that made it; null: no state shows it. */
  readonly component: OwnedResource['component'];
  /** Its name in lower case, from its state, or else from its name or comment; null: neither shows it. */
  readonly called: string | null;
  /** The runs in which it left, or the stack that was deleted; null: no history shows it. */
  readonly departure: string | null;
}

/**
 * A resource that may be behind others, with the fronts of its stage; resources of one stage share that
 * list.
 */
export interface Behind {
  readonly memberships: readonly Membership[];
  readonly pair: string;
  readonly fronts: readonly Front[];
}

/**
 * Functions at the edge, and the stores that they read. SST's function there (3.10 and later) leads to
 * buckets and servers by their URLs, in whatever distribution it runs: a copy that somebody made in the
 * console, say.
 */
const edgeKinds: ReadonlySet<Kind> = new Set(['cloudfront-function', 'cloudfront-key-value-store']);

interface Known {
  readonly kinds: ReadonlyMap<string, KindFacts>;
  readonly stages: ReadonlyMap<string, StageFacts>;
  readonly history: ReadonlyMap<string, History>;
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly pairs: PairsByPrefix;
}

/**
 * By the key of every resource that no configuration attaches to its user: the fronts that may reach it.
 * Sites of SST 3.10 and later reach buckets and functions through a key-value store, and functions reach
 * the rest through their code. A resource that the stage's own state lists today is no front: the others
 * left it.
 */
export function frontsByKey(inventory: Inventory, known: Known): ReadonlyMap<string, Behind> {
  const frontsOf = new Map<string, Front[]>();
  // Visitors come to a distribution by its own host, so it has no fronts.
  const members: (readonly [string, readonly Membership[]])[] = [];
  for (const resource of inventory.resources) {
    const facts = known.kinds.get(resource.kind);
    const isEdge = edgeKinds.has(resource.kind);
    if (!facts || (facts.guarded && !isEdge) || resource.memberOf) continue;
    const memberships = membershipsOf(resource, known);
    if (memberships.length === 0) continue;
    if (!facts.serves && !facts.guarded) members.push([resource.key, memberships]);
    const asked = facts.serves ? 'by-visitors' : isEdge ? 'at-the-edge' : 'by-calls';
    const runs = facts.useIsSeenBy === 'invocations';
    if (asked === 'by-calls' && !runs) continue;
    const front: Front = { key: resource.key, asked, memberships };
    for (const pair of new Set(memberships.map((each) => each.pair))) {
      const list = frontsOf.get(pair);
      if (list) list.push(front);
      else frontsOf.set(pair, [front]);
    }
  }
  return new Map(
    members.flatMap(([key, memberships]) => {
      // A resource of several stages has no owner in any case: the owners disagree.
      const [pair = ''] = memberships.map((each) => each.pair);
      const fronts = frontsOf.get(pair);
      return fronts ? [[key, { memberships, pair, fronts }] as const] : [];
    }),
  );
}

function membershipsOf(resource: Resource, known: Known): readonly Membership[] {
  const { past, givenUp, stacks } = known.history.get(resource.key) ?? noHistory;
  const byHistory = [
    ...past.map((owned) => ({
      pair: stageId(owned.state),
      component: owned.entry.component,
      called: owned.entry.component?.name.toLowerCase() ?? null,
      departure: departureGroup(owned, known.stages),
    })),
    ...givenUp.map(({ state, entry }) => ({
      pair: stageId(state),
      component: entry.component,
      called: entry.component?.name.toLowerCase() ?? null,
      departure: `given up ${state.location}`,
    })),
    ...stacks.map(({ stack, pair }) => ({
      pair,
      component: null,
      called: null,
      departure: stack.arn,
    })),
  ];
  if (byHistory.length > 0) return byHistory;
  return pairsOf(resource, known).flatMap((pair) => {
    if (isListedBy(stageId(pair), known.claims.get(resource.key))) return [];
    const called = calledOf(resource, pair)?.toLowerCase() ?? null;
    return [{ pair: stageId(pair), component: null, called, departure: null }];
  });
}

/** By its tags; functions and stores at the edge have none of SST's, so their names decide. */
function pairsOf({ kind, name, tags, description }: Resource, known: Known): readonly AppStage[] {
  const pair = pairFromTags(tags);
  if (pair) return [pair];
  const facts = known.kinds.get(kind);
  if (!edgeKinds.has(kind) || name === null || !facts) return [];
  return fitName({ kind, name, description }, facts, known.pairs).map((fit) => fit.pair);
}

/**
 * Names of all resources of a component begin with the component's name
 * (platform/src/components/component.ts).
 */
function calledOf({ kind, name, description }: Resource, pair: AppStage): string | null {
  if (kind === 'cloudfront-distribution') return componentOfComment(description ?? '');
  const prefix = `${pair.app}-${pair.stage}`.toLowerCase();
  const reading = readName(kind, name ?? '', description).find(
    (each) => each.prefix.toLowerCase() === prefix,
  );
  // A front is called by its component, like a distribution.
  return (edgeKinds.has(kind) ? reading?.component : reading?.logicalName) ?? null;
}

function isListedBy(pair: string, claims: readonly Claim[] = []): boolean {
  return claims.some((claim) => claim.own && claim.pair === pair);
}

/**
 * Resources that left in one deploy are a group; so are those that left in any of the removes after one
 * deploy.
 */
function departureGroup(
  { state, departure: { run, at } }: PastOwnership,
  stages: ReadonlyMap<string, StageFacts>,
): string {
  if (run?.record?.command !== 'remove') return `${state.location} ${run?.startedAt ?? at}`;
  const deploys = (stages.get(stageId(state))?.runs ?? []).filter(
    ({ record, startedAt }) => record?.command === 'deploy' && startedAt < run.startedAt,
  );
  return `${state.location} removed after ${deploys.at(-1)?.startedAt ?? 'no deploy'}`;
}

/**
 * How a front may reach a resource: by their component, by their common departure, or by their stage, where
 * no more is known. Null: nothing shows that it does.
 */
export function reach(
  front: Front,
  { memberships }: Behind,
): 'component' | 'departure' | 'stage' | null {
  const pairs = memberships.flatMap((one) =>
    front.memberships.flatMap((other) => (one.pair === other.pair ? [{ one, other }] : [])),
  );
  if (pairs.some(({ one, other }) => isOneComponent(one, other) || isCalledAlike(one, other)))
    return 'component';
  const left = pairs.some(
    ({ one, other }) => one.departure !== null && one.departure === other.departure,
  );
  if (left) return 'departure';
  // Its code and its keys lead to the resources with which they were made, and nowhere else.
  if (front.asked === 'at-the-edge') return null;
  // A function's code reads other resources of its stage by their names.
  if (front.asked === 'by-calls') return 'stage';
  // A front without a known component may be before anything, and a Router is before every site.
  const anywhere = pairs.some(
    ({ one, other }) =>
      one.component === null ||
      other.component === null ||
      other.component.type === 'sst:aws:Router',
  );
  return anywhere ? 'stage' : null;
}

/** SST refuses two linkable components of one name in a stage, of whatever types (platform/src/components/link.ts). */
function isOneComponent({ component: one }: Membership, { component: other }: Membership): boolean {
  return one !== null && one.name === other?.name;
}

/** Where a state lacks the component of one of them: whether the resource's name begins with the front's. */
function isCalledAlike(one: Membership, front: Membership): boolean {
  if (one.component !== null && front.component !== null) return false;
  return front.called !== null && one.called?.startsWith(front.called) === true;
}
