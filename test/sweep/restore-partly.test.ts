import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restoreSchema } from '../../src/report/json/schema/restore.ts';
import { type AccountData, createSimulatedAws, type Fault } from 'simulated-aws';
import { fileName, sweepPaths } from '../../src/storage/sweep-paths.ts';
import { aRestoringAccount } from '../account/restoring.ts';
import { aStateDir, run } from '../e2e/in-process.ts';
import { account, sweepIn } from './restored.ts';

const yes = ['--demo', '--yes', '--account', account, '--json', '--quiet'];
const given = aRestoringAccount();
const functionName = given.data.cloudfront?.functions?.[0]?.name ?? '';

/** A machine on which the site was swept, and an account that others change afterwards. */
async function swept(
  flags: readonly string[] = [],
  data: AccountData = given.data,
  faults: readonly Fault[] = [],
) {
  const first = createSimulatedAws(structuredClone(data));
  first.setFaults(faults);
  const stateDir = aStateDir();
  await run(first, ['sweep', ...yes, '--delete-data', '--wait-edge', '4h', ...flags], { stateDir });
  const sweep = await sweepIn(stateDir);
  return { after: first.snapshot(), stateDir, sweep };
}

async function restored(
  { stateDir, sweep }: { readonly stateDir: string; readonly sweep: string },
  data: AccountData,
  faults: readonly Fault[] = [],
) {
  const aws = createSimulatedAws(structuredClone(data));
  aws.setFaults(faults);
  const { code, stdout } = await run(aws, ['restore', sweep, ...yes], { stateDir });
  const report = restoreSchema.parse(JSON.parse(stdout));
  const of = (kind: string) => report.outcomes.find((outcome) => outcome.kind === kind);
  return { aws, code, report, of };
}

const writesOf = (aws: ReturnType<typeof createSimulatedAws>) =>
  aws.requests.filter(({ writes }) => writes).map(({ operation }) => operation);

describe('a distribution that was only disabled', () => {
  it('is enabled again, with all that it had, and carries no trace of ours', async () => {
    const { after, ...place } = await swept(['--no-wait']);
    const [disabled] = after.cloudfront?.distributions ?? [];
    expect(disabled).toMatchObject({ enabled: false });
    expect(Object.keys(disabled?.tags ?? {})).toContain('sst-sweep:sweep');
    const { aws, code, of } = await restored(place, after);
    expect(code).toBe(0);
    expect(of('cloudfront-distribution')).toMatchObject({
      action: 'enable',
      outcome: 'done',
      restoredAs: given.distribution,
      differs: [],
    });
    const [enabled] = aws.snapshot().cloudfront?.distributions ?? [];
    const [was] = createSimulatedAws(structuredClone(given.data)).snapshot().cloudfront
      ?.distributions ?? [{}];
    const comparable = { modifiedAt: '', etag: '', propagatesAt: '', status: '', before: '' };
    expect({ ...enabled, ...comparable }).toEqual({ ...was, ...comparable });
    expect(writesOf(aws)).toEqual(['CloudFront.UpdateDistribution', 'CloudFront.UntagResource']);
  });

  it('stays as it is where somebody changed it since', async () => {
    const { after, ...place } = await swept(['--no-wait']);
    const [disabled] = after.cloudfront?.distributions ?? [];
    if (disabled) disabled.comment = 'somebody works on it';
    const { aws, of } = await restored(place, after);
    expect(of('cloudfront-distribution')).toMatchObject({ outcome: 'there', action: null });
    expect(writesOf(aws)).toEqual([]);
  });

  it('stays as it is where another sweep disabled it', async () => {
    const { after, ...place } = await swept(['--no-wait']);
    const [disabled] = after.cloudfront?.distributions ?? [];
    if (disabled) disabled.tags = { ...disabled.tags, 'sst-sweep:sweep': 'another' };
    const { aws, of } = await restored(place, after);
    expect(of('cloudfront-distribution')).toMatchObject({ outcome: 'there' });
    expect(writesOf(aws)).toEqual([]);
  });
});

describe('a header that CloudFront adds for an origin', () => {
  const secret = 'c2VjcmV0LXZhbHVl';

  /** The site with one such header. */
  async function withHeader(flags: readonly string[]) {
    const data = structuredClone(given.data);
    const [distribution] = data.cloudfront?.distributions ?? [];
    const header = { HeaderName: 'X-Origin-Secret', HeaderValue: secret };
    const origin = {
      Id: 'default',
      DomainName: 'placeholder.sst.dev',
      OriginPath: '',
      CustomHeaders: { Quantity: 1, Items: [header] },
      CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' },
    };
    if (distribution) {
      distribution.origins = [];
      distribution.behaviors = distribution.behaviors?.slice(0, 1) ?? [];
      distribution.config = { Origins: { Quantity: 1, Items: [origin] } };
    }
    return swept(flags, data);
  }

  const configOf = (aws: ReturnType<typeof createSimulatedAws>) =>
    JSON.stringify(aws.snapshot().cloudfront?.distributions);

  it('is in no backup, and keeps its value where the distribution is only enabled again', async () => {
    const { after, ...place } = await withHeader(['--no-wait']);
    const { backup } = sweepPaths(account, place.sweep);
    const folder = `${place.stateDir}/demo/${backup}`;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.length).toBeGreaterThan(3);
    for (const file of files.filter((each) => /\.(xml|json)$/.test(each)))
      expect(readFileSync(`${folder}/${file}`, 'utf8')).not.toContain(secret);
    const { aws, of } = await restored(place, after);
    expect(of('cloudfront-distribution')).toMatchObject({ action: 'enable', outcome: 'done' });
    expect(configOf(aws)).toContain(secret);
  });

  it('is left out and listed where the distribution is made anew', async () => {
    const { after, ...place } = await withHeader([]);
    const { aws, of } = await restored(place, after);
    expect(of('cloudfront-distribution')?.outcome).toBe('done');
    expect(of('cloudfront-distribution')?.differs.map(({ part }) => part)).toEqual([
      'id',
      'domain name',
      'origin header X-Origin-Secret',
    ]);
    expect(configOf(aws)).not.toContain('X-Origin-Secret');
    expect(configOf(aws)).not.toContain('(not kept)');
  });
});

describe('what somebody made again since the sweep', () => {
  it('is left alone, and so is what would name it', async () => {
    const { after, ...place } = await swept();
    const theirs = { name: functionName, code: 'another site', live: null };
    (after.cloudfront ??= {}).functions = [theirs];
    const { aws, code, of } = await restored(place, after);
    expect(code).toBe(4);
    expect(of('cloudfront-function')).toMatchObject({ outcome: 'skipped', reason: 'name-taken' });
    expect(of('cloudfront-distribution')).toMatchObject({
      outcome: 'held',
      blockedBy: [`cloudfront-function:${functionName}`],
    });
    expect(aws.snapshot().cloudfront?.functions?.[0]).toMatchObject({ code: 'another site' });
    expect(writesOf(aws).filter((operation) => operation === 'CloudFront.UpdateFunction')).toEqual(
      [],
    );
  });

  it('is a bucket of another account', async () => {
    const { after, ...place } = await swept();
    after.s3?.buckets.push({ name: given.bucket, region: 'eu-west-1', owner: '999999999999' });
    const { aws, of } = await restored(place, after);
    expect(of('s3-bucket')).toMatchObject({ outcome: 'skipped', reason: 'name-taken' });
    expect(writesOf(aws).filter((operation) => operation.startsWith('S3.Put'))).toEqual([]);
  });

  it('is a policy of the same name, under another id', async () => {
    const { after, ...place } = await swept();
    const name = given.data.cloudfront?.cachePolicies?.[0]?.name ?? '';
    (after.cloudfront ??= {}).cachePolicies = [{ id: 'theirs', name }];
    const { aws, of } = await restored(place, after);
    expect(of('cloudfront-cache-policy')).toMatchObject({
      outcome: 'skipped',
      reason: 'name-taken',
    });
    expect(of('cloudfront-distribution')?.outcome).toBe('held');
    expect(aws.snapshot().cloudfront?.cachePolicies).toHaveLength(1);
  });
});

describe('a restore that is refused', () => {
  it('names the permissions that it lacks, and holds back only what names it', async () => {
    const { after, ...place } = await swept();
    const deny: Fault = { kind: 'deny', operation: 'CloudFront.CreateFunction' };
    const { code, of, report } = await restored(place, after, [deny]);
    expect(code).toBe(4);
    expect(of('cloudfront-function')).toMatchObject({ outcome: 'failed', reason: 'denied' });
    expect(of('cloudfront-function')?.error?.message).toContain('cloudfront:CreateFunction');
    expect(report.summary).toMatchObject({ failed: 1, held: 1, done: 9 });
  });

  it('lists what could not be read for the backup, which stops no sweep', async () => {
    const denied = [
      'S3.GetBucketReplication',
      'S3.GetBucketRequestPayment',
      'Lambda.ListFunctionEventInvokeConfigs',
    ];
    const faults = denied.map((operation): Fault => ({ kind: 'deny', operation }));
    const { after, ...place } = await swept([], given.data, faults);
    const { code, of } = await restored(place, after);
    expect(code).toBe(0);
    const told = (kind: string, part: string) =>
      of(kind)?.differs.find((each) => each.part === part)?.detail;
    for (const [kind, part] of [
      ['s3-bucket', 'replication'],
      ['s3-bucket', 'request-payment'],
      ['lambda-edge-function', 'asynchronous invocation'],
    ] as const)
      expect(told(kind, part)).toMatch(/^It could not be read for the backup: AccessDenied/);
  });

  it('makes no alias of a version that does not come back, and says so', async () => {
    const name = given.data.lambda?.functions[0]?.name ?? '';
    const deny: Fault = { kind: 'deny', operation: 'Lambda.GetFunction', target: `${name}:5` };
    const { after, ...place } = await swept([], given.data, [deny]);
    const { aws, of } = await restored(place, after);
    expect(of('lambda-edge-function')?.differs).toContainEqual({
      part: 'alias live',
      was: '5',
      is: null,
      detail: 'A version that it names is not given back.',
    });
    expect(aws.snapshot().lambda?.functions[0]?.aliases).toEqual([
      { name: 'next', version: '$LATEST' },
    ]);
  });

  it('says which part of the backup it lacks', async () => {
    const { after, stateDir, sweep } = await swept();
    const { backup } = sweepPaths(account, sweep);
    const folder = fileName(`cloudfront-function:${functionName}`);
    rmSync(`${stateDir}/demo/${backup}/${folder}/live.js`);
    const { of } = await restored({ stateDir, sweep }, after);
    expect(of('cloudfront-function')).toMatchObject({ outcome: 'failed', reason: 'part-missing' });
    expect(of('cloudfront-function')?.error?.message).toContain('live.js');
  });

  it('needs a yes where nobody can be asked, a pinned account, and a sweep of this machine', async () => {
    const { after, stateDir, sweep } = await swept();
    const aws = createSimulatedAws(after);
    const here = (...argv: string[]) => run(aws, ['restore', ...argv], { stateDir });
    expect(await here(sweep, '--demo')).toMatchObject({ code: 6 });
    expect(await here(sweep, '--demo', '--yes')).toMatchObject({ code: 2 });
    const unknown = await here('another', '--demo', '--dry-run');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('This machine has no sweep another of account');
    expect(writesOf(aws)).toEqual([]);
  });
});
