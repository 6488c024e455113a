import { describe, expect, it } from 'vitest';
import type { SimulatedAws } from 'simulated-aws';
import { resourcesOf } from '../../e2e/account-bytes.ts';
import { run } from '../../e2e/in-process.ts';
import { killedAt, type Kill } from '../../e2e/killed.ts';
import { aPreview, nightly, nightsOf, statesOf, yes } from './nights.ts';

/** Every k-th write of the last night; `KILL_EVERY=1` runs them all. */
const every = Math.min(Number(process.env['KILL_EVERY'] ?? 3), 3);
const story = aPreview();
const taken = [story.distribution, story.fn, ...story.buckets];

/** The machine that comes after the dead one has its files as they were. */
function afterDeath(aws: SimulatedAws, stateDir: string) {
  return { ...nightsOf(story.data, stateDir), aws, sweep: sweepOn(aws, stateDir) };
}

function sweepOn(aws: SimulatedAws, stateDir: string) {
  return async () => {
    const { code, stdout, stderr } = await run(aws, nightly, { stateDir });
    expect(code, stdout + stderr).toBe(0);
    return JSON.parse(stdout);
  };
}

/** Seconds from the disabling that AWS accepted to the first deletion. */
function restedDays({ requests }: SimulatedAws): number {
  const at = (action: RegExp) =>
    requests.find(({ action: each, status }) => action.test(each) && status < 300)?.at ?? '';
  const rested = Date.parse(at(/DeleteDistribution/)) - Date.parse(at(/UpdateDistribution/));
  return rested / 86_400_000;
}

function left(aws: SimulatedAws): readonly string[] {
  const there = resourcesOf(aws.snapshot());
  return taken.filter((id) => there.has(id));
}

describe(
  'a sweep with a quarantine that is killed at any of its writes',
  { timeout: 600_000 },
  () => {
    it.each(['before', 'after'] as const)(
      'in the first night, %s AWS applies it: the next one begins or keeps the quarantine, and it lasts as long',
      async (when) => {
        let deaths = 0;
        for (let at = 1; ; at += 1) {
          const { aws } = nightsOf(story.data);
          const stateDir = await killedAt(aws, nightly, { at, when });
          if (stateDir === null) break;
          deaths += 1;
          const later = afterDeath(aws, stateDir);
          await aws.clock.sleep(86_400_000);
          expect(new Set(Object.values(statesOf(await later.sweep())))).toContain('waits');
          await aws.clock.sleep(6.5 * 86_400_000);
          await later.sweep();
          expect(left(aws)).toContain(story.distribution);
          await aws.clock.sleep(86_400_000);
          await later.sweep();
          expect(left(aws)).toEqual([]);
          expect(restedDays(aws)).toBeGreaterThanOrEqual(7);
        }
        expect(deaths).toBeGreaterThanOrEqual(2);
      },
    );

    it.each([
      ['before', 'fresh'],
      ['after', 'fresh'],
      ['before', 'resume'],
      ['after', 'resume'],
    ] as const)(
      'in the night after its time, %s AWS applies it: a %s sweep ends it',
      async (when, goOn) => {
        let deaths = 0;
        for (let at = 1; ; at += every) {
          const nights = nightsOf(story.data);
          await nights.sweep();
          await nights.pass(7.1);
          const stateDir = await killedOn(nights, { at, when });
          if (stateDir === null) break;
          deaths += 1;
          if (goOn === 'fresh') await sweepOn(nights.aws, stateDir)();
          else {
            const { code, stderr } = await run(nights.aws, ['resume', ...yes, '--json'], {
              stateDir,
            });
            expect(code, stderr).toBe(0);
          }
          expect(left(nights.aws), `write ${at}`).toEqual([]);
        }
        expect(deaths).toBeGreaterThanOrEqual(Math.floor(6 / every));
      },
    );
  },
);

function killedOn(
  { aws, stateDir }: { readonly aws: SimulatedAws; readonly stateDir: string },
  kill: Kill,
): Promise<string | null> {
  return killedAt(aws, nightly, kill, stateDir);
}
