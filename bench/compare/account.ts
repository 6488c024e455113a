import type { AccountData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from '../../test/account/account.ts';
import { aServer, lambdaLogs } from '../../test/account/servers.ts';
import { siteSettings } from '../../test/account/settings.ts';
import { aSite, aUserBucket, type AwsParts } from '../../test/account/sites.ts';
import { aStore, reads } from '../../test/account/stores.ts';
import type { Entry } from '../../test/account/checkpoint.ts';

export const app = 'acme';
export const removedStage = 'pr-7';
export const region = 'us-east-1';

/** The account, and what is right to do with it. */
export interface CompareAccount {
  readonly data: AccountData;
  /** Ids of what the removed stage left behind. */
  readonly leftovers: ReadonlySet<string>;
  /** The id of its distribution, which some tools can be told of by nothing else. */
  readonly distribution: string;
}

type Part = AwsParts & { readonly entries: readonly Entry[] };

/**
 * An app with so many living stages and a removed one, which left all of its site and server behind, and
 * a bucket that it keeps on purpose; beside it what others made by hand. Each name of the removed stage's
 * begins with `acme-pr-7-`, each of a living one's does not.
 */
export function compareAccount(now: string, living: number): CompareAccount {
  const account = anAccount(now);
  const home = account.home(region);
  const at = account.ago({ days: 40 });
  const previews = Array.from({ length: living - 1 }, (_, index) => `pr-${70 + index}`);
  for (const stage of ['production', ...previews]) {
    const parts = [...partsOf(stage, at), aUserBucket({ app, stage, at, region })];
    account.with(...parts);
    home.stage(app, stage).deploy(at, entriesOf(parts));
  }
  const left = partsOf(removedStage, at);
  const kept = aUserBucket({ app, stage: removedStage, at, region, retained: true });
  account.with(...left, kept, byHand(account));
  home
    .stage(app, removedStage)
    .deploy(at, [...entriesOf(left), ...kept.entries])
    .remove(account.ago({ days: 9 }));
  const { data } = account;
  // aws-nuke refuses an account without an alias.
  if (data.iam) data.iam.accountAlias = 'acme-previews';
  const [distribution] = left.flatMap(({ distributions = [] }) => distributions);
  if (!distribution) throw new Error('The removed stage has no distribution.');
  return { data, leftovers: new Set(left.flatMap(idsOf)), distribution: distribution.id };
}

/** A site with its key-value store, access control and cache policy, and a server with role and logs. */
function partsOf(stage: string, at: string): readonly Part[] {
  const site = aSite({ app, stage, at, region });
  const store = aStore({ app, stage, at });
  const { ids, settings, entries } = siteSettings({ app, stage, at });
  const { originAccessControls, cachePolicies } = settings;
  const [distribution] = site.distributions;
  const [bucket] = site.buckets;
  reads(site, store, 'both');
  distribution.origins?.push({
    id: 's3',
    domainName: `${bucket.name}.s3.${region}.amazonaws.com`,
    originAccessControlId: ids.originAccessControls,
  });
  distribution.behaviors?.push({
    path: '/_assets/*',
    originId: 's3',
    cachePolicyId: ids.cachePolicies,
  });
  // Emptied by one call and by one page in every tool: what large buckets cost is another benchmark.
  bucket.versioning = 'Enabled';
  bucket.objects?.push(
    { key: '_assets/app.js', at, body: 'console.log("bye")', versionId: 'v2' },
    { key: '_assets/app.js', at, deleteMarker: true, versionId: 'v3' },
  );
  return [
    site,
    store,
    {
      settings: { originAccessControls, cachePolicies },
      entries: entries.filter(({ id }) =>
        [ids.originAccessControls, ids.cachePolicies].some((each) => each === id),
      ),
    },
    aServer({ app, stage, at, region }),
  ];
}

/** No tag of SST's: a marketing site, a job of the CI's, a data lake. */
function byHand(account: AccountBuilder): AwsParts {
  const at = account.ago({ days: 500 });
  const role = 'arn:aws:iam::123456789012:role/nightly-export';
  return {
    distributions: [
      {
        id: 'E1MARKETING001',
        comment: 'marketing',
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'marketing.example.com' }],
        behaviors: [
          {
            originId: 'o',
            functions: [
              {
                event: 'viewer-response',
                arn: 'arn:aws:cloudfront::123456789012:function/security-headers',
              },
            ],
          },
        ],
      },
    ],
    functions: [{ name: 'security-headers', createdAt: at, modifiedAt: at }],
    buckets: [
      {
        name: 'acme-data-lake',
        region,
        createdAt: at,
        versioning: 'Enabled',
        objects: [{ key: 'a.parquet', at, body: 'data' }],
      },
    ],
    lambdas: [{ name: 'nightly-export', region, role, modifiedAt: at }],
    roles: [{ name: 'nightly-export', createdAt: at, trusts: ['lambda.amazonaws.com'] }],
    logGroups: [lambdaLogs('nightly-export', { region, at })],
  };
}

const entriesOf = (parts: readonly Part[]) => parts.flatMap(({ entries }) => entries);

/** Ids as every tool tells them, with their kind before them. */
function idsOf(part: AwsParts): readonly string[] {
  const { settings = {} } = part;
  return [
    ...(part.distributions ?? []).map(({ id }) => `distribution ${id}`),
    ...(part.functions ?? []).map(({ name }) => `CloudFront function ${name}`),
    ...(part.keyValueStores ?? []).map(({ name }) => `key-value store ${name}`),
    ...(settings.originAccessControls ?? []).map(({ id }) => `access control ${id}`),
    ...(settings.cachePolicies ?? []).map(({ id }) => `cache policy ${id}`),
    ...(part.lambdas ?? []).map(({ name }) => `Lambda function ${name}`),
    ...(part.roles ?? []).map(({ name }) => `role ${name}`),
    ...(part.logGroups ?? []).map(({ name }) => `log group ${name}`),
    ...(part.buckets ?? []).map(({ name }) => `bucket ${name}`),
  ];
}

/** What an account has. */
export function resourcesIn({ cloudfront, lambda, iam, logs, s3 }: AccountData): readonly string[] {
  return idsOf({
    distributions: cloudfront?.distributions ?? [],
    functions: cloudfront?.functions ?? [],
    keyValueStores: cloudfront?.keyValueStores ?? [],
    settings: cloudfront ?? {},
    lambdas: lambda?.functions ?? [],
    roles: iam?.roles ?? [],
    logGroups: logs?.groups ?? [],
    buckets: s3?.buckets ?? [],
  });
}
