import { touching } from '../model/gap.ts';
import type { Gap, GapScope } from '../model/gap.ts';
import { resourceKey, type Resource } from '../model/resource.ts';
import type { StageState } from '../model/stage.ts';
import { edgeRegion, replicasOf } from '../kinds/lambda/listing.ts';
import { roleTrustsEdge } from '../kinds/lambda/edge-role.ts';
import { parseUrn } from '../sst/checkpoint.ts';
import { isSiteType } from '../sst/owned.ts';
import { readName } from '../sst/names.ts';
import type { Known } from './homes/checkpoint-files.ts';
import type { ScanContext } from './scan-context.ts';
import type { ReadStack } from './stacks.ts';

const listedKind = 'lambda-edge-function';

/**
 * Every function of us-east-1 is listed as both kinds, and stays in the list of the one that it turned out to
 * be.
 */
export function isListed(
  { kind, key, name, region, memberOf }: Resource,
  edge: ReadonlySet<string>,
): boolean {
  if (kind === listedKind || memberOf) return edge.has(memberOf?.key ?? key);
  if (kind !== 'lambda-function' || region !== edgeRegion) return true;
  return !edge.has(resourceKey(listedKind, name ?? ''));
}

/** The key under which a function stays that was listed as both kinds. */
export function listedKey(key: string, edge: ReadonlySet<string>): string {
  const prefix = resourceKey('lambda-function', `${edgeRegion}:`);
  const asEdge = resourceKey(listedKind, key.slice(prefix.length));
  return key.startsWith(prefix) && edge.has(asEdge) ? asEdge : key;
}

/**
 * Which functions of us-east-1 are Lambda@Edge: one with a version in some distribution, one that history
 * owned as a site's edge function, one that SST v2's custom resources made. Of the others only those that
 * could become leftovers are worth more reads: the role's trust, and whether there are replicas.
 */
export async function edgeFunctions(
  resources: readonly Resource[],
  evidence: {
    readonly states: readonly StageState[];
    readonly stacks: readonly ReadStack[];
    readonly known: Known;
    readonly regions: readonly string[];
  },
  context: ScanContext,
): Promise<ReadonlySet<string>> {
  const functions = resources.filter(({ kind }) => kind === listedKind);
  for (const gap of unsorted(context.gaps.all())) context.gaps.add(gap);
  const edge = new Set([
    ...associated(resources),
    ...ownedAsEdge(evidence.states, evidence.known),
    ...madeByStacks(functions, evidence.stacks),
  ]);
  const claimed = new Set(evidence.states.flatMap(({ current }) => current?.mentions ?? []));
  const open = functions.filter(
    (resource) =>
      !edge.has(resource.key) &&
      !claimed.has(resource.key) &&
      looksLikeSst(resource, evidence.states),
  );
  const trusting = await Promise.all(
    open.map(async (resource) => ((await trustsEdge(resource, context)) ? resource.key : null)),
  );
  for (const key of trusting) if (key !== null) edge.add(key);
  const rest = open.filter(({ key }) => !edge.has(key));
  if (rest.length > 0)
    for (const key of await replicated(rest, evidence.regions, context)) edge.add(key);
  return edge;
}

/**
 * The same list may be read for one kind and not for another. Then a function of us-east-1 that was
 * listed may be Lambda@Edge all the same.
 */
function unsorted(gaps: readonly Gap[]): readonly Gap[] {
  return gaps
    .filter(({ source }) => source === listedKind || source === 'lambda-edge-version')
    .map((gap) => ({
      ...gap,
      id: `${gap.id}-${edgeRegion}`,
      affects: touching({ kinds: ['lambda-function'], regions: [edgeRegion] }),
    }));
}

function associated(resources: readonly Resource[]): readonly string[] {
  const owners = new Map(resources.map(({ key, memberOf }) => [key, memberOf?.key]));
  return resources.flatMap(({ references }) =>
    references
      .filter(({ relation }) => relation === 'lambda-association')
      // A version that was just deleted is still named: its function's key follows from its own.
      .map(
        ({ to }) =>
          owners.get(to) ??
          to.replace('lambda-edge-version:', `${listedKind}:`).replace(/:\d+$/, ''),
      ),
  );
}

/** Directly below a site or Router, with a logical name that ends in `EdgeFunction` (SST ssr-site.ts, router.ts). */
function ownedAsEdge(states: readonly StageState[], known: Known): readonly string[] {
  return states.flatMap(({ current, checkpoints }) =>
    [...checkpoints, ...(current ? [current] : [])].flatMap(({ owned }) =>
      owned
        .filter(({ urn }) => {
          const parsed = parseUrn(urn);
          const parent = parsed?.types.at(-2) ?? '';
          return (
            parsed?.name.endsWith('EdgeFunction') &&
            (isSiteType(parent) || parent === 'sst:aws:Router')
          );
        })
        .flatMap((entry) => known.keysOf(entry)),
    ),
  );
}

function madeByStacks(
  functions: readonly Resource[],
  stacks: readonly ReadStack[],
): readonly string[] {
  const ids = new Set(
    stacks.flatMap(({ resources }) =>
      (resources ?? []).flatMap(({ type, physicalId }) =>
        type.startsWith('Custom::SSTEdgeLambda') && physicalId ? [physicalId] : [],
      ),
    ),
  );
  return functions
    .filter(
      ({ id, arn }) =>
        ids.has(id) ||
        (arn !== null && [...ids].some((known) => known === arn || known.startsWith(`${arn}:`))),
    )
    .map(({ key }) => key);
}

/** By tag, environment, history or a name with SST's shape for an edge function. */
function looksLikeSst(resource: Resource, states: readonly StageState[]): boolean {
  if (resource.tags?.['sst:app'] !== undefined || resource.environmentPair !== null) return true;
  if (resource.name !== null && readName(resource.kind, resource.name).length > 0) return true;
  return states.some(({ checkpoints }) =>
    checkpoints.some(({ owned }) => owned.some(({ id }) => id === resource.id)),
  );
}

async function trustsEdge(resource: Resource, context: ScanContext): Promise<boolean> {
  const role = resource.role?.split('/').at(-1);
  if (!role) return false;
  // A role that cannot be read may be an edge role: it is listed as one, and the gap keeps it unknown.
  return context.gaps.guard(
    { source: 'lookup', operation: 'iam:GetRole', region: null, affects: only(resource) },
    async () => (await roleTrustsEdge(role, context)) === true,
    true,
  );
}

async function replicated(
  functions: readonly Resource[],
  regions: readonly string[],
  context: ScanContext,
): Promise<readonly string[]> {
  const others = regions.filter((region) => region !== 'us-east-1');
  const masters = await Promise.all(
    others.map((region) =>
      context.gaps.guard(
        {
          source: 'lookup',
          operation: 'lambda:ListFunctions',
          region,
          affects: only(...functions),
        },
        () => replicasOf([region], context),
        new Set<string>(),
      ),
    ),
  );
  const arns = new Set(
    masters.flatMap((set) => [...set].map((arn) => arn.split(':').slice(0, 7).join(':'))),
  );
  return functions.filter(({ arn }) => arn !== null && arns.has(arn)).map(({ key }) => key);
}

function only(...resources: readonly Resource[]): GapScope {
  // An unread fact may decide which of the two kinds it is, so the gap touches both.
  const twins = resources.map(({ region, name }) =>
    resourceKey('lambda-function', `${region}:${name}`),
  );
  return touching({ resources: [...resources.map(({ key }) => key), ...twins].sort() });
}
