import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { aSweepingAccount } from '../account/sweeping.ts';
import { resourcesOf } from '../e2e/account-bytes.ts';
import { aStateDir, run } from '../e2e/in-process.ts';
import { killedAt, type Kill } from '../e2e/killed.ts';

/** Every k-th write; `KILL_EVERY=1` runs them all. */
const every = Number(process.env['KILL_EVERY'] ?? 15);
const yes = ['--demo', '--yes', '--account', '123456789012', '--json', '--quiet'];
const waits = ['--wait-edge', '4h'];
const sweepAll = ['sweep', ...yes, '--delete-data', ...waits];

function anAws(): SimulatedAws {
  return createSimulatedAws(structuredClone(aSweepingAccount().data));
}

/** What an undisturbed sweep leaves. */
async function undisturbed(): Promise<ReadonlyMap<string, string>> {
  const aws = anAws();
  const before = resourcesOf(aws.snapshot());
  const { code, stdout } = await run(aws, sweepAll);
  expect({ code, summary: JSON.parse(stdout).summary }).toMatchObject({
    code: 0,
    summary: { failed: 0, held: 0, parked: 0, skipped: 0 },
  });
  const left = resourcesOf(aws.snapshot());
  const { leftovers } = aSweepingAccount();
  expect(leftovers).toHaveLength(5 + 8 + 4 + 6 + 4);
  expect(leftovers.filter((id) => left.has(id))).toEqual([]);
  expect([...left].filter(([id, bytes]) => before.get(id) !== bytes)).toEqual([]);
  return left;
}

/** Dies once, goes on, and says what AWS was asked to write. */
async function killedThenEnded(kill: Kill, goOn: 'resume' | 'fresh sweep') {
  const aws = anAws();
  const stateDir = await killedAt(aws, sweepAll, kill);
  if (stateDir === null) return null;
  const ended =
    goOn === 'resume'
      ? await run(aws, ['resume', ...yes, ...waits], { stateDir })
      : await run(aws, sweepAll, { stateDir: aStateDir() });
  return { ...ended, left: resourcesOf(aws.snapshot()), twice: deletedTwice(aws) };
}

/** Deletions that AWS accepted more than once: something was done twice. */
function deletedTwice(aws: SimulatedAws): readonly string[] {
  const done = aws.requests
    .filter(({ writes, status }) => writes && status >= 200 && status < 300)
    .filter(({ action }) => /^Delete(?!Objects?$)/.test(action))
    .map(({ operation, target }) => `${operation} ${target}`);
  return done.filter((each, at) => done.indexOf(each) !== at);
}

function isSame(left: ReadonlyMap<string, string>, goal: ReadonlyMap<string, string>): boolean {
  return left.size === goal.size && [...goal].every(([id, bytes]) => left.get(id) === bytes);
}

describe('a sweep that is killed at any of its writes', { timeout: 3_600_000 }, () => {
  it.each([
    ['before', 'resume'],
    ['after', 'resume'],
    ['before', 'fresh sweep'],
    ['after', 'fresh sweep'],
  ] as const)('%s AWS applies it is ended by %s', async (when, goOn) => {
    const goal = await undisturbed();
    const wrong: string[] = [];
    let deaths = 0;
    for (let at = 1; ; at += every) {
      const ended = await killedThenEnded({ at, when }, goOn);
      if (!ended) break;
      deaths += 1;
      const { code, twice, stdout, stderr } = ended;
      const same = isSame(ended.left, goal);
      if (!same || code !== 0 || twice.length > 0)
        wrong.push(
          `write ${at}: code ${code}, same ${same}, twice ${twice.join()} ${stdout}${stderr}`,
        );
    }
    console.info(
      `killed ${when} every ${every}. write is applied, then ${goOn}: ${deaths} deaths, ${deaths - wrong.length} ended like an undisturbed sweep`,
    );
    expect(wrong).toEqual([]);
    // Tags, changes and deletions of what is left: at least so many writes there are to die at.
    expect(deaths).toBeGreaterThanOrEqual(Math.floor(39 / every));
  });
});
