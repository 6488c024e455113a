import type { AccountData, BucketData, CloudFrontData } from 'simulated-aws';
import { settingKinds } from './settings.ts';
import type { AwsParts } from './sites.ts';
import { StageBuilder } from './stage.ts';
import { tailOf } from './names.ts';

export const accountId = '123456789012';
const defaultNow = '2026-11-22T12:00:00.000Z';

/** A home: its bucket, and the parameter that registers it. */
export interface HomeBuilder {
  readonly bucket: BucketData;
  readonly region: string;
  stage(app: string, stage: string): StageBuilder;
}

/** A simulated account that is put together piece by piece, so that a test reads as a story. */
export class AccountBuilder {
  readonly data: AccountData & {
    cloudfront: Required<Pick<CloudFrontData, 'distributions' | 'functions'>> & CloudFrontData;
    s3: { buckets: BucketData[] };
  };
  readonly #now: string;

  constructor(now: string) {
    this.#now = now;
    this.data = {
      schema: 'sst-sweep/simulated-account@1',
      account: accountId,
      now,
      cloudfront: { distributions: [], functions: [] },
      s3: { buckets: [] },
      lambda: { functions: [] },
      ssm: { parameters: [] },
      cloudformation: { stacks: [] },
      iam: { roles: [] },
      cloudwatch: { metrics: [] },
    };
  }

  /** An ISO time before the account's now: `ago({ days: 3 })`. */
  ago(span: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
  }): string {
    const minutes = ((span.days ?? 0) * 24 + (span.hours ?? 0)) * 60 + (span.minutes ?? 0);
    return new Date(Date.parse(this.#now) - minutes * 60_000).toISOString();
  }

  home(
    region = 'us-east-1',
    options: {
      readonly registered?: boolean;
      readonly versioned?: boolean;
      readonly name?: string;
      /** The bucket's own name, where it is not one that SST gave. */
      readonly bucket?: string;
    } = {},
  ): HomeBuilder {
    const letters = tailOf(`home ${options.name ?? region} ${this.data.s3.buckets.length}`);
    const name = options.bucket ?? `sst-state-${letters}${letters.slice(0, 4)}`;
    const bucket: BucketData = {
      name,
      region,
      createdAt: this.ago({ days: 900 }),
      versioning: options.versioned === false ? null : 'Enabled',
      objects: [],
    };
    this.data.s3.buckets.push(bucket);
    if (options.registered !== false)
      this.register(region, { state: name, asset: name.replace('state', 'asset') });
    return homeIn(bucket, region);
  }

  /** The parameter by which SST finds a region's buckets. */
  register(region: string, buckets: { readonly state: string; readonly asset: string }): this {
    const { asset, state } = buckets;
    const value = JSON.stringify({ version: 5, asset, state });
    this.data.ssm?.parameters.push({ name: '/sst/bootstrap', region, value });
    return this;
  }

  /** Puts resources into the account. */
  with(...parts: readonly AwsParts[]): this {
    for (const part of parts) {
      this.data.cloudfront.distributions.push(...(part.distributions ?? []));
      this.data.cloudfront.functions.push(...(part.functions ?? []));
      if (part.keyValueStores)
        (this.data.cloudfront.keyValueStores ??= []).push(...part.keyValueStores);
      for (const kind of settingKinds) {
        const more = part.settings?.[kind];
        if (more) (this.data.cloudfront[kind] ??= []).push(...(more as never[]));
      }
      this.data.s3.buckets.push(...(part.buckets ?? []));
      this.data.lambda?.functions.push(...(part.lambdas ?? []));
      if (part.eventSources && this.data.lambda)
        (this.data.lambda.eventSources ??= []).push(...part.eventSources);
      this.data.iam?.roles.push(...(part.roles ?? []));
      if (part.logGroups) (this.data.logs ??= { groups: [] }).groups.push(...part.logGroups);
      this.data.cloudformation?.stacks.push(...(part.stacks ?? []));
      this.data.cloudwatch?.metrics.push(...(part.metrics ?? []));
    }
    return this;
  }

  /** Takes resources out of the account again: AWS deleted them. */
  without(ids: readonly string[]): this {
    const { cloudfront, s3, lambda, iam, logs } = this.data;
    const stays = (name: string) => !ids.includes(name);
    cloudfront.distributions = cloudfront.distributions.filter(({ id }) => stays(id));
    cloudfront.functions = cloudfront.functions.filter(({ name }) => stays(name));
    if (cloudfront.keyValueStores)
      cloudfront.keyValueStores = cloudfront.keyValueStores.filter(({ name }) => stays(name));
    for (const kind of settingKinds)
      cloudfront[kind]?.splice(
        0,
        Infinity,
        ...(cloudfront[kind].filter(({ id }) => stays(id)) as never[]),
      );
    s3.buckets = s3.buckets.filter(({ name }) => stays(name));
    if (lambda) lambda.functions = lambda.functions.filter(({ name }) => stays(name));
    if (iam) iam.roles = iam.roles.filter(({ name }) => stays(name));
    if (logs) logs.groups = logs.groups.filter(({ name }) => stays(name));
    return this;
  }
}

/** A home in a bucket that is there already. */
export function homeIn(bucket: BucketData, region: string): HomeBuilder {
  return {
    bucket,
    region,
    stage: (app, stage) => new StageBuilder(bucket, { app, stage, region }),
  };
}

export function anAccount(now: string = defaultNow): AccountBuilder {
  return new AccountBuilder(now);
}
