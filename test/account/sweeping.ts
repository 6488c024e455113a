import type { AccountData, CloudFrontFunctionData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from './account.ts';
import type { Entry } from './checkpoint.ts';
import { tailOf } from './names.ts';
import { aSite, aUserBucket, anEdgeSigner, type AwsParts, type Site } from './sites.ts';

const app = 'acme';

/** Ids of everything that the removed stages left behind. */
export interface SweepingAccount {
  readonly data: AccountData;
  readonly leftovers: readonly string[];
}

/**
 * Three removed stages, of which 5 distributions, 8 CloudFront functions, 4 Lambda@Edge functions
 * and 6 buckets are left, beside a stage that lives and has one of each.
 */
export function aSweepingAccount(): SweepingAccount {
  const account = anAccount();
  const home = account.home('eu-west-1');
  const at = account.ago({ days: 40 });
  const live = [
    ...edgeSite(account, 'production', 'Web'),
    aUserBucket({ app, stage: 'production', at, region: 'eu-west-1' }),
  ];
  account.with(...live);
  home.stage(app, 'production').deploy(at, entriesOf(live));

  const leftovers: string[] = [];
  const stages = {
    'pr-1': [...edgeSite(account, 'pr-1', 'Web'), ...edgeSite(account, 'pr-1', 'Docs')],
    'pr-2': [
      ...edgeSite(account, 'pr-2', 'Web'),
      ...plainSite(account, 'pr-2', 'Docs'),
      aUserBucket({ app, stage: 'pr-2', at, region: 'eu-west-1' }),
    ],
    'pr-3': edgeSite(account, 'pr-3', 'Web'),
  };
  for (const [stage, parts] of Object.entries(stages)) {
    account.with(...parts);
    home
      .stage(app, stage)
      .deploy(at, entriesOf(parts))
      .remove(account.ago({ days: 9 }));
    leftovers.push(...parts.flatMap(idsOf));
  }
  // One bucket has versions and markers, and so has to be emptied version by version.
  const versioned = account.data.s3.buckets.find(({ name }) => name.includes('pr-2-docsassets'));
  if (versioned) {
    versioned.versioning = 'Enabled';
    versioned.objects?.push(
      { key: 'old.js', at, body: 'one', versionId: 'v1' },
      { key: 'old.js', at: account.ago({ days: 39 }), body: 'two', versionId: 'v2' },
      { key: 'old.js', at: account.ago({ days: 38 }), deleteMarker: true, versionId: 'v3' },
    );
  }
  account.data.timings = { replicaRemoval: 900 };
  return { data: account.data, leftovers };
}

type Part = AwsParts & { readonly entries: readonly Entry[] };

/** A site whose distribution also runs a Lambda@Edge function. */
function edgeSite(account: AccountBuilder, stage: string, component: string): readonly Part[] {
  const at = account.ago({ days: 40 });
  const site = aSite({ app, stage, component, at, region: 'eu-west-1' });
  const signer = anEdgeSigner({ app, stage, component, at, versions: 2 });
  const [behavior] = site.distributions[0].behaviors ?? [];
  if (behavior) behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
  if (component === 'Web' && stage !== 'production') return [site, signer, responseOf(site, stage)];
  return [site, signer];
}

function plainSite(account: AccountBuilder, stage: string, component: string): readonly Part[] {
  const at = account.ago({ days: 40 });
  return [aSite({ app, stage, component, at, region: 'eu-west-1' })];
}

/** A second CloudFront function of a site's distribution. */
function responseOf(site: Site, stage: string): Part {
  const { createdAt = '', modifiedAt = '' } = site.functions[0];
  const name = `${app}-${stage}-WebCloudfrontFunctionResponse-${tailOf(`${stage} response`)}`;
  const arn = `arn:aws:cloudfront::123456789012:function/${name}`;
  const [behavior] = site.distributions[0].behaviors ?? [];
  behavior?.functions?.push({ event: 'viewer-response', arn });
  const made: CloudFrontFunctionData = { name, createdAt, modifiedAt };
  return {
    functions: [made],
    entries: [
      {
        type: 'aws:cloudfront/function:Function',
        name: 'WebCloudfrontFunctionResponse',
        id: name,
        under: [['sst:aws:Nextjs', 'Web']],
        outputs: { name, arn },
      },
    ],
  };
}

export function entriesOf(parts: readonly Pick<Part, 'entries'>[]): readonly Entry[] {
  return parts.flatMap(({ entries }) => entries);
}

export function idsOf(part: AwsParts): readonly string[] {
  return [
    ...(part.distributions ?? []).map(({ id }) => id),
    ...(part.functions ?? []).map(({ name }) => name),
    ...(part.lambdas ?? []).map(({ name }) => name),
    ...(part.buckets ?? []).map(({ name }) => name),
    ...(part.roles ?? []).map(({ name }) => name),
  ];
}
