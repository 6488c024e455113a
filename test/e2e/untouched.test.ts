import { expect, it } from 'vitest';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { demoAccount } from '../account/demo.ts';
import { resourcesOf } from './account-bytes.ts';
import { run } from './in-process.ts';

it('a sweep of the demo leaves every resource outside its plan as it was, byte by byte', async () => {
  const { data } = demoAccount();
  const aws = createSimulatedAws(data, { clock: virtualClock({ start: new Date(data.now) }) });
  const before = resourcesOf(aws.snapshot());
  const { code, stdout, stderr } = await run(aws, [
    'sweep',
    '--demo',
    '--yes',
    '--account',
    '123456789012',
    '--json',
  ]);
  expect({ code, stderr: stderr.match(/Error.*/)?.[0] }).toEqual({ code: 0, stderr: undefined });
  const result = resultSchema.parse(JSON.parse(stdout));
  const planned = namesIn(result.outcomes);
  expect(planned.size).toBeGreaterThan(8);

  const after = resourcesOf(aws.snapshot());
  const changed = [...before]
    .filter(([name, bytes]) => after.get(name) !== bytes)
    .map(([name]) => name);
  expect(changed.filter((name) => !planned.has(name))).toEqual([]);
  expect([...after.keys()].filter((name) => !before.has(name))).toEqual([]);

  const gone = result.outcomes
    .filter(({ action, outcome }) => action === 'delete' && outcome === 'done')
    .map(({ resource }) => resource);
  expect(gone.filter((name) => after.has(name))).toEqual([]);
  expect(gone.length).toBeGreaterThan(8);
});

it('a sweep of the demo sends no write that aims at anything outside its plan', async () => {
  const { data } = demoAccount();
  const aws = createSimulatedAws(data, { clock: virtualClock({ start: new Date(data.now) }) });
  const { stdout } = await run(aws, [
    'sweep',
    '--demo',
    '--yes',
    '--account',
    '123456789012',
    '--json',
  ]);
  const result = resultSchema.parse(JSON.parse(stdout));
  const planned = namesIn(result.outcomes);
  const writes = aws.requests.filter(({ writes: isWrite }) => isWrite);
  expect(writes.length).toBeGreaterThan(planned.size);
  const aimedAt = (target: string | null) =>
    (target ?? '').replace(/^arn:.*[:/]/, '').split('/')[0] ?? '';
  const astray = writes.filter(({ target }) => !planned.has(aimedAt(target)));
  expect(astray.map(({ operation, target }) => `${operation} ${target}`)).toEqual([]);
});

it.each(['scan', 'plan', 'stages'])('%s writes nothing', async (command) => {
  const { data } = demoAccount();
  const aws = createSimulatedAws(data, { clock: virtualClock({ start: new Date(data.now) }) });
  const { code } = await run(aws, [command, '--demo', '--json']);
  expect(code).toBe(0);
  expect(aws.requests.filter(({ writes }) => writes)).toEqual([]);
});

it('a second sweep, some hours later, takes what was parked', async () => {
  const { data } = demoAccount();
  const clock = virtualClock({ start: new Date(data.now) });
  const aws = createSimulatedAws(data, { clock });
  const words = ['sweep', '--demo', '--yes', '--account', '123456789012', '--json'];
  const first = resultSchema.parse(JSON.parse((await run(aws, words)).stdout));
  const parked = first.outcomes
    .filter(({ outcome }) => outcome === 'parked')
    .map(({ resource }) => resource);
  // An edge function, and the role and the log group that wait for it.
  expect(parked).toHaveLength(3);
  await clock.advance(5 * 3_600_000);
  const second = resultSchema.parse(JSON.parse((await run(aws, words)).stdout));
  expect(second.outcomes.map(({ resource, outcome }) => [resource, outcome])).toEqual([
    [parked[0], 'done'],
    [parked[1], 'done'],
    [parked[2], 'done'],
  ]);
});

/** What is of one region has that before its name in a plan. */
function namesIn(
  outcomes: readonly { readonly resource: string; readonly region: string }[],
): ReadonlySet<string> {
  return new Set(
    outcomes.flatMap(({ resource, region }) =>
      resource.startsWith(`${region}:`)
        ? [resource, resource.slice(region.length + 1)]
        : [resource],
    ),
  );
}
