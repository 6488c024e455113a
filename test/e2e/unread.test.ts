import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import type { AccountData, Fault } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { demoOf, type Ended, sstSweep } from './sst-sweep.ts';

async function scanWith(change: (data: AccountData) => void): Promise<Ended> {
  const { data } = demoAccount();
  change(data);
  return sstSweep(['scan', '--json', ...(await demoOf(data))]);
}

const withFault = (fault: Fault) => scanWith((data) => void (data.faults = [fault]));
const leftovers = (ended: Ended) =>
  reportSchema
    .parse(JSON.parse(ended.stdout))
    .findings.filter(({ verdict }) => verdict === 'leftover');

describe.concurrent('what could not be read', { timeout: 60_000 }, () => {
  it('a denied ListFunctions: exit 3, a gap, and no function is a leftover', async () => {
    const ended = await withFault({ kind: 'deny', operation: 'CloudFront.ListFunctions' });
    expect(ended.code).toBe(3);
    const report = reportSchema.parse(JSON.parse(ended.stdout));
    expect(report.gaps.map(({ operation, cause }) => [operation, cause])).toEqual([
      ['cloudfront:ListFunctions', 'denied'],
    ]);
    expect(leftovers(ended).filter(({ kind }) => kind === 'cloudfront-function')).toEqual([]);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('a state file that is not JSON: exit 3, a gap that names the file, and nothing that it may name is a leftover', async () => {
    const ended = await scanWith((data) => {
      for (const { objects = [] } of data.s3?.buckets ?? []) {
        for (const object of objects)
          if (object.key === 'app/acme/pr-101.json') object.body = '{"secret": "hunter2';
      }
    });
    expect(ended.code).toBe(3);
    const report = reportSchema.parse(JSON.parse(ended.stdout));
    expect(report.gaps.map(({ message }) => message).join()).toContain('app/acme/pr-101.json');
    const hides = report.gaps.find(({ affects }) => affects.stages === 'all');
    expect(leftovers(ended).filter(({ stage }) => stage === 'pr-101')).toEqual([]);
    // Another stage may have imported or looked up what is older than that file.
    const older = report.findings.filter(({ stage, row }) => stage === 'pr-102' && row === 7);
    expect(older).not.toEqual([]);
    expect(new Set(older.flatMap(({ gaps }) => gaps))).toEqual(new Set([hides?.id]));
    expect(ended.stdout + ended.stderr).not.toContain('hunter2');
  });

  it('where no tag can be read at all, nothing that needs tags is a leftover', async () => {
    const ended = await scanWith((data) => {
      data.faults = [
        'Tagging.GetResources',
        'CloudFront.ListTagsForResource',
        'CloudWatchLogs.ListTagsForResource',
        'IAM.GetRole',
        'Lambda.ListTags',
        'S3.GetBucketTagging',
      ].map((operation) => ({ kind: 'deny', operation }));
    });
    expect(ended.code).toBe(3);
    const guarded = /function$|control$|identity$|policy$|store$/;
    expect(leftovers(ended).filter(({ kind }) => !guarded.test(kind))).toEqual([]);
  });

  it('a denied list of tags leaves what each resource says of itself', async () => {
    const ended = await withFault({ kind: 'deny', operation: 'Tagging.GetResources' });
    expect(ended.code).toBe(3);
    const whole = leftovers(await scanWith(() => {}));
    const known = new Set(whole.map(({ id }) => id));
    expect(leftovers(ended).length).toBeGreaterThan(0);
    expect(leftovers(ended).filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it('--fail-on none forgives gaps, and they are still shown', async () => {
    const { data } = demoAccount();
    data.faults = [{ kind: 'deny', operation: 'CloudFront.ListFunctions' }];
    const ended = await sstSweep(['scan', '--fail-on', 'none', ...(await demoOf(data))]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('cloudfront:ListFunctions');
  });
});

it('an endpoint that does not answer is said in one sentence', async () => {
  const env = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_REGION: 'us-east-1',
  };
  const { code, stderr, stdout } = await sstSweep(['scan'], { env });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('http://127.0.0.1:9');
  expect(stderr).toMatch(/^✖ .+\n {2}\S.+\n$/);
}, 60_000);
