import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { runsSchema } from '../../src/report/json/schema/runs.ts';
import { aSweepingAccount } from '../account/sweeping.ts';
import { serveAccount } from './served.ts';
import { sstSweep } from './sst-sweep.ts';

const pinned = ['--yes', '--account', '123456789012', '--wait-edge', '5m', '--poll-interval', '1s'];

const few = [
  [12, 'resume'],
  [14, 'sweep'],
] as const;
const more = [
  [1, 'resume'],
  [25, 'resume'],
] as const;
/** Each takes most of a minute; `KILL_EVERY` asks for all. */
const cases = process.env['KILL_EVERY'] === undefined ? few : [...few, ...more];

/** Served time runs 60 times as fast as the client's. */
function anAccountInAHurry() {
  const { data, leftovers } = aSweepingAccount();
  data.timings = {
    distributionPropagation: 120,
    staleReadAfterUpdate: 2,
    replicaRemoval: 0,
    taggingLag: 60,
  };
  return { data, leftovers };
}

describe.concurrent('a real process that is really killed', { timeout: 240_000 }, () => {
  it.for(cases)(
    'after %i steps is ended by %s',
    async ([killAfterSteps, goOn], { onTestFinished }) => {
      const { data, leftovers } = anAccountInAHurry();
      const env = await serveAccount(data, onTestFinished);
      const stateDir = await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'));
      const here = ['--state-dir', stateDir];
      const sweep = ['sweep', ...pinned, '--delete-data'];
      const killed = await sstSweep([...sweep, '--verbose', ...here], { env, killAfterSteps });
      expect(killed.code).toBeNull();

      const runs = await sstSweep(['runs', '--json', ...here], { env });
      const known = runsSchema.parse(JSON.parse(runs.stdout)).runs;
      expect(known.map(({ status }) => status)).toEqual(['unfinished']);

      const elsewhere = ['--state-dir', await mkdtemp(join(tmpdir(), 'sst-sweep-e2e-'))];
      const words = goOn === 'resume' ? ['resume', ...pinned, ...here] : [...sweep, ...elsewhere];
      const ended = await sstSweep([...words, '--json', '--quiet'], { env });
      const { outcomes } = resultSchema.parse(JSON.parse(ended.stdout));
      expect(outcomes.filter(({ outcome }) => outcome !== 'done' && outcome !== 'gone')).toEqual(
        [],
      );
      expect(ended.code).toBe(0);

      const { stdout } = await sstSweep(['scan', '--json', '--quiet'], { env });
      const report = reportSchema.parse(JSON.parse(stdout));
      expect(report.findings.filter(({ id }) => leftovers.includes(id))).toEqual([]);
      expect(report.summary).toMatchObject({ leftover: 0 });
      expect(report.summary.live).toBeGreaterThan(3);
    },
  );
});
