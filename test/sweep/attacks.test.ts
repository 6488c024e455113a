import { expect, it } from 'vitest';
import { s3Bucket } from '../../src/kinds/s3-bucket/kind.ts';
import { cloudfrontFunction } from '../../src/kinds/cloudfront-function/kind.ts';
import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { takeLock } from '../../src/storage/lock.ts';
import { anAccount } from '../account/account.ts';
import { anEdgeSigner } from '../account/sites.ts';
import { run } from '../e2e/in-process.ts';
import {
  aBucket,
  aDistribution,
  aFunction,
  anEdgeFunction,
  planFor,
  unattended,
} from '../plan/builders.ts';
import { awsError } from './fake-account.ts';
import { aWorld, endings, endingOf, aStateFolder, start } from './world.ts';
import { signedIn, theOne } from '../kinds/signed-in.ts';

it('a poll whose list lacks the row once does not call the distribution gone', async () => {
  const world = await aWorld([aDistribution('E1'), aBucket('b1')]);
  const module = world.account.kinds.find((m) => m.facts.kind === 'cloudfront-distribution')!;
  const poll = module.poll!;
  let first = true;
  (module as { poll: typeof poll }).poll = async (ids, context) => {
    if (first) {
      first = false;
      return new Map();
    }
    return poll(ids, context);
  };
  const result = await world.sweep(world.plan());
  expect([endings(result), [...world.account.items.keys()]]).toEqual([
    expect.arrayContaining(['delete:E1 done']),
    [],
  ]);
});

it('a resource whose configuration changed after the view is looked at again', async () => {
  const world = await aWorld([aFunction('fn')]);
  const module = world.account.kinds.find((m) => m.facts.kind === 'cloudfront-function')!;
  const reread = module.reread;
  // etag null in lists, as for real functions, buckets and Lambda functions
  const look = async () => {
    const seen = await world.account.look();
    return {
      ...seen,
      resources: seen.resources.map((r) => ({
        ...r,
        etag: null,
        modifiedAt: '2026-11-01T00:00:00.000Z',
        configuration: 'old',
      })),
    };
  };
  (module as { reread: typeof reread }).reread = async (r, c) => {
    const now = await reread(r, c);
    return (
      now && { ...now, etag: 'x', modifiedAt: '2026-11-22T10:00:01.000Z', configuration: 'new' }
    );
  };
  const result = await world.sweep(world.plan(), {}, { look });
  expect(endingOf(result, 'delete:fn')?.outcome).not.toBe('done');
});

it('the function is deleted with the ETag that was approved', async () => {
  const signed = await signedIn({
    cloudfront: { functions: [{ name: 'fn', code: 'a', createdAt: '-20d', modifiedAt: '-2d' }] },
  });
  const approved = await cloudfrontFunction.reread(
    await theOne(cloudfrontFunction, 'fn', signed),
    signed.context(),
  );
  const result = await cloudfrontFunction.steps.delete!(
    { ...approved!, etag: 'ANOLDONE' },
    signed.step(),
  );
  expect(result).toEqual({ result: 'stale' });
});

it('--fail-on leftover after all was deleted, versions included', async () => {
  const account = anAccount();
  const at = account.ago({ days: 20 });
  const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at, versions: 2 });
  account.with(signer);
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, signer.entries)
    .remove(account.ago({ days: 3 }));
  const aws = createSimulatedAws(account.data, {
    clock: virtualClock({ start: new Date(account.data.now) }),
  });
  const out = await run(aws, [
    'sweep',
    '--demo',
    '--yes',
    '--account',
    '123456789012',
    '--fail-on',
    'leftover',
    '--json',
  ]);
  const { summary, outcomes } = JSON.parse(out.stdout);
  expect(outcomes.length).toBeGreaterThan(0);
  expect(summary).toMatchObject({ failed: 0, held: 0, parked: 0, skipped: 0 });
  expect(out.code).toBe(0);
});

it('a bucket that lost objects before a newer one stopped it is not merely "skipped"', async () => {
  const name = 'acme-pr-1-b';
  const objects = Array.from({ length: 2500 }, (_, i) => ({
    key: `k${String(i).padStart(5, '0')}`,
    at: '-9d',
    body: 'x',
  }));
  const signed = await signedIn({ s3: { buckets: [{ name, region: 'eu-west-1', objects }] } });
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  let wrote = false;
  const step = signed.step();
  const result = await s3Bucket.steps.empty!(await theOne(s3Bucket, name, signed), {
    ...step,
    newerThan: new Date(signed.session.now().getTime() - 86_400_000).toISOString(),
    progress: (count: number) => {
      if (wrote) return;
      wrote = true;
      void count;
      void signed.session.clients
        .s3('eu-west-1')
        .send(new PutObjectCommand({ Bucket: name, Key: 'zzz', Body: 'new' }));
    },
  });
  // The kind says newer-object after 1000s of deletions; retries.ts turns that into "skipped".
  expect(result).not.toMatchObject({ reason: 'newer-object' });
});

it('a takeover token without content does not stop sweeps for ever', async () => {
  const files = await aStateFolder();
  const clock = virtualClock({ start });
  const account = '111122223333';
  await files.create(
    `sweeps/${account}/lock`,
    JSON.stringify({ pid: 7, sweep: 'dead', startedAt: 'x' }),
  );
  await files.create(`sweeps/${account}/lock.takeover`, '');
  const release = await takeLock({
    account,
    sweep: 's',
    files,
    clock,
    machine: { pid: 100, isAlive: (p) => p === 100 },
  });
  await release();
});

it('nor one of a dead process with our own number (containers)', async () => {
  const files = await aStateFolder();
  const clock = virtualClock({ start });
  const account = '111122223333';
  await files.create(
    `sweeps/${account}/lock`,
    JSON.stringify({ pid: 1, sweep: 'dead', startedAt: 'x' }),
  );
  await files.create(`sweeps/${account}/lock.takeover`, JSON.stringify({ pid: 1 }));
  const release = await takeLock({
    account,
    sweep: 's',
    files,
    clock,
    machine: { pid: 1, isAlive: () => true },
  });
  await release();
});

it('throttles are counted in a row, not over the hours of a wait for replicas', async () => {
  const world = await aWorld([anEdgeFunction('edge')]);
  const wait = { result: 'wait', reason: 'replicas', retryAfterSeconds: 1800 } as const;
  for (let i = 0; i < 7; i++)
    world.account.answer('delete edge', wait, awsError('TooManyRequestsException', 429));
  const result = await world.sweep(world.plan(), { waitEdgeMs: 6 * 3_600_000 });
  expect(endings(result)).toEqual(['delete:edge done']);
});

it('a resource that may be of prod is not lifted by naming its other stage', () => {
  const finding = aFunction('fn', { stage: 'pr-1', ofStages: ['acme/pr-1', 'acme/prod'] });
  expect(planFor([finding], { ...unattended, stages: ['pr-1'] }).steps).toEqual([]);
});

it('a typed unknown whose own disabling lifts the cause of the doubt is finished', async () => {
  const finding = aDistribution('E1', {
    verdict: 'unknown',
    confidence: null,
    row: 8,
    answers: true,
    evidence: [{ code: 'answers', source: '', detail: 'alias resolves' }],
  });
  const world = await aWorld([finding]);
  const plan = world.plan({ typed: ['E1'] });
  // The fallback configuration drops the aliases: the match then says leftover.
  world.account.onAct = (_, when) => {
    if (when === 'after')
      world.account.change(finding.key, {
        verdict: 'leftover',
        confidence: 'certain',
        row: 11,
        answers: false,
        evidence: [{ code: 'history-owned', source: '', detail: '' }],
      });
  };
  expect(endings(await world.sweep(plan))).toEqual([
    'disable:E1 done',
    'settle:E1 done',
    'delete:E1 done',
  ]);
});

it('Ctrl-C after a timeout is an interruption', async () => {
  const world = await aWorld([aDistribution('E1')], { actMs: 60_000 });
  world.account.onAct = (_, when) => {
    if (when === 'after') world.controller.abort();
  };
  const result = await world.sweep(world.plan(), { timeoutMs: 5_000 });
  expect(result.interrupted).toBe(true);
});

it('nothing more is deleted once the journal cannot be written', async () => {
  const world = await aWorld([aFunction('fa'), aFunction('fb')], { actMs: 100 });
  world.account.answer('delete fb', {
    result: 'wait',
    reason: 'update-in-progress',
    retryAfterSeconds: 15,
  });
  const broken = {
    ...world.files,
    append: async (path: string) => {
      const log = await world.files.append(path);
      return {
        close: log.close,
        append: async (text: string) => {
          if (text.includes('"finished"')) {
            const { UserError } = await import('../../src/model/errors.ts');
            throw new UserError('STATE_NOT_WRITTEN', 'full');
          }
          return log.append(text);
        },
      };
    },
  };
  await world.sweep(world.plan(), {}, { files: broken }).catch(() => undefined);
  expect([...world.account.items.keys()]).toEqual(['cloudfront-function:fb']);
});
