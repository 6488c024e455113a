import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import { run } from '../../e2e/in-process.ts';
import { somebody } from '../somebody.ts';
import { aPreview, nightly, nightsOf, statesOf, writesOf, yes, type Nights } from './nights.ts';

const story = aPreview();
const taken = [story.distribution, story.fn, ...story.buckets];
const all = (state: string) => Object.fromEntries(taken.map((id) => [id, state]));
const notesFile = ({ stateDir }: Nights) =>
  join(stateDir, 'demo', 'sweeps', accountId, 'quarantine.json');

async function afterTheFirstNight(): Promise<Nights> {
  const nights = nightsOf(story.data);
  await nights.sweep();
  await nights.pass(1);
  return nights;
}

/** The ids of the preview that are still there, a week after its quarantine was over. */
async function leftInTheEnd(nights: Nights): Promise<readonly string[]> {
  for (const days of [1, 6, 8]) {
    await nights.sweep();
    await nights.pass(days);
  }
  await nights.sweep();
  const there = resourcesOf(nights.aws.snapshot());
  return taken.filter((id) => there.has(id));
}

describe('a leftover in quarantine', { timeout: 120_000 }, () => {
  it('is disabled in the first night, left alone until its time is over, and then deleted', async () => {
    const nights = nightsOf(story.data);
    const { aws } = nights;
    const before = resourcesOf(aws.snapshot());
    const planned = await nights.plan();
    expect(planned.steps.map(({ id }) => id)).toEqual([`disable:${story.distribution}`]);
    expect(statesOf(await nights.sweep())).toEqual(all('begins'));
    expect(writesOf(aws)).toEqual([
      expect.stringContaining('TagResource'),
      `cloudfront:UpdateDistribution ${story.distribution}`,
    ]);
    const first = aws.requests.length;
    await nights.pass(6.9);
    expect(statesOf(await nights.sweep())).toEqual(all('waits'));
    expect(writesOf(aws, first)).toEqual([]);
    await nights.pass(0.1);
    expect(statesOf(await nights.plan())).toEqual(all('over'));
    const { exitCode, quarantine } = await nights.sweep();
    expect({ exitCode, states: statesOf({ quarantine }) }).toEqual({
      exitCode: 0,
      states: all('over'),
    });
    const after = resourcesOf(aws.snapshot());
    expect([...before.keys()].filter((id) => !after.has(id)).sort()).toEqual([...taken].sort());
    expect([...after].filter(([id, bytes]) => before.get(id) !== bytes)).toEqual([]);
    // What this tool deleted itself is no news in the night after.
    expect((await nights.sweep()).quarantine?.entries).toEqual([]);
  });

  it('waits for the night after where the seventh comes seconds before seven days, and not where 167h are asked', async () => {
    const nights = nightsOf(story.data);
    await nights.sweep();
    await nights.pass(7 - 30 / 86_400);
    expect(statesOf(await nights.plan())).toEqual(all('waits'));
    expect(statesOf(await nights.plan('--quarantine', '167h'))).toEqual(all('over'));
  });

  it('that a person enables again is said to be, and never touched again', async () => {
    const nights = await afterTheFirstNight();
    await somebody(nights.aws).change(story.distribution, (config) => ({
      ...config,
      Enabled: true,
    }));
    await nights.pass(1);
    const from = nights.aws.requests.length;
    const { quarantine } = await nights.sweep();
    expect(statesOf({ quarantine })).toEqual(all('left'));
    expect(
      quarantine?.entries.find(({ resource }) => resource === story.distribution)?.detail,
    ).toContain('switched on again');
    expect(await leftInTheEnd(nights)).toEqual(taken);
    expect(writesOf(nights.aws, from)).toEqual([]);
  });

  it('whose configuration a person changed stays', async () => {
    const nights = await afterTheFirstNight();
    await somebody(nights.aws).change(story.distribution, (config) => ({
      ...config,
      Comment: 'prepared for the move',
    }));
    await nights.pass(1);
    expect(statesOf(await nights.sweep())[story.distribution]).toBe('left');
    expect(await leftInTheEnd(nights)).toContain(story.distribution);
  });

  it('that a living stage takes over stays, and is in quarantine no more', async () => {
    const nights = await afterTheFirstNight();
    const adopted = checkpointJson({
      app: 'acme',
      stage: 'pr-9',
      region: 'us-east-1',
      entries: story.entries,
      pending: 0,
    });
    await somebody(nights.aws).put(story.home, 'app/acme/pr-9.json', adopted);
    await nights.pass(1);
    expect(statesOf(await nights.sweep())).toEqual(all('left'));
    expect(await leftInTheEnd(nights)).toEqual(taken);
  });

  it.each([
    ['lost', (file: string) => rm(file)],
    ['cut off', async (file: string) => writeFile(file, (await readFile(file, 'utf8')).slice(9))],
    [
      'edited',
      async (file: string) =>
        writeFile(file, (await readFile(file, 'utf8')).replaceAll('2026-', '2025-')),
    ],
  ])('whose notes are %s begins anew, and nothing is deleted sooner', async (how, damage) => {
    const nights = await afterTheFirstNight();
    await nights.pass(7);
    await damage(notesFile(nights));
    const { stdout, stderr } = await run(nights.aws, nightly, { stateDir: nights.stateDir });
    expect(statesOf(JSON.parse(stdout))).toEqual(all('begins'));
    expect(stderr.includes('Every quarantine begins anew')).toBe(how !== 'lost');
    await nights.pass(6.9);
    expect(statesOf(await nights.sweep())).toEqual(all('waits'));
    await nights.pass(0.2);
    expect(statesOf(await nights.sweep())).toEqual(all('over'));
  });

  it('is enabled again by restore, and stays from then on', async () => {
    const nights = await afterTheFirstNight();
    const { sweep } = await nights.sweep();
    const runs = await run(nights.aws, ['runs', '--demo', '--json'], { stateDir: nights.stateDir });
    const [first] = JSON.parse(runs.stdout).runs;
    expect(first.sweep).not.toBe(sweep);
    const back = await run(nights.aws, ['restore', first.sweep, ...yes], {
      stateDir: nights.stateDir,
    });
    expect(back.code, back.stderr).toBe(0);
    const { cloudfront } = nights.aws.snapshot();
    const restored = cloudfront?.distributions?.find(({ id }) => id === story.distribution);
    expect(restored?.enabled ?? true).toBe(true);
    await nights.pass(1);
    expect(statesOf(await nights.sweep())[story.distribution]).toBe('left');
    expect(await leftInTheEnd(nights)).toEqual(taken);
  });

  it('is not deleted by resuming the sweep that disabled it', async () => {
    const nights = await afterTheFirstNight();
    await nights.pass(30);
    const from = nights.aws.requests.length;
    const { stateDir } = nights;
    const list = await run(nights.aws, ['runs', '--demo', '--json'], { stateDir });
    const [{ sweep }] = JSON.parse(list.stdout).runs;
    const resumed = await run(nights.aws, ['resume', sweep, ...yes, '--json'], { stateDir });
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(writesOf(nights.aws, from)).toEqual([]);
  });

  it('is not touched by a saved plan that was made while it waited, once its time is over', async () => {
    const nights = nightsOf(story.data);
    const saved = await nights.plan();
    const file = join(nights.stateDir, 'plan.json');
    await writeFile(file, JSON.stringify(saved));
    await nights.sweep();
    await nights.pass(8);
    const from = nights.aws.requests.length;
    const { code, stderr } = await run(nights.aws, ['sweep', ...yes, '--plan', file], {
      stateDir: nights.stateDir,
    });
    expect({ code, stale: stderr.includes('is not as the plan found it') }).toEqual({
      code: 6,
      stale: true,
    });
    expect(writesOf(nights.aws, from)).toEqual([]);
  });

  it('is deleted at once with --quarantine 0s', async () => {
    const nights = await afterTheFirstNight();
    const { quarantine } = await nights.sweep('--quarantine', '0s');
    expect(quarantine).toBeNull();
    const there = resourcesOf(nights.aws.snapshot());
    expect(taken.filter((id) => there.has(id))).toEqual([]);
  });
});
