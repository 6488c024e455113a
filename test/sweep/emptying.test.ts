import { expect, it } from 'vitest';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { checkpointJson } from '../account/checkpoint.ts';
import { aUserBucket } from '../account/sites.ts';
import { run } from '../e2e/in-process.ts';
import { somebody } from './somebody.ts';

const app = 'acme';
const versions = 40_000;
/** S3 takes so long for a thousand keys, so that emptying goes on for minutes. */
const deleteMs = 20_000;
/** A view may be so old; what was sent on it may take that long to be carried out. */
const longestMs = 61_000 + deleteMs;
const words = ['sweep', '--demo', '--yes', '--account', '123456789012', '--delete-data', '--json'];

function aStory() {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  const uploads = aUserBucket({ app, stage: 'pr-1', at });
  uploads.buckets[0].versioning = 'Enabled';
  uploads.buckets[0].bulk = { versions, perKey: 4, at };
  account.with(uploads);
  home
    .stage(app, 'pr-1')
    .deploy(at, uploads.entries)
    .remove(account.ago({ days: 9 }));
  account.data.s3.pace = { deleteMs };
  const { entries } = uploads;
  return { data: account.data, home: home.bucket.name, bucket: uploads.buckets[0].name, entries };
}

type Story = ReturnType<typeof aStory>;

/** Sweeps; `happen` comes some pages into the emptying. */
async function emptied(happen: (story: Story, aws: SimulatedAws) => Promise<unknown>) {
  const story = aStory();
  const aws = createSimulatedAws(story.data);
  let pages = 0;
  let happenedAt = Number.NaN;
  aws.beforeWrite = async ({ operation }) => {
    if (operation !== 'S3.DeleteObjects' || ++pages !== 5) return;
    happenedAt = aws.clock.now().getTime();
    await happen(story, aws);
  };
  const { stdout, stderr } = await run(aws, words);
  expect(stdout, stderr).not.toBe('');
  const { outcomes } = resultSchema.parse(JSON.parse(stdout));
  const deletions = aws.requests.filter(
    ({ operation, status }) => operation === 'S3.DeleteObjects' && status === 200,
  );
  const late = deletions.filter(({ at }) => Date.parse(at) > happenedAt + longestMs);
  const left = aws.snapshot().s3?.buckets.find(({ name }) => name === story.bucket)?.objects ?? [];
  const ends = outcomes.map(({ action, outcome, reason }) => `${action} ${outcome} ${reason}`);
  const error = outcomes.find(({ action }) => action === 'empty')?.error?.message ?? '';
  return { ends: ends.toSorted().toReversed(), late, left, error };
}

it.each([
  [
    'a lock appears',
    ({ home }: Story, aws: SimulatedAws) =>
      somebody(aws).put(home, `lock/${app}/pr-1.json`, {
        created: aws.clock.now().toISOString(),
        updateID: 'abc',
        command: 'deploy',
        ignore: true,
      }),
  ],
  [
    "another stage's state claims it",
    ({ home, entries }: Story, aws: SimulatedAws) =>
      somebody(aws).put(
        home,
        `app/${app}/pr-9.json`,
        checkpointJson({ app, stage: 'pr-9', region: 'us-east-1', entries, pending: 0 }),
      ),
  ],
] as const)(
  'while a bucket is emptied %s: a minute later nothing is deleted any more',
  { timeout: 120_000 },
  async (_name, happen) => {
    const { ends, late, left, error } = await emptied(happen);
    expect(ends).toEqual(['empty skipped emptied-in-part', 'delete skipped waits-for-skipped']);
    expect(error).toMatch(/changed meanwhile .* object versions were deleted before it stopped/);
    expect(late).toEqual([]);
    expect(left.length).toBeGreaterThan(1000);
    expect(left.length).toBeLessThan(versions);
  },
);

it(
  'an object that is written while its bucket is emptied stays, and nothing more is deleted',
  { timeout: 120_000 },
  async () => {
    const { ends, left } = await emptied(({ bucket }, aws) =>
      somebody(aws).put(bucket, 'a-new-one.txt', { fresh: true }),
    );
    expect(ends).toEqual(['empty skipped emptied-in-part', 'delete skipped waits-for-skipped']);
    expect(left.map(({ key }) => key)).toContain('a-new-one.txt');
  },
);

it(
  'a bucket that nobody touches is emptied, however often its claims are looked at',
  { timeout: 120_000 },
  async () => {
    const { ends, left } = await emptied(async () => undefined);
    expect(ends).toEqual(['empty done null', 'delete done null']);
    expect(left).toEqual([]);
  },
);
