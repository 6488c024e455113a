import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { smallAccount } from '../e2e/small-account.ts';
import { anEngine, sweepToEnd } from './a-task.ts';

const account = '123456789012';
const accounts = [account];
const anAws = (): SimulatedAws => createSimulatedAws(smallAccount());

describe('slices of a sweep', () => {
  it('park what waits for CloudFront, say how long, and end it after that', async () => {
    const aws = anAws();
    const engine = anEngine(aws, { accounts });
    expect(await engine.answer('plan', account)).toMatchObject({ next: 'planned', resources: 2 });
    expect(await engine.answer('sweep', account)).toMatchObject({
      next: 'wait',
      waitSeconds: 300,
      summary: { parked: 3 },
    });
    await aws.clock.sleep(300_000);
    expect(await engine.answer('sweep', account)).toMatchObject({
      next: 'done',
      because: null,
      summary: { parked: 0, failed: 0, held: 0 },
    });
    expect(engine.ran).toEqual([
      'plan --yes',
      'runs --account',
      'sweep --plan',
      'runs --account',
      'resume',
    ]);
  });

  it('are repeated where the engine did not see their end, and do nothing twice', async () => {
    const aws = anAws();
    const engine = anEngine(aws, { accounts });
    await engine.answer('plan', account);
    const ended = await sweepToEnd(engine, account, aws.clock);
    const writes = aws.requests.filter((each) => each.writes).length;
    expect(await engine.answer('sweep', account)).toEqual({ ...ended, waitSeconds: 300 });
    expect(aws.requests.filter((each) => each.writes)).toHaveLength(writes);
    expect(engine.ran.at(-1)).toBe('runs --account');
  });

  it('leave to the next night what is parked when their time is over, and that night ends it', async () => {
    const aws = anAws();
    const engine = anEngine(aws, { accounts, patienceHours: 0 });
    await engine.answer('plan', account);
    expect(await engine.answer('sweep', account)).toMatchObject({ next: 'parked' });
    await aws.clock.sleep(86_400_000);
    engine.night('night-2', { patienceHours: 6 });
    expect(await engine.answer('plan', account)).toMatchObject({ next: 'planned' });
    expect(await sweepToEnd(engine, account, aws.clock)).toMatchObject({ next: 'done' });
  });

  it('that failed are ends, and the next night begins a sweep of its own with the same plan', async () => {
    const denied = { kind: 'deny' as const, operation: 'CloudFront.UpdateDistribution' };
    const aws = createSimulatedAws({ ...smallAccount(), faults: [denied] });
    const engine = anEngine(aws, { accounts });
    await engine.answer('plan', account);
    const first = await sweepToEnd(engine, account, aws.clock);
    expect(first).toMatchObject({ next: 'failed', summary: { failed: 1 } });
    await aws.clock.sleep(86_400_000);
    engine.night('night-2');
    await engine.answer('plan', account);
    const second = await sweepToEnd(engine, account, aws.clock);
    expect(second).toMatchObject({ next: 'failed' });
    expect(second['sweep']).not.toBe(first['sweep']);
  });
});
