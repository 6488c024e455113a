import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { killedAt } from '../../e2e/killed.ts';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import {
  asked,
  aPreviewWithState,
  bucket,
  changes,
  deletions,
  left,
  onAFreshRunner,
  sweepAll,
} from './runners.ts';

const story = aPreviewWithState();
const leaseMs = 6 * 60_000;
/** Every k-th write; `KILL_EVERY=1` kills at all of them. */
const every = Number(process.env['KILL_EVERY'] ?? 11);

const ways = [
  ['before', 'sweep'],
  ['before', 'resume'],
  ['after', 'sweep'],
  ['after', 'resume'],
] as const;

describe('sweeps that keep their state in a bucket', { timeout: 600_000 }, () => {
  it.each('KILL_EVERY' in process.env ? ways : ways.slice(1, 3))(
    'killed %s AWS applies any of their writes, are ended by a %s of another runner, and nothing is deleted twice',
    async (when, goOn) => {
      const next = goOn === 'sweep' ? sweepAll : ['resume', ...asked, '--json'];
      let deaths = 0;
      for (let at = 1; ; at += every) {
        const aws = createSimulatedAws(structuredClone(story.data));
        if ((await killedAt(aws, sweepAll, { at, when })) === null) break;
        deaths += 1;
        const early = await onAFreshRunner(aws, next);
        expect([0, 2, 6], early.stderr).toContain(early.code);
        await aws.clock.sleep(leaseMs);
        const { code, stderr } = await onAFreshRunner(aws, next);
        // What died before it had a plan has none to go on with.
        if (goOn === 'resume' && code === 2) expect(stderr).toContain('has no plan');
        else expect(code, stderr).toBe(0);
        const last = await onAFreshRunner(aws, sweepAll);
        expect(last.code, last.stderr).toBe(0);
        expect(left(aws, story.taken), `write ${at}`).toEqual([]);
        expect(new Set(deletions(aws)).size, `write ${at}`).toBe(deletions(aws).length);
      }
      expect(deaths).toBeGreaterThanOrEqual(Math.floor(24 / every));
    },
  );

  it('at the same time are one that goes on, and one that is refused with 6', async () => {
    const aws = createSimulatedAws(structuredClone(story.data));
    const ends = await Promise.all([1, 2, 3].map(() => onAFreshRunner(aws, sweepAll)));
    expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 6, 6]);
    for (const { code, stdout } of ends)
      if (code === 6) expect(JSON.parse(stdout)).toMatchObject({ code: 'SWEEP_RUNNING' });
    expect(left(aws, story.taken)).toEqual([]);
    expect(new Set(deletions(aws)).size).toBe(deletions(aws).length);
  });

  it('are known to every runner, and undone from there', async () => {
    const aws = createSimulatedAws(structuredClone(story.data));
    const before = resourcesOf(aws.snapshot());
    const { sweep, backup } = JSON.parse((await onAFreshRunner(aws, sweepAll)).stdout);
    expect(backup).toBe(`s3://${bucket}/sst-sweep/sweeps/123456789012/${sweep}/backup`);
    const { stdout: runs } = await onAFreshRunner(aws, [
      'runs',
      ...asked.filter((flag) => flag !== '--yes'),
      '--json',
    ]);
    expect(JSON.parse(runs)).toMatchObject({ runs: [{ sweep, status: 'finished' }] });
    const restored = await onAFreshRunner(aws, ['restore', sweep, ...asked]);
    expect(restored.code, restored.stderr).toBe(0);
    const names = [story.fn, ...story.buckets];
    expect(names.filter((name) => resourcesOf(aws.snapshot()).has(name))).toEqual(names);
    expect(before.size).toBeGreaterThan(0);
    const missing = await onAFreshRunner(aws, ['restore', 'another', ...asked]);
    expect(missing.stderr).toContain(`s3://${bucket}/sst-sweep has no sweep another of account`);
  });

  it('change nothing where the bucket cannot be written, and say so in one sentence', async () => {
    const aws = createSimulatedAws(structuredClone(story.data));
    withoutRight(aws, 1);
    const { code, stdout } = await onAFreshRunner(aws, sweepAll);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      code: 'STATE_NOT_WRITTEN',
      message: expect.stringContaining('AccessDenied'),
    });
    expect(changes(aws)).toEqual([]);
  });

  it('whose right to the bucket ends half-way end in one sentence or with what they did, and the next night ends them', async () => {
    let nights = 0;
    for (let at = 3; ; at += every) {
      const aws = createSimulatedAws(structuredClone(story.data));
      const struck = withoutRight(aws, at);
      const { code, stdout } = await onAFreshRunner(aws, sweepAll);
      if (!struck.is) break;
      nights += 1;
      expect([0, 2, 4], stdout).toContain(code);
      // The sentence says that nothing is deleted.
      if (code === 2) expect(changes(aws)).toEqual([]);
      aws.beforeWrite = null;
      await aws.clock.sleep(leaseMs);
      const next = await onAFreshRunner(aws, sweepAll);
      expect(next.code, next.stderr).toBe(0);
      expect(left(aws, story.taken)).toEqual([]);
      expect(new Set(deletions(aws)).size).toBe(deletions(aws).length);
    }
    expect(nights).toBeGreaterThan(2);
  });

  it('keep a quarantine over runners that have no disk', async () => {
    const aws = createSimulatedAws(structuredClone(story.data));
    const nightly = [...sweepAll, '--quarantine', '7d'];
    for (const days of [0, 3, 3.5]) {
      await aws.clock.sleep(days * 86_400_000);
      expect((await onAFreshRunner(aws, nightly)).code).toBe(0);
      expect(left(aws, story.taken)).toEqual(story.taken);
    }
    await aws.clock.sleep(86_400_000);
    expect((await onAFreshRunner(aws, nightly)).code).toBe(0);
    expect(left(aws, story.taken)).toEqual([]);
  });

  it('never take the bucket itself, though the removed stage made it', async () => {
    const aws = createSimulatedAws(structuredClone(story.data));
    const own = story.buckets[1] ?? '';
    const argv = sweepAll.map((word) => word.replace(`s3://${bucket}/`, `s3://${own}/`));
    const { stdout } = await onAFreshRunner(aws, ['plan', ...argv.slice(1)]);
    const plan = JSON.parse(stdout);
    expect(JSON.stringify(plan.steps)).not.toContain(own);
    expect(JSON.stringify(plan.steps)).toContain(story.distribution);
    await onAFreshRunner(aws, argv);
    expect(left(aws, story.taken)).toEqual([own]);
  });
});

/** From the n-th write to the state on, all of them are refused. */
function withoutRight(aws: SimulatedAws, from: number): { is: boolean } {
  const struck = { is: false };
  let writes = 0;
  aws.beforeWrite = ({ target }) => {
    if (target?.includes(`${bucket}/`) !== true) return;
    writes += 1;
    if (writes < from) return;
    struck.is = true;
    throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
  };
  return struck;
}
