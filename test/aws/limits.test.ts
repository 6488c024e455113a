import { describe, expect, it } from 'vitest';

import { createLimiter } from '../../src/aws/limits.ts';
import { handTurnedClock } from './handler.ts';

const rates = { maxInFlight: 100, readsPerSecond: 10, writesPerSecond: 2 };
const read = { writes: false };
const nothing = async () => undefined;

async function run(
  limiter: ReturnType<typeof createLimiter>,
  count: number,
  options = read,
): Promise<void> {
  for (let call = 0; call < count; call += 1) await limiter.run(nothing, options);
}

describe('a limiter', () => {
  it("lets a second's worth of calls go at once and spaces the others", async () => {
    const clock = handTurnedClock();
    const limiter = createLimiter(rates, clock);
    await run(limiter, 11);
    expect(clock.slept).toBe(0);
    await run(limiter, 10);
    expect(clock.slept).toBe(1000);
  });

  it('paces writes apart from reads', async () => {
    const clock = handTurnedClock();
    const limiter = createLimiter(rates, clock);
    await run(limiter, 3, { writes: true });
    expect(clock.slept).toBe(0);
    await run(limiter, 2, { writes: true });
    expect(clock.slept).toBe(1000);
  });

  it('slows everybody down at a throttle, and recovers', async () => {
    const clock = handTurnedClock();
    const limiter = createLimiter(rates, clock);
    limiter.slowDown();
    await run(limiter, 1);
    expect(clock.slept).toBe(1000);
    clock.slept = 0;
    await run(limiter, 10);
    expect(clock.slept).toBeGreaterThan(1500);
    await run(limiter, 100);
    clock.slept = 0;
    await run(limiter, 10);
    expect(clock.slept).toBeCloseTo(1000, -1);
  });

  it('takes throttles of calls that were in flight together for one', async () => {
    const clock = handTurnedClock();
    const limiter = createLimiter(rates, clock);
    for (let call = 0; call < 20; call += 1) limiter.slowDown();
    await run(limiter, 2);
    expect(clock.slept).toBeLessThan(1300);
  });

  it('keeps so many in flight at most, in the order of asking', async () => {
    const limiter = createLimiter({ ...rates, maxInFlight: 2 }, handTurnedClock());
    const order: number[] = [];
    let most = 0;
    let running = 0;
    const call = (number: number) => async () => {
      running += 1;
      most = Math.max(most, running);
      order.push(number);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    };
    await Promise.all([1, 2, 3, 4, 5].map((number) => limiter.run(call(number), read)));
    expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]]);
  });

  it('gives the place back where a call fails or its caller gives up', async () => {
    const limiter = createLimiter({ ...rates, maxInFlight: 1 }, handTurnedClock());
    await expect(limiter.run(() => Promise.reject(new Error('no')), read)).rejects.toThrow('no');
    const controller = new AbortController();
    const blocker = limiter.run(() => new Promise((resolve) => setTimeout(resolve, 5)), read);
    const waiting = limiter.run(nothing, { ...read, signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await blocker;
    await limiter.run(nothing, read);
  });

  it('does not wait for a local clock that was set back', async () => {
    const clock = handTurnedClock();
    const limiter = createLimiter(rates, clock);
    await run(limiter, 5);
    clock.turn(-3_600_000);
    await run(limiter, 5);
    expect(clock.slept).toBeLessThan(1000);
  });
});
