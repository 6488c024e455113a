import { expect, it } from 'vitest';

import { acceleratedClock, virtualClock } from '../src/clock.ts';

const start = new Date('2026-11-20T12:00:00Z');
const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let each = 0; each < count; each += 1) await turn();
};

it('stands still until it is moved', async () => {
  const clock = virtualClock({ start });
  await turns(50);
  expect(clock.now()).toEqual(start);
  await clock.advance(1500);
  expect(clock.now().toISOString()).toBe('2026-11-20T12:00:01.500Z');
});

it('jumps to the earliest sleeper when everybody sleeps', async () => {
  const clock = virtualClock({ start });
  const woken: string[] = [];
  const sleep = async (name: string, seconds: number) => {
    await clock.sleep(seconds * 1000);
    woken.push(`${name} ${clock.now().toISOString().slice(11, 19)}`);
  };
  await Promise.all([sleep('late', 7200), sleep('first', 60), sleep('second', 60)]);
  expect(woken).toEqual(['first 12:01:00', 'second 12:01:00', 'late 14:00:00']);
});

it('does not jump while a request is in flight', async () => {
  const clock = virtualClock({ start, idleTurns: 2 });
  const release = clock.hold();
  let isAwake = false;
  const sleeper = clock.sleep(1000).then(() => (isAwake = true));
  await turns(20);
  expect(isAwake).toBe(false);
  release();
  await sleeper;
  expect(clock.now().getTime() - start.getTime()).toBe(1000);
});

it('wakes those whose sleep ends on the way, each at its own time', async () => {
  const clock = virtualClock({ start });
  const seen: number[] = [];
  const elapsed = () => clock.now().getTime() - start.getTime();
  const release = clock.hold();
  void clock.sleep(200).then(() => seen.push(elapsed()));
  void clock.sleep(100).then(() => seen.push(elapsed()));
  void clock.sleep(900).then(() => seen.push(elapsed()));
  await clock.advance(500);
  release();
  expect(seen).toEqual([100, 200]);
  expect(elapsed()).toBe(500);
});

it('ends a sleep with the reason of the abort', async () => {
  const clock = virtualClock({ start });
  const controller = new AbortController();
  const release = clock.hold();
  const sleeper = clock.sleep(1000, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeper).rejects.toThrow('enough');
  await expect(clock.sleep(1, controller.signal)).rejects.toThrow('enough');
  release();
  await turns(50);
  expect(clock.now()).toEqual(start);
});

it('runs many times as fast as real time', async () => {
  const clock = acceleratedClock({ start, speed: 100_000 });
  await clock.sleep(1_000_000);
  expect(clock.now().getTime() - start.getTime()).toBeGreaterThanOrEqual(900_000);
  const controller = new AbortController();
  const sleeper = clock.sleep(1e9, controller.signal);
  controller.abort(new Error('enough'));
  await expect(sleeper).rejects.toThrow('enough');
});
