import type { FunctionData } from 'simulated-aws';
import { accountId } from '../../../account/account.ts';
import type { Component } from '../../component.ts';
import type { World } from '../../world.ts';
import { quietUses } from './quiet-uses.ts';
import { aFront, type Front } from './site-fronts.ts';

/** A function of somebody else's. */
function aWorker({ account }: World, more: Partial<FunctionData> & { at: string }): void {
  const { at, ...rest } = more;
  account.with({
    lambdas: [
      {
        name: `others-worker-${account.data.lambda?.functions.length}`,
        region: 'us-east-1',
        role: `arn:aws:iam::${accountId}:role/others-role`,
        modifiedAt: at,
        ...rest,
      },
    ],
  });
}

/** A function with all that only it uses. */
function withCompanions(component: Component, { name }: FunctionData): readonly string[] {
  const { lambdas = [], roles = [], logGroups = [] } = component.parts;
  return lambdas.length > 1
    ? [name]
    : [name, ...roles.map((each) => each.name), ...logGroups.map((each) => each.name)];
}

/** Another distribution sends requests to its URL, which only Lambda knows. */
const callsItsUrl: Front = (world, component, modifiedAt) => {
  const server = component.parts.lambdas?.find(({ functionUrl }) => functionUrl !== undefined);
  if (!server) return [];
  const { name, region } = server;
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const host = `${Buffer.from(arn).toString('hex').slice(-32)}.lambda-url.${region}.on.aws`;
  aFront(world, { modifiedAt, origins: [{ id: 'o', domainName: host }] });
  return withCompanions(component, server);
};

const worksUnderItsRole: Front = (world, component, at) => {
  const [role] = component.parts.roles ?? [];
  if (!role) return [];
  aWorker(world, { at, role: `arn:aws:iam::${accountId}:role/${role.name}` });
  return [role.name];
};

const logsIntoItsGroup: Front = (world, component, at) => {
  const [group] = component.parts.logGroups ?? [];
  if (!group) return [];
  aWorker(world, { at, region: group.region, logGroup: group.name });
  return [group.name];
};

/** S3 writes the access logs of another bucket there. */
const keepsAccessLogs: Front = (world, component, createdAt) => {
  const id = component.parts.buckets?.[0]?.name;
  const bucket = world.account.data.s3.buckets.find(({ name }) => name === id);
  if (!bucket) return [];
  bucket.logDelivery = 's3';
  const name = `others-data-${world.account.data.s3.buckets.length}`;
  const logging = { bucket: bucket.name, prefix: 'logs/' };
  world.account.with({ buckets: [{ name, region: bucket.region, createdAt, logging }] });
  return [bucket.name];
};

const readsItsStore: Front = (world, component, at) => {
  const [store] = component.parts.keyValueStores ?? [];
  if (!store) return [];
  const arn = `arn:aws:cloudfront::${accountId}:key-value-store/${store.id}`;
  const name = `others-rewrite-${world.account.data.cloudfront.functions.length}`;
  world.account.with({ functions: [{ name, createdAt: at, modifiedAt: at, stores: [arn] }] });
  return [store.name];
};

/** Another distribution names its policies and its access control. */
const usesItsSettings: Front = (world, component, modifiedAt) => {
  const { settings } = component.parts;
  const control = settings?.originAccessControls?.[0]?.id;
  const policy = settings?.cachePolicies?.[0]?.id;
  if (control === undefined || policy === undefined) return [];
  const origins = [
    { id: 'o', domainName: 'others.s3.amazonaws.com', originAccessControlId: control },
  ];
  const behaviors = [{ originId: 'o' }, { path: '/x', originId: 'o', cachePolicyId: policy }];
  aFront(world, { modifiedAt, origins, behaviors });
  return [control, policy];
};

/** Another distribution runs a version of its edge function. */
const runsItsVersion: Front = (world, component, modifiedAt) => {
  const edge = component.parts.lambdas?.find(({ versions }) => versions !== undefined);
  if (!edge) return [];
  const arn = `arn:aws:lambda:us-east-1:${accountId}:function:${edge.name}:1`;
  const behaviors = [{ originId: 'o', lambdas: [{ event: 'viewer-request' as const, arn }] }];
  aFront(world, { modifiedAt, behaviors });
  return withCompanions(component, edge);
};

/** A function of somebody else's has its name in its environment. */
export const isNamedInEnvironment: Front = (world, component, at) => {
  const [bucket] = component.parts.buckets ?? [];
  if (!bucket) return [];
  aWorker(world, { at, environment: { UPLOADS: `s3://${bucket.name}/` } });
  return [bucket.name];
};

export const partUses: readonly Front[] = [
  callsItsUrl,
  worksUnderItsRole,
  logsIntoItsGroup,
  keepsAccessLogs,
  readsItsStore,
  usesItsSettings,
  runsItsVersion,
  ...quietUses,
];
