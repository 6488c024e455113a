import { describe, expect, it } from 'vitest';
import type { BucketData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { later, type RunOptions } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const name = 'acme-pr-7-ApiFunction-bkmtoxcd';
const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-7' };
const urn = (type: string, called = 'ApiFunction') =>
  `urn:pulumi:pr-7::acme::sst:aws:Function$${type}::${called}`;
const timedOut = { message: 'timeout while waiting for state' };
const lambda = 'aws:lambda/function:Function';
const failed = { ...timedOut, urn: urn(lambda) };

interface Story {
  /** Seconds after the deploy took its lock: it pushed from second 10 to 160 and ended at 180. */
  readonly made?: number;
  readonly changed?: number;
  readonly errors?: RunOptions['errors'];
  readonly goesOn?: boolean;
}

/** A function with the stage’s name and tags that was made while a deploy of SST 4.10 was at work. */
async function told({ made = 60, changed = made, errors = [failed], goesOn = true }: Story = {}) {
  const account = anAccount();
  const start = account.ago({ days: 61 });
  const stage = account
    .with({
      lambdas: [{ name, region: 'us-east-1', modifiedAt: later(start, changed), tags }],
      logGroups: [
        { name: `/aws/lambda/${name}`, region: 'us-east-1', createdAt: later(start, made), tags },
      ],
    })
    .home()
    .stage('acme', 'pr-7')
    .deploy(account.ago({ days: 70 }), [parameter])
    .deploy(start, [parameter], { version: '4.10.0', errors });
  if (goesOn) stage.remove(account.ago({ days: 50 }));
  const said = await verdicts(account, { lambda: `us-east-1:${name}` });
  return said.lambda;
}

const found = 'leftover high (12)';
const perhaps = 'leftover low (12)';

describe('a deploy that completed with errors', () => {
  it('may have made what no state lists, surely only what an error names', async () => {
    expect(await told()).toBe(found);
    expect(await told({ errors: [timedOut] })).toBe(perhaps);
    expect(await told({ errors: [timedOut, failed] })).toBe(found);
  });

  it('made all that it did not record of what its errors name', async () => {
    const bucket = { ...timedOut, urn: urn('aws:s3/bucketV2:BucketV2') };
    expect(await told({ errors: [bucket] })).toBe('unknown (16)');
    expect(await told({ errors: [bucket, timedOut] })).toBe(perhaps);
    const other = { ...timedOut, urn: urn(lambda, 'WorkerFunction') };
    expect(await told({ errors: [other] })).toBe('unknown (16)');
    expect(await told({ errors: [other, failed] })).toBe(found);
  });

  it('recorded all that it made where it had none', async () => {
    expect(await told({ errors: [] })).toBe('unknown (16)');
  });

  it.each([161, 185, 220])(
    'made nothing after its last push: the stage was deployed from another home in second %i',
    async (made) => {
      expect(await told({ made })).toMatch(/^unknown/);
    },
  );

  it('has not made what somebody took over and changed since', async () => {
    expect(await told({ changed: 900 })).toMatch(/^unknown/);
  });

  it('says nothing of what may have gone on in another home', async () => {
    expect(await told({ goesOn: false })).toBe('unknown (16)');
  });
});

describe('what an error of a deploy names', () => {
  /** Nothing else was made while that deploy was at work: what is unknown would hold back what it uses. */
  async function told(part: 'distribution' | 'assets' | 'role' | 'logs' | 'uploads', urn: string) {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const made = { app: 'acme', stage: 'pr-7', at: later(start, 60) };
    const [site, api, uploads] = [aSite(made), aServer(made), aUserBucket(made)];
    const [bucket] = uploads.buckets;
    const { distributions, functions } = site;
    const empty: BucketData = { ...bucket, objects: [] };
    const parts = {
      distribution: [{ distributions, functions }, distributions[0].id],
      assets: [{ buckets: site.buckets }, site.buckets[0].name],
      role: [{ roles: api.roles }, api.roles[0].name],
      logs: [{ logGroups: api.logGroups }, `us-east-1:${api.logGroups[0].name}`],
      uploads: [{ buckets: [empty] }, bucket.name],
    } as const;
    const [given, id] = parts[part];
    account
      .with(given)
      .home()
      .stage('acme', 'pr-7')
      .deploy(account.ago({ days: 70 }), [parameter])
      .deploy(start, [parameter], { version: '4.10.0', errors: [{ ...timedOut, urn }] })
      .remove(account.ago({ days: 50 }));
    return (await verdicts(account, { id })).id;
  }

  const types = {
    distribution: 'aws:cloudfront/distribution:Distribution',
    assets: 'aws:s3/bucketV2:BucketV2',
    uploads: 'aws:s3/bucket:Bucket',
    role: 'aws:iam/role:Role',
    logs: 'aws:cloudwatch/logGroup:LogGroup',
  } as const;

  it.each([
    ['distribution', 'WebCdnDistribution', found],
    ['distribution', 'DocsCdnDistribution', 'unknown (16)'],
    ['assets', 'WebAssetsBucket', found],
    ['assets', 'WebBucket', 'unknown (16)'],
    ['uploads', 'UploadsBucket', found],
    ['uploads', 'CacheBucket', 'unknown (16)'],
    ['role', 'ApiRole', found],
    ['role', 'JobRole', 'unknown (16)'],
    ['logs', 'ApiLogGroup', found],
    ['logs', 'JobLogGroup', 'unknown (16)'],
  ] as const)('is that thing alone: the %s, and %s', async (part, called, expected) => {
    expect(await told(part, urn(types[part], called))).toBe(expected);
  });

  it('may be what has no name that says its component', async () => {
    const account = anAccount();
    const start = account.ago({ days: 61 });
    const made = { app: 'acme', stage: 'pr-7', at: later(start, 60) };
    const { distributions, functions } = aSite(made);
    const [redirect] = distributions;
    account
      .with({ distributions: [{ ...redirect, comment: 'Redirect to acme.com' }], functions })
      .home()
      .stage('acme', 'pr-7')
      .deploy(account.ago({ days: 70 }), [parameter])
      .deploy(start, [parameter], {
        version: '4.10.0',
        errors: [{ ...timedOut, urn: urn(types.distribution, 'WebCdnDistribution') }],
      })
      .remove(account.ago({ days: 50 }));
    expect((await verdicts(account, { id: redirect.id })).id).toBe(perhaps);
  });
});
