import { type AccountBuilder, anAccount, type HomeBuilder } from '../account/account.ts';
import { distributionIdOf } from '../account/names.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Component } from './component.ts';
import { Truth } from './truth.ts';

/** What all lives of an account share. */
export interface World {
  readonly account: AccountBuilder;
  readonly chance: Chance;
  readonly truth: Truth;
  /** Homes that a bootstrap names, or once named. */
  readonly homes: HomeBuilder[];
  /** Components that stages of the same app may route through, by app. */
  readonly routers: Map<string, Component[]>;
  /** Every component that a stage ever made. */
  readonly made: Component[];
  /** Distributions that serve again though they were left: what lies behind them does, too. */
  readonly serving: string[];
  /** DNS names that lead somewhere. */
  readonly resolving: string[];
  /** A number that was not given before, for names. */
  serial(): number;
}

/** A world with nothing in it yet, which draws its chances from `seed` alone. */
export function aWorld(seed: number): World {
  let given = 0;
  return {
    account: anAccount(),
    chance: chanceOf(seed),
    truth: new Truth(),
    homes: [],
    routers: new Map(),
    made: [],
    serving: [],
    resolving: [],
    serial: () => (given += 1),
  };
}

/** Does AWS have any of them, whoever made it? Names are given once. */
export function hasAny({ account }: World, ids: readonly string[]): boolean {
  const { cloudfront, s3, lambda, iam, logs } = account.data;
  const names = [
    ...cloudfront.distributions.map(({ id }) => id),
    ...[...cloudfront.functions, ...(cloudfront.keyValueStores ?? [])].map(({ name }) => name),
    ...[...s3.buckets, ...(lambda?.functions ?? []), ...(iam?.roles ?? [])].map(({ name }) => name),
    ...(logs?.groups ?? []).map(({ name }) => name),
  ];
  return names.some((name) => ids.includes(name));
}

/** Is the name of a CloudFront function taken? Before SST 3.8.0 names came again and again. */
export function isTaken({ account }: World, name: string | undefined): boolean {
  return account.data.cloudfront.functions.some((each) => each.name === name);
}

/** The parameter that names a home is gone, and the next deploy makes another home in its place. */
export function loseBootstrap(world: World, lost: HomeBuilder): HomeBuilder {
  const { account, homes, truth } = world;
  const { ssm } = account.data;
  if (ssm) {
    ssm.parameters = ssm.parameters.filter(
      ({ name, region }) => name !== '/sst/bootstrap' || region !== lost.region,
    );
  }
  const home = account.home(lost.region, { name: `after ${lost.bucket.name}` });
  homes.splice(homes.indexOf(lost), 1, home);
  truth.tell(`the bootstrap of ${lost.bucket.name} was lost, ${home.bucket.name} came after it`);
  return home;
}

/** A distribution of somebody else's that runs a function. */
export function putToUse({ account }: Pick<World, 'account'>, name: string, at: string): void {
  const arn = `arn:aws:cloudfront::123456789012:function/${name}`;
  account.with({
    distributions: [
      {
        id: distributionIdOf(`user of ${name} at ${at}`),
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'example.com' }],
        behaviors: [{ originId: 'o', functions: [{ event: 'viewer-request', arn }] }],
      },
    ],
  });
}
