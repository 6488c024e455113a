import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/errors.ts';
import { stateNotWritten } from '../../src/storage/state-errors.ts';
import { folderLocks } from '../../src/storage/lock.ts';
import type { FolderFiles } from '../../src/storage/state-files.ts';
import { readPastSweep } from '../../src/storage/past-sweeps.ts';
import { aBucket, aDistribution, aFunction } from '../plan/builders.ts';
import { aWorld } from './world.ts';

const used = { usedBy: ['cloudfront-distribution:E1'] };
const account = '123456789012';

/** Files on a disk that takes nothing from its n-th write on. */
function onDisk(files: FolderFiles, { takes }: { readonly takes: number }) {
  const state = { writes: 0, isFull: false };
  const full = (code: string) => stateNotWritten(`${code}: no space is left`);
  const write = () => {
    if (state.writes++ < takes) return;
    state.isFull = true;
    throw full(['ENOSPC', 'EROFS', 'EDQUOT'][takes % 3] ?? '');
  };
  const limited: Omit<FolderFiles, 'locks'> = {
    ...files,
    async write(path, content) {
      write();
      return files.write(path, content);
    },
    async create(path, content) {
      write();
      return files.create(path, content);
    },
    async remove(path) {
      write();
      return files.remove(path);
    },
    async append(path) {
      write();
      const log = await files.append(path);
      return {
        ...log,
        async append(text) {
          write();
          return log.append(text);
        },
      };
    },
  };
  return { state, files: { ...limited, locks: folderLocks(limited) } };
}

const aSite = () => aWorld([aDistribution('E1'), aFunction('fn', used), aBucket('assets', used)]);

/** More than a whole sweep of these writes. */
const most = 60;

describe('a disk that is full from one of the writes on', () => {
  it('ends a sweep in one sentence before it changed anything, and with what it did after that', async () => {
    const seen = { sentences: 0, results: 0 };
    for (let takes = 0; takes < most; takes += 1) {
      const world = await aSite();
      const plan = world.plan();
      const disk = onDisk(world.files, { takes });
      const result = await world.sweep(plan, {}, { files: disk.files }).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        expect(error.code).toBe('STATE_NOT_WRITTEN');
        return null;
      });
      if (!disk.state.isFull) break;
      if (result === null) {
        seen.sentences += 1;
        expect(world.account.acts).toEqual([]);
      } else {
        seen.results += 1;
        expect(world.account.acts).not.toEqual([]);
        const isGone = (key: string) => !world.account.items.has(key);
        for (const { key, action, outcome } of result.outcomes)
          if (action === 'delete')
            expect(isGone(key)).toBe(outcome === 'done' || outcome === 'gone');
        if (result.outcomes.some(({ outcome }) => outcome !== 'done'))
          expect(result.outcomes.map(({ reason }) => reason)).toContain('state-not-written');
      }

      const known = await readPastSweep(account, 'sweep-1', world.files);
      const resumes =
        result === null || known === null
          ? {}
          : { resumes: { sweep: 'sweep-1', journal: known.journal } };
      const next = await world.sweep(result === null ? plan : world.plan(), {}, resumes);
      expect(next.summary).toMatchObject({ failed: 0, held: 0, parked: 0, skipped: 0 });
      expect(world.account.items.size, `after ${takes} writes`).toBe(0);
    }
    expect(seen.sentences).toBeGreaterThan(4);
    expect(seen.results).toBeGreaterThan(8);
  });
});
