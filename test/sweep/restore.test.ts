import { describe, expect, it } from 'vitest';
import { restoreSchema } from '../../src/report/json/schema/restore.ts';
import { type AccountData, createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { aRestoringAccount } from '../account/restoring.ts';
import { aStateDir, run } from '../e2e/in-process.ts';
import { killedAt } from '../e2e/killed.ts';
import { account, sweepIn, unlistedDifferences } from './restored.ts';

/** Every k-th write of a restore; `KILL_EVERY=1` runs them all. */
const every = Number(process.env['KILL_EVERY'] ?? 5);
const yes = ['--demo', '--yes', '--account', account, '--json', '--quiet'];
const sweepAll = ['sweep', ...yes, '--delete-data', '--wait-edge', '4h'];

async function swept(data: AccountData = aRestoringAccount().data) {
  const aws = createSimulatedAws(structuredClone(data));
  const stateDir = aStateDir();
  const { code, stdout, stderr } = await run(aws, sweepAll, { stateDir });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { aws, stateDir, sweep: await sweepIn(stateDir), result: JSON.parse(stdout) };
}

async function restored(
  aws: SimulatedAws,
  { stateDir, sweep }: { readonly stateDir: string; readonly sweep: string },
  ...flags: string[]
) {
  const { code, stdout, stderr } = await run(aws, ['restore', sweep, ...yes, ...flags], {
    stateDir,
  });
  return { code, stderr, report: restoreSchema.parse(JSON.parse(stdout)) };
}

/** How many there are of everything that can be restored. */
function counts({ cloudfront, s3, lambda, iam }: AccountData) {
  return {
    distributions: cloudfront?.distributions?.length ?? 0,
    functions: cloudfront?.functions?.length ?? 0,
    stores: cloudfront?.keyValueStores?.length ?? 0,
    controls: cloudfront?.originAccessControls?.length ?? 0,
    identities: cloudfront?.originAccessIdentities?.length ?? 0,
    cachePolicies: cloudfront?.cachePolicies?.length ?? 0,
    originRequestPolicies: cloudfront?.originRequestPolicies?.length ?? 0,
    responseHeadersPolicies: cloudfront?.responseHeadersPolicies?.length ?? 0,
    buckets: s3?.buckets.length ?? 0,
    roles: iam?.roles.length ?? 0,
    lambdas: lambda?.functions.length ?? 0,
    versions: lambda?.functions.flatMap(({ versions }) => versions ?? []).length ?? 0,
  };
}

describe('a site that was swept', { timeout: 600_000 }, () => {
  it('is restored field by field, and what differs is listed', async () => {
    const before = counts(aRestoringAccount().data);
    const { aws, ...place } = await swept();
    expect(counts(aws.snapshot())).toEqual({
      ...Object.fromEntries(Object.keys(before).map((name) => [name, 0])),
      buckets: 1,
    });
    const { code, report } = await restored(aws, place);
    expect(report.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(code).toBe(0);
    expect(counts(aws.snapshot())).toEqual(before);
    expect(await unlistedDifferences(aws, place.stateDir, report.outcomes)).toEqual([]);
    const listed = report.outcomes.map(({ kind, differs }) => [
      kind,
      differs.map(({ part }) => part),
    ]);
    expect(Object.fromEntries(listed)).toEqual({
      'cloudfront-key-value-store': ['id', 'entries'],
      'cloudfront-function': [],
      'iam-role': ['unique id'],
      'lambda-edge-function': [
        'resource policy',
        'function URL',
        'asynchronous invocation',
        'reserved concurrency',
        'version 3',
        'version 5',
      ],
      's3-bucket': ['inventory', 'replication', 'objects'],
      'cloudfront-origin-access-control': ['id'],
      'cloudfront-origin-access-identity': ['id', 'canonical user'],
      'cloudfront-cache-policy': ['id'],
      'cloudfront-origin-request-policy': ['id'],
      'cloudfront-response-headers-policy': ['id'],
      'cloudfront-distribution': ['id', 'domain name'],
    });
  });

  it('comes back with members that this SDK does not know, and without our traces', async () => {
    const { aws, ...place } = await swept();
    await restored(aws, place);
    const [distribution] = aws.snapshot().cloudfront?.distributions ?? [];
    expect(distribution?.config).toMatchObject({ MemberOfTomorrow: 'kept' });
    expect(distribution?.enabled).toBe(true);
    expect(distribution?.tags).toEqual({ 'sst:app': 'acme', 'sst:stage': 'pr-7' });
  });

  it('is restored once, however often it is asked for', async () => {
    const { aws, ...place } = await swept();
    await restored(aws, place);
    const first = aws.snapshot();
    const { report } = await restored(aws, place);
    expect(report.summary).toMatchObject({ done: 0, there: 11 });
    expect(counts(aws.snapshot())).toEqual(counts(first));
    expect(aws.snapshot().cloudfront).toEqual(first.cloudfront);
    expect(aws.snapshot().s3).toEqual(first.s3);
  });

  it('changes nothing in a dry run, which says what would be done', async () => {
    const { aws, ...place } = await swept();
    const before = aws.snapshot();
    const { report, code } = await restored(aws, place, '--dry-run');
    expect(code).toBe(0);
    expect(report.dryRun).toBe(true);
    expect(report.summary).toMatchObject({ planned: 11, done: 0, failed: 0 });
    expect({ ...aws.snapshot(), now: '' }).toEqual({ ...before, now: '' });
    expect((await restored(aws, place)).report.summary.done).toBe(11);
  });

  it('comes to the same end when it is killed at any write, and makes nothing twice', async () => {
    const before = counts(aRestoringAccount().data);
    const wrong: string[] = [];
    let deaths = 0;
    for (const when of ['before', 'after'] as const) {
      for (let at = 1; ; at += every) {
        const { aws, stateDir, sweep } = await swept();
        const argv = ['restore', sweep, ...yes];
        const left = await killedAt(aws, argv, { at, when }, stateDir);
        if (left === null) break;
        deaths += 1;
        const { code, report } = await restored(aws, { stateDir: left, sweep });
        const unlisted = await unlistedDifferences(aws, left, report.outcomes);
        const now = counts(aws.snapshot());
        if (code !== 0 || unlisted.length > 0 || JSON.stringify(now) !== JSON.stringify(before))
          wrong.push(
            `${when} write ${at}: code ${code} ${unlisted.join()} ${JSON.stringify(now)} ${JSON.stringify(report.outcomes.filter(({ outcome }) => outcome === 'failed'))}`,
          );
      }
    }
    console.info(
      `a restore killed at every ${every}. write: ${deaths} deaths, ${deaths - wrong.length} ended whole`,
    );
    expect(wrong).toEqual([]);
    expect(deaths).toBeGreaterThanOrEqual(Math.floor(50 / every));
  });
});
