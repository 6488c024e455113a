import type { OwnedResource } from '../model/stage.ts';
import { recordedAccess } from './bucket-access.ts';
import { hashedValue } from '../model/tag-values.ts';
import { parseUrn, type ParsedCheckpoint, type StateResource } from './checkpoint.ts';
import { recordedConnections } from './connections.ts';
import { recordedRolePolicies } from './role-policies.ts';
import { servedByState } from './served.ts';
import { isRecord, textOf } from './state-object.ts';
import { trustedBy } from './trust.ts';

/** Components for which SST makes an asset bucket and edge functions (platform/src/components/aws). */
const siteTypes = new Set(
  [
    'Analog',
    'Astro',
    'Nextjs',
    'Nuxt',
    'React',
    'Remix',
    'SolidStart',
    'StaticSite',
    'SvelteKit',
    'TanStackStart',
    // SST's own spelling in resource types (platform/src/components/aws/tan-stack-start.ts).
    'TanstackStart',
  ].map((name) => `sst:aws:${name}`),
);

export const logGroupType = 'aws:cloudwatch/logGroup:LogGroup';

export function isSiteType(type: string): boolean {
  return siteTypes.has(type);
}

/**
 * The resources that a checkpoint lists as its own: `custom: true` and not `external`. History is narrow
 * where claims are wide, since an external entry of a removed stage is another stage's live resource.
 * Providers own nothing in AWS.
 */
export function ownedResources(checkpoint: ParsedCheckpoint): readonly OwnedResource[] {
  const byUrn = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
  const filled = storesWithKeys(checkpoint.resources);
  const components: Components = new Map();
  const connections = recordedConnections(checkpoint.resources);
  const access = recordedAccess(checkpoint.resources);
  const policies = recordedRolePolicies(checkpoint.resources);
  return checkpoint.resources.flatMap((resource) => {
    if (!isOwn(resource) || resource.id === null) return [];
    const arn = arnOf(resource);
    return [
      {
        type: typeOfThing(resource.type, resource.urn),
        id: resource.id,
        urn: resource.urn,
        arn,
        component: componentOf(resource, byUrn, components),
        ...placeOf(resource, arn, byUrn),
        kept: keptBy(resource),
        siteAssets: isSiteAssets(resource, byUrn) || isSiteStore(resource, byUrn, filled),
        tags: tagsOf(resource),
        served: servedByState(resource),
        trusts: trustsOf(resource),
        retentionDays: retentionOf(resource),
        policies: policies.get(resource.id) ?? null,
        access: access.get(resource.id) ?? null,
        connections: connections.get(resource.id) ?? [],
      },
    ];
  });
}

/** Types of SST's have some thirty characters; names in damaged states have no end. */
const longestType = 200;

/**
 * Pulumi's type; for a resource of a dynamic provider along with its own type, which only the name in the
 * URN has: `WebS3AccessControl.sst.aws.OriginAccessControl` (SST
 * platform/src/components/aws/providers/origin-access-control.ts).
 */
export function typeOfThing(type: string, urn: string): string {
  const made =
    type === 'pulumi-nodejs:dynamic:Resource'
      ? /\.(sst(?:\.\w+)+)$/.exec(urn.slice(-longestType))?.[1]
      : undefined;
  return made === undefined ? type : `${type}/${made}`;
}

/** A custom resource that is neither external nor a provider. */
export function isOwn(resource: StateResource): boolean {
  return resource.custom && !resource.external && !resource.type.startsWith('pulumi:providers:');
}

/** From `tagsAll`, which includes the tags that SST gives to everything by default (pulumi-aws). */
function tagsOf({ outputs }: StateResource): OwnedResource['tags'] {
  const tags = outputs['tagsAll'] ?? outputs['tags'];
  if (!isRecord(tags)) return null;
  return Object.fromEntries(
    Object.entries(tags).map(([tag, value]) => [
      tag,
      typeof value === 'string' ? hashedValue(value) : null,
    ]),
  );
}

function trustsOf({ type, outputs }: StateResource): OwnedResource['trusts'] {
  const policy = type === 'aws:iam/role:Role' ? textOf(outputs['assumeRolePolicy']) : null;
  return policy === null ? null : trustedBy(policy);
}

function retentionOf({ type, outputs }: StateResource): number | null {
  if (type !== logGroupType) return null;
  const days = outputs['retentionInDays'];
  return typeof days === 'number' ? days : null;
}

export function arnOf(resource: StateResource): string | null {
  const arn =
    textOf(resource.outputs['arn']) ?? (resource.id?.startsWith('arn:') ? resource.id : null);
  return arn?.startsWith('arn:') ? arn : null;
}

/** The reasons why the engine removes it from a state without asking AWS to delete it. */
export function keptBy(
  resource: Pick<
    StateResource,
    'retainOnDelete' | 'protect' | 'imported' | 'deletedWith' | 'inputs'
  >,
): OwnedResource['kept'] {
  return [
    ...(resource.retainOnDelete ? (['retainOnDelete'] as const) : []),
    ...(resource.protect ? (['protect'] as const) : []),
    ...(resource.imported ? (['importID'] as const) : []),
    // The engine does not delete it where the other resource leaves in the same run, and that one may have
    // been kept itself (Pulumi pkg/resource/deploy/step.go, `isDeletedWith`).
    ...(resource.deletedWith ? (['deletedWith'] as const) : []),
    // Terraform's own arguments, not Pulumi's flags: disable instead of delete, forget instead of delete.
    ...(isSet(resource.inputs['retainOnDelete']) ? (['inputs.retainOnDelete'] as const) : []),
    ...(isSet(resource.inputs['skipDestroy']) ? (['inputs.skipDestroy'] as const) : []),
  ];
}

/** Absent, null and false mean no; any other value may mean yes. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

type ByUrn = ReadonlyMap<string, StateResource>;

function ancestors(resource: StateResource, byUrn: ByUrn): readonly StateResource[] {
  const found: StateResource[] = [];
  let parent = resource.parent;
  // A hostile file may tie parents in a ring.
  while (parent !== null && found.length < 20) {
    const next: StateResource | undefined = byUrn.get(parent);
    if (!next) break;
    found.push(next);
    parent = next.parent;
  }
  return found;
}

/** Own resources by the URN of the outermost `sst:` component around them; what lies in none is left out. */
export function ownedInComponents({
  resources,
}: ParsedCheckpoint): Readonly<Record<string, number>> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const counts = new Map<string, number>();
  for (const resource of resources.filter(isOwn)) {
    const top = ancestors(resource, byUrn).findLast(({ type }) => type.startsWith('sst:'));
    if (top) counts.set(top.urn, (counts.get(top.urn) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** By URN: hundreds of resources share one component. */
type Components = Map<string, NonNullable<OwnedResource['component']>>;

function componentOf(
  resource: StateResource,
  byUrn: ByUrn,
  components: Components,
): OwnedResource['component'] {
  const chain = ancestors(resource, byUrn).filter(({ type }) => type.startsWith('sst:'));
  const outermost = chain.findLast(({ type }) => isSiteType(type)) ?? chain.at(-1);
  if (!outermost) return null;
  const { type, urn } = outermost;
  const component = components.get(urn) ?? { type, name: parseUrn(urn)?.name ?? urn };
  components.set(urn, component);
  return component;
}

/** A site's own asset bucket is recognised by its place in the URN, never by its name alone. */
function isSiteAssets(resource: StateResource, byUrn: ByUrn): boolean {
  const urn = parseUrn(resource.urn);
  if (!urn || !urn.types.at(-1)?.startsWith('aws:s3/bucket')) return false;
  const [bucket, site] = ancestors(resource, byUrn);
  if (bucket?.type !== 'sst:aws:Bucket' || !site || !isSiteType(site.type)) return false;
  return urn.name === `${parseUrn(site.urn)?.name}AssetsBucket`;
}

/**
 * The store of a site or Router, with its keys in the same state: it holds SST's entries. A store that was
 * passed to the component as an argument has another place in the URN, and may hold anything.
 */
function isSiteStore(resource: StateResource, byUrn: ByUrn, filled: ReadonlySet<string>): boolean {
  const urn = parseUrn(resource.urn);
  const arn = arnOf(resource);
  if (urn?.types.at(-1) !== 'aws:cloudfront/keyValueStore:KeyValueStore') return false;
  const [site] = ancestors(resource, byUrn);
  if (!site || (!isSiteType(site.type) && site.type !== 'sst:aws:Router')) return false;
  const isNamed = urn.name === `${parseUrn(site.urn)?.name}KvStore`;
  return isNamed && arn !== null && filled.has(arn);
}

/** ARNs of stores that SST wrote keys into (platform/src/components/aws/providers/kv-keys.ts). */
function storesWithKeys(resources: readonly StateResource[]): ReadonlySet<string> {
  return new Set(
    resources.flatMap((resource) =>
      isOwn(resource) && typeOfThing(resource.type, resource.urn) === keysOfStores
        ? (textOf(resource.inputs['store']) ?? [])
        : [],
    ),
  );
}

const keysOfStores = 'pulumi-nodejs:dynamic:Resource/sst.aws.KvKeys';

export function placeOf(
  resource: StateResource,
  arn: string | null,
  byUrn: ByUrn,
): { readonly account: string | null; readonly region: string | null } {
  // `provider` is `<urn>::<uuid>` (Pulumi); the provider resource holds the region as an input.
  const providerUrn = resource.provider?.split('::').slice(0, -1).join('::');
  const provider = providerUrn ? byUrn.get(providerUrn) : undefined;
  const [, , , arnRegion, arnAccount] = arn?.split(':') ?? [];
  return {
    account: arnAccount || assumedAccount(provider) || null,
    region: arnRegion || textOf(provider?.inputs['region']) || null,
  };
}

/** A provider that assumes a role works in the role's account. */
function assumedAccount(provider: StateResource | undefined): string | null {
  if (!provider) return null;
  const said = ['assumeRoles', 'assumeRole', 'assumeRoleWithWebIdentity', 'allowedAccountIds']
    .map((name) => provider.inputs[name])
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? '')));
  const role = /arn:aws[\w-]*:iam::(\d{12}):role\//.exec(said.join(' '))?.[1];
  // A single allowed account is the account; with several it is unknown.
  const allowed = [...new Set(said.at(-1)?.match(/\b\d{12}\b/g))];
  return role ?? (allowed.length === 1 ? (allowed[0] ?? null) : null);
}
