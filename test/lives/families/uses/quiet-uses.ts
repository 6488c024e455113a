import { accountId } from '../../../account/account.ts';
import type { Component } from '../../component.ts';
import type { World } from '../../world.ts';
import type { Front } from './site-fronts.ts';

/** What the account has of a component's bucket: its parts are what was made first. */
function bucketOf({ account }: World, { parts }: Component) {
  const id = parts.buckets?.[0]?.name;
  return account.data.s3.buckets.find(({ name }) => name === id);
}

const readsByAccessPoint: Front = (world, component) => {
  const bucket = bucketOf(world, component);
  if (!bucket) return [];
  bucket.accessPoints = ['others-reports'];
  return [bucket.name];
};

/** A bucket of another region is copied into it, and nothing was written there yet. */
const copiesIntoItsBucket: Front = (world, component, createdAt) => {
  const bucket = bucketOf(world, component);
  if (!bucket) return [];
  bucket.versioning ??= 'Enabled';
  const count = world.account.data.s3.buckets.length;
  const role = `others-copies-${count}`;
  const replication = `<ReplicationConfiguration><Role>arn:aws:iam::${accountId}:role/${role}</Role><Rule><Status>Enabled</Status><Priority>1</Priority><Filter/><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::${bucket.name}</Bucket></Destination></Rule></ReplicationConfiguration>`;
  world.account.with({
    roles: [{ name: role, createdAt, trusts: ['s3.amazonaws.com'] }],
    buckets: [
      {
        name: `others-ledger-${count}`,
        region: 'eu-west-1',
        createdAt,
        versioning: 'Enabled',
        configuration: { replication },
      },
    ],
  });
  return [bucket.name];
};

const opensItsBucket: Front = (world, component) => {
  const bucket = bucketOf(world, component);
  if (!bucket) return [];
  const Resource = `arn:aws:s3:::${bucket.name}/*`;
  const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource };
  bucket.policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return [bucket.name];
};

/** A web site, rules, copies into elsewhere: only the time of the last change tells. */
const setsUpItsBucket: Front = (world, component, at) => {
  const bucket = bucketOf(world, component);
  if (!bucket) return [];
  bucket.changedAt = at;
  return [bucket.name];
};

const keepsItsLogs: Front = (world, component) => {
  const name = component.parts.logGroups?.[0]?.name;
  const group = world.account.data.logs?.groups.find((each) => each.name === name);
  // A group that Lambda made may be made again, which its age tells.
  if (!group || group.retentionDays === undefined) return [];
  group.retentionDays = 3653;
  return [group.name];
};

const givesItsRoleMore: Front = (world, component) => {
  const name = component.parts.roles?.[0]?.name;
  const role = world.account.data.iam?.roles.find((each) => each.name === name);
  if (!role) return [];
  role.attachedPolicies = [
    ...(role.attachedPolicies ?? []),
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
  ];
  return [role.name];
};

/** Uses that no list of others tells. */
export const quietUses: readonly Front[] = [
  readsByAccessPoint,
  copiesIntoItsBucket,
  opensItsBucket,
  setsUpItsBucket,
  keepsItsLogs,
  givesItsRoleMore,
];
