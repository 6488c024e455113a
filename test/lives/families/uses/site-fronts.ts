import type { DistributionData } from 'simulated-aws';
import { distributionIdOf } from '../../../account/names.ts';
import type { Component } from '../../component.ts';
import { letVisitorsCome } from '../../use.ts';
import type { World } from '../../world.ts';

/** Somebody else puts something before what is left: all that it runs, and serves from, lives again. */
export type Front = (world: World, component: Component, at: string) => readonly string[];

/** A distribution of somebody else's. */
export function aFront({ account }: World, more: Partial<DistributionData>): void {
  const id = distributionIdOf(`front ${account.data.cloudfront.distributions.length}`);
  account.with({
    distributions: [
      {
        id,
        origins: [{ id: 'o', domainName: 'origin.example.com' }],
        behaviors: [{ originId: 'o' }],
        ...more,
      },
    ],
  });
}

/** Everything of a component that has a distribution; null: it has none. */
function siteOf(world: World, component: Component): DistributionData | null {
  const id = component.parts.distributions?.[0]?.id;
  return world.account.data.cloudfront.distributions.find((each) => each.id === id) ?? null;
}

/** Its distribution is the origin of another one. */
export const beforeItsDistribution: Front = (world, component, modifiedAt) => {
  const site = siteOf(world, component);
  if (!site) return [];
  site.domainName = `d${site.id.slice(1).toLowerCase()}.cloudfront.net`;
  aFront(world, { modifiedAt, origins: [{ id: 'o', domainName: site.domainName }] });
  return component.ids;
};

/** Another account's front: nothing shows but its requests. */
export const inAnotherAccount: Front = (world, component) => {
  const site = siteOf(world, component);
  if (!site) return [];
  letVisitorsCome(world, site.id);
  return component.ids;
};

/** Another distribution serves from its bucket, under one of the names that S3 knows it by. */
export const beforeItsBucket: Front = (world, component, modifiedAt) => {
  const [bucket] = component.parts.buckets ?? [];
  if (!bucket) return [];
  const { name, region } = bucket;
  const domainName = world.chance.pick([
    `${name}.s3.amazonaws.com`,
    `${name}.s3.${region}.amazonaws.com`,
    `${name}.s3.dualstack.${region}.amazonaws.com`,
    `${name}.s3-website-${region}.amazonaws.com`,
    `${name}.s3-website.${region}.amazonaws.com`,
  ]);
  aFront(world, { modifiedAt, origins: [{ id: 'o', domainName }] });
  return [name];
};

/** Another distribution writes its logs there. */
export const logsIntoItsBucket: Front = (world, component, modifiedAt) => {
  const id = component.parts.buckets?.[0]?.name;
  const bucket = world.account.data.s3.buckets.find(({ name }) => name === id);
  if (!bucket) return [];
  bucket.logDelivery = true;
  aFront(world, { modifiedAt, logBucket: `${bucket.name}.s3.amazonaws.com` });
  return [bucket.name];
};

/** A staging or a tenant's distribution runs its function. */
export const runsItsFunction: Front = (world, component, modifiedAt) => {
  const name = component.parts.functions?.[0]?.name;
  if (name === undefined) return [];
  const arn = `arn:aws:cloudfront::123456789012:function/${name}`;
  aFront(world, {
    modifiedAt,
    ...world.chance.pick([{ staging: true }, { connectionMode: 'tenant-only' as const }, {}]),
    behaviors: [
      { originId: 'o' },
      { path: '/x', originId: 'o', functions: [{ event: 'viewer-response', arn }] },
    ],
  });
  const stores = component.parts.keyValueStores ?? [];
  return [name, ...stores.map((store) => store.name)];
};

/** `associate-alias` moved a name onto it, whether or not that resolves for everybody. */
export const movedAlias: Front = (world, component, at) => {
  const site = siteOf(world, component);
  if (!site) return [];
  const name = `www${world.serial()}.acme.example`;
  site.aliases = [name];
  site.modifiedAt = at;
  if (world.chance.often(0.5)) world.resolving.push(name);
  return component.ids;
};

/** It has had the name from the beginning, and that still leads to it. */
export const resolvingAlias: Front = (world, component) => {
  const site = siteOf(world, component);
  if (!site) return [];
  const name = world.chance.pick(['*.acme.example', `app${world.serial()}.acme.example`]);
  site.aliases = [name];
  if (!name.startsWith('*')) world.resolving.push(name);
  return component.ids;
};

/** An honest one: the name that it had leads nowhere any more. */
export const deadAlias: Front = (world, component) => {
  const site = siteOf(world, component);
  if (site) site.aliases = [`old${world.serial()}.acme.example`];
  return [];
};
