import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/commands/input/config.ts';
import { narrowFoundConfig } from '../../src/commands/input/narrow-found-config.ts';
import { parseAccountList } from '../../src/commands/input/account-list.ts';
import { durationMs, durationText } from '../../src/commands/input/flag-values.ts';
import { UserError } from '../../src/model/errors.ts';
import type { PlanFileOptions } from '../../src/model/options.ts';
import { parsePlanFile } from '../../src/plan/plan-file.ts';
import { readQuarantine } from '../../src/storage/quarantine-file.ts';
import { journalState } from '../../src/storage/journal.ts';
import { takeLock } from '../../src/storage/lock.ts';
import { lockPath } from '../../src/storage/sweep-paths.ts';
import { aDistribution, aFunction, attended, planFor, savedText } from '../plan/builders.ts';
import { damaged, reshaped } from './damage.ts';
import { tries } from './runs.ts';

/** Null: it was refused in one sentence. */
function readOrRefused<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

const options: PlanFileOptions = {
  scan: { regions: [], ignoreHomes: [], ignoreRegions: [], ignoreStages: [] },
  match: { keep: ['kept-*'], olderThanMs: null, allowTraffic: false, abandon: [] },
  filter: { regions: [], apps: ['acme'], stages: [], kinds: [] },
  plan: attended,
};
const plan = savedText(
  planFor([aDistribution('E1'), aFunction('fn', { usedBy: ['cloudfront-distribution:E1'] })]),
  options,
);

/** A text of JSON, damaged as text or in its shape. */
const anyOf = (text: string) =>
  fc.oneof(
    damaged(text),
    reshaped(JSON.parse(text)).map((value) => JSON.stringify(value)),
  );

describe('a saved plan that was changed', () => {
  it('is refused, or has the steps and the basis that it had', () => {
    const own = parsePlanFile(plan, 'x').plan;
    fc.assert(
      fc.property(anyOf(plan), (text) => {
        const read = readOrRefused(() => parsePlanFile(text, 'x'));
        if (read === null) return;
        const { account, steps, basis } = read.plan;
        expect({ account, steps, basis }).toEqual({
          account: own.account,
          steps: own.steps,
          basis: own.basis,
        });
      }),
      tries(400),
    );
  });
});

const line = (event: object) => JSON.stringify({ at: '2026-11-22T10:00:00.000Z', ...event });
const outcome = { step: 's1', outcome: 'done', key: 'k1', reason: null };
const journal = [
  line({ event: 'sweep-started', sweep: 'x', account: '123456789012', plan: 'p' }),
  line({ event: 'started', step: 's1', key: 'k1', action: 'delete' }),
  line({ event: 'finished', outcome }),
  line({ event: 'started', step: 's2', key: 'k2', action: 'disable' }),
  line({ event: 'sweep-finished' }),
];

describe('a journal that was changed', () => {
  const changed = fc.oneof(
    damaged(journal.join('\n')),
    fc
      .array(fc.constantFrom(...journal).chain(anyOf), { maxLength: 6 })
      .map((lines) => lines.join('\n')),
  );

  it('is read without a crash, and every step in it is a text', () => {
    fc.assert(
      fc.property(changed, (text) => {
        const { outcomes, unseen, begun } = journalState(text);
        for (const step of [...outcomes.keys(), ...unseen, ...begun.keys()])
          expect(typeof step).toBe('string');
      }),
      tries(400),
    );
  });
});

describe('notes of a quarantine that were changed', () => {
  it('do not count, or are those of an empty file', async () => {
    const notes = JSON.stringify({
      schema: 'sst-sweep/quarantine@1',
      account: '123456789012',
      notes: [],
      fingerprint: 'none',
    });
    await fc.assert(
      fc.asyncProperty(anyOf(notes), async (text) => {
        const files = { read: async () => text };
        expect((await readQuarantine('123456789012', files)).notes.size).toBe(0);
      }),
      tries(200),
    );
  });
});

describe('a lock that was changed', () => {
  it('is held, refused in one sentence, or taken over, and never a crash', async () => {
    const held = JSON.stringify({ pid: 7, sweep: 's1', startedAt: '2026-11-22T10:00:00.000Z' });
    await fc.assert(
      fc.asyncProperty(anyOf(held), async (text) => {
        const kept = new Map<string, string>();
        const files = {
          absolute: (path: string) => path,
          read: async (path: string) => kept.get(path) ?? null,
          remove: async (path: string) => void kept.delete(path),
          async create(path: string, content: string) {
            if (kept.has(path)) return false;
            kept.set(path, content);
            return true;
          },
        };
        const take = () =>
          takeLock({
            account: '123456789012',
            sweep: 's2',
            files,
            clock: { now: () => new Date(0), sleep: async () => undefined },
            machine: { pid: 1, isAlive: (pid) => pid === 7 },
          });
        kept.set(lockPath('123456789012'), text);
        await take().catch((error: unknown) => {
          if (!(error instanceof UserError)) throw error;
        });
      }),
      tries(150),
    );
  });
});

const config = JSON.stringify({
  account: '123456789012',
  apps: ['acme'],
  keep: ['x-*'],
  olderThan: '2d',
  minConfidence: 'low',
  maxDeletions: 900,
  maxShare: '20%',
  abandon: ['acme/pr-1@u1'],
  ignoreHomes: ['sst-state-a'],
  ignoreRegions: ['eu-west-1'],
  ignoreStages: ['acme/pr-2'],
  failOn: ['gaps'],
  notify: [{ as: 'json', urlFrom: 'HOOK' }],
});

describe('a config file that was only found', () => {
  it('is refused, or widens nothing', () => {
    fc.assert(
      fc.property(anyOf(config), (text) => {
        const read = readOrRefused(() => parseConfig(text, 'sst-sweep.json'));
        if (read === null) return;
        const kept = narrowFoundConfig(read).config;
        for (const key of [
          'abandon',
          'ignoreHomes',
          'ignoreRegions',
          'ignoreStages',
          'notify',
        ] as const)
          expect(kept[key] ?? []).toEqual([]);
        expect(kept.accounts).toBeUndefined();
        expect(kept.maxDeletions ?? 0).toBeLessThanOrEqual(50);
        expect(kept.minConfidence).not.toBe('low');
      }),
      tries(400),
    );
  });
});

describe('a list of accounts that was changed', () => {
  it('is refused in one sentence, or names accounts of twelve digits', () => {
    const list = JSON.stringify({
      role: 'sweeper',
      accounts: [{ id: '111111111111', name: 'a' }, '222222222222'],
    });
    fc.assert(
      fc.property(anyOf(list), (text) => {
        const read = readOrRefused(() => parseAccountList(text, 'accounts.json'));
        for (const { id } of read?.accounts ?? []) expect(id).toMatch(/^\d{12}$/);
      }),
      tries(300),
    );
  });
});

it('a duration is the one that it is written as', () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.constantFrom('s', 'm', 'h', 'd'), (number, unit) => {
      const milliseconds = durationMs('--timeout', `${number}${unit}`);
      expect(durationMs('--timeout', durationText(milliseconds))).toBe(milliseconds);
    }),
    tries(200),
  );
});
