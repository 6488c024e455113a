import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { virtualClock } from 'simulated-aws';
import { journalState, openJournal } from '../../src/storage/journal.ts';
import { takeLock } from '../../src/storage/lock.ts';
import { pastSweeps, readPastSweep, sweptAccounts } from '../../src/storage/past-sweeps.ts';
import { fileName, lockPath, sweepPaths } from '../../src/storage/sweep-paths.ts';
import { account, aBucket, aDistribution, aFunction } from '../plan/builders.ts';
import { awsError } from './fake-account.ts';
import { aStateFolder, aWorld, start } from './world.ts';

const clock = () => virtualClock({ start });
const paths = sweepPaths(account, 'sweep-1');

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

describe('the journal', () => {
  it('says how each step ended and which one nobody saw the end of', async () => {
    const world = await aWorld([aFunction('fn'), aFunction('other')]);
    world.account.answer('delete other', awsError('AccessDenied', 403));
    await world.sweep(world.plan());
    const journal = await openJournal(paths.journal, world);
    await journal.write({ event: 'started', step: 'delete:third', key: 'k', action: 'delete' });
    await journal.close();
    const state = journalState((await world.files.read(paths.journal)) ?? '');
    expect([...state.outcomes].map(([step, { outcome }]) => `${step} ${outcome}`).sort()).toEqual([
      'delete:fn done',
      'delete:other failed',
    ]);
    expect(state).toMatchObject({ startedAt: start.toISOString(), unseen: ['delete:third'] });
  });

  it('has a step on the disk before the step begins', async () => {
    const world = await aWorld([aFunction('fn')]);
    let seen = '';
    world.account.onAct = () => undefined;
    const kinds = world.account.kinds.map((module) => ({
      ...module,
      steps: {
        delete: async () => {
          seen = await readFile(world.files.absolute(paths.journal), 'utf8');
          return { result: 'done' } as const;
        },
      },
    }));
    await world.sweep(world.plan(), {}, { kinds });
    expect(seen).toContain('"event":"started","step":"delete:fn"');
  });

  it('is read although its last line is torn, and goes on below it', async () => {
    const files = await aStateFolder();
    const first = await openJournal('j', { files, clock: clock() });
    await first.write({ event: 'sweep-started', sweep: 's', account, plan: 'p' });
    await first.close();
    await appendFile(files.absolute('j'), '{"at":"2026-11-22T10:00:01.000Z","event":"star');
    const second = await openJournal('j', { files, clock: clock() });
    await second.write({ event: 'started', step: 'delete:fn', key: 'k', action: 'delete' });
    await second.close();
    expect(journalState((await files.read('j')) ?? '')).toMatchObject({
      startedAt: start.toISOString(),
      unseen: ['delete:fn'],
    });
  });

  it('keeps the order of lines that are written at once', async () => {
    const files = await aStateFolder();
    const journal = await openJournal('j', { files, clock: clock() });
    await Promise.all(
      Array.from({ length: 500 }, (_, at) =>
        journal.write({ event: 'started', step: `${at}`, key: 'k', action: 'delete' }),
      ),
    );
    await journal.close();
    expect(journalState((await files.read('j')) ?? '').unseen).toEqual(
      Array.from({ length: 500 }, (_, at) => `${at}`),
    );
  });
});

describe('the lock of an account', () => {
  const context = async (pid: number, alive: readonly number[]) => ({
    account,
    sweep: `sweep-of-${pid}`,
    files: await aStateFolder(),
    clock: clock(),
    machine: { pid, isAlive: (other: number) => alive.includes(other) },
  });

  it('refuses a second sweep and names the first', async () => {
    const first = await context(1, [1, 2]);
    const release = await takeLock(first);
    const second = { ...first, sweep: 'other', machine: { ...first.machine, pid: 2 } };
    await expect(takeLock(second)).rejects.toMatchObject({
      code: 'SWEEP_RUNNING',
      exitCode: 6,
      message: expect.stringContaining('sweep-of-1'),
      hint: expect.stringContaining('lock'),
    });
    await release();
    await expect(takeLock(second)).resolves.toBeTypeOf('function');
  });

  it('refuses a second sweep of the same process', async () => {
    const first = await context(1, [1]);
    const release = await takeLock(first);
    await expect(takeLock({ ...first, sweep: 'other' })).rejects.toMatchObject({
      code: 'SWEEP_RUNNING',
    });
    await release();
  });

  it('lets another account be swept at the same time', async () => {
    const first = await context(1, [1, 2]);
    await takeLock(first);
    await expect(
      takeLock({ ...first, account: '999999999999', machine: { ...first.machine, pid: 2 } }),
    ).resolves.toBeDefined();
  });

  it.each([
    ['of a dead process', JSON.stringify({ pid: 7, sweep: 's', startedAt: start.toISOString() })],
    [
      'of a dead process with our own number',
      JSON.stringify({ pid: 1, sweep: 's', startedAt: start.toISOString() }),
    ],
    ['that was never written to its end', '{"pid":'],
    ['that is empty', ''],
  ])('is taken over: one %s', async (_name, text) => {
    const mine = await context(1, [1]);
    await write(mine.files.absolute(lockPath(account)), text);
    const release = await takeLock(mine);
    await release();
    expect(await mine.files.read(lockPath(account))).toBeNull();
  });

  it('goes to one only of many that take over a dead one', async () => {
    const mine = await context(1, [1, 2, 3, 4, 5, 6]);
    await write(
      mine.files.absolute(lockPath(account)),
      JSON.stringify({ pid: 99, sweep: 's', startedAt: '' }),
    );
    const rivals = [1, 2, 3, 4, 5, 6].map((pid) =>
      takeLock({ ...mine, sweep: `s${pid}`, machine: { ...mine.machine, pid } }),
    );
    const settled = await Promise.allSettled(rivals);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not removed by whoever saw the dead one before somebody else took it over', async () => {
    const mine = await context(1, [1, 5]);
    const path = mine.files.absolute(lockPath(account));
    await write(path, JSON.stringify({ pid: 99, sweep: 's', startedAt: '' }));
    const create: typeof mine.files.create = async (name, content) => {
      if (name.endsWith('.takeover'))
        await write(path, JSON.stringify({ pid: 5, sweep: 'faster', startedAt: '' }));
      return mine.files.create(name, content);
    };
    await expect(takeLock({ ...mine, files: { ...mine.files, create } })).rejects.toMatchObject({
      message: expect.stringContaining('faster'),
    });
  });

  it('is taken over although somebody died while taking it over', async () => {
    const mine = await context(1, [1]);
    await write(
      mine.files.absolute(lockPath(account)),
      JSON.stringify({ pid: 99, sweep: 's', startedAt: '' }),
    );
    await write(mine.files.absolute(`${lockPath(account)}.takeover`), JSON.stringify({ pid: 98 }));
    await expect(takeLock(mine)).resolves.toBeDefined();
  });

  it('stays with who has it when a dead one gives back what was taken over', async () => {
    const first = await context(1, []);
    const release = await takeLock(first);
    const second = {
      ...first,
      sweep: 'second',
      machine: { pid: 2, isAlive: (pid: number) => pid === 2 },
    };
    await takeLock(second);
    await release();
    expect(await first.files.read(lockPath(account))).toContain('second');
  });
});

describe('the backup', () => {
  it('is there before the first write, with what is missing said', async () => {
    const world = await aWorld([aBucket('assets')]);
    let before: string | null = null;
    const folder = `${paths.backup}/${fileName('s3-bucket:assets')}`;
    world.account.answer('empty assets', () => ({
      result: 'refused',
      reason: 'object-lock',
      message: '',
    }));
    const kinds = world.account.kinds.map((module) => ({
      ...module,
      steps: {
        ...module.steps,
        empty: async () => {
          before = await world.files.read(`${folder}/manifest.json`);
          return { result: 'done' } as const;
        },
      },
    }));
    const result = await world.sweep(world.plan(), {}, { kinds });
    expect(JSON.parse(before ?? '')).toMatchObject({
      key: 's3-bucket:assets',
      parts: [
        { name: 'config.json', file: 'config.json' },
        { name: 'code/index.mjs', missing: 'AccessDenied: no' },
      ],
    });
    expect(await world.files.read(`${folder}/config.json`)).toBe('{"id":"assets"}');
    expect(result.backup).toBe(world.files.absolute(paths.backup));
  });

  it('is readable by nobody else', async () => {
    const world = await aWorld([aFunction('fn')]);
    await world.sweep(world.plan());
    const manifest = world.files.absolute(
      `${paths.backup}/${fileName('cloudfront-function:fn')}/manifest.json`,
    );
    expect((await stat(manifest)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(manifest))).mode & 0o777).toBe(0o700);
  });

  it('stops everything where it cannot be written', async () => {
    const world = await aWorld([aFunction('fn')]);
    const write: typeof world.files.write = (path, content) =>
      path.includes('/backup/')
        ? world.files.write('\0', content)
        : world.files.write(path, content);
    await expect(
      world.sweep(world.plan(), {}, { files: { ...world.files, write } }),
    ).rejects.toMatchObject({ code: 'STATE_NOT_WRITTEN' });
    expect(world.account.acts).toEqual([]);
  });

  it('is none where nothing was written', async () => {
    const world = await aWorld([aFunction('fn')]);
    const plan = world.plan();
    world.account.items.clear();
    expect((await world.sweep(plan)).backup).toBeNull();
  });
});

describe('past sweeps', () => {
  it('are listed with their plans and what each came to', async () => {
    const world = await aWorld([aFunction('fn'), aDistribution('E1')]);
    await world.sweep(world.plan(), { noWait: true });
    await world.clock.advance(600_000);
    await world.sweep(world.plan());
    const past = await pastSweeps(account, world.files);
    expect(past.map(({ sweep }) => sweep)).toEqual(['sweep-1', 'sweep-2']);
    expect(past[0]).toMatchObject({
      planFile: '{"saved":"plan"}',
      folder: world.files.absolute(paths.folder),
    });
    expect(past[0]?.journal.outcomes.get('settle:E1')).toMatchObject({ outcome: 'parked' });
    expect(past[0]?.journal.finishedAt).not.toBeNull();
    expect(await sweptAccounts(world.files)).toEqual([account]);
    expect(await readPastSweep(account, 'sweep-9', world.files)).toBeNull();
  });

  it('save their result beside their plan', async () => {
    const world = await aWorld([aFunction('fn')]);
    const result = await world.sweep(world.plan());
    expect(JSON.parse((await world.files.read(paths.result)) ?? '')).toEqual(result);
  });
});

describe('names of files', () => {
  it.each(['/aws/lambda/x', '..', '.', 'a'.repeat(600), 'name*', 'ünï'])(
    'lead nowhere else and differ: %s',
    (name) => {
      const file = fileName(name);
      expect(file).toMatch(/^[^/\\]{1,200}$/);
      expect(file).not.toMatch(/^\.+$/);
      expect(fileName(`${name}x`)).not.toBe(file);
    },
  );
});

it('files that a caller wrapped without their locks are locked as a folder', async () => {
  const world = await aWorld([aFunction('fn')]);
  const { locks: _locks, keeper: _keeper, ...wrapped } = await aStateFolder();
  await wrapped.create(lockPath(account), JSON.stringify({ pid: 7, sweep: 's', startedAt: 'now' }));
  const machine = { pid: 100, isAlive: () => true };
  await expect(world.sweep(world.plan(), {}, { files: wrapped, machine })).rejects.toMatchObject({
    code: 'SWEEP_RUNNING',
  });
});
