import { describe, expect, it } from 'vitest';
import type { SimulatedAws } from 'simulated-aws';
import { accountId } from '../../account/account.ts';
import { aRunner, anAccountWithState, minutes } from './state-bucket.ts';

const machine = { pid: 1, isAlive: () => false };
const running = { code: 'SWEEP_RUNNING', exitCode: 6 };
const journal = `sweeps/${accountId}/s-1/journal.ndjson`;

describe('the lock of an account in a bucket', () => {
  it('is one sweep’s, however many ask for it at the same time', async () => {
    const aws = anAccountWithState();
    const runners = await Promise.all(Array.from({ length: 12 }, () => aRunner(aws)));
    const ends = await Promise.allSettled(runners.map(({ lock }, at) => lock(`s-${at}`)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends)
      if (end.status === 'rejected') expect(end.reason).toMatchObject(running);
    for (const end of ends) if (end.status === 'fulfilled') await end.value.release();
  });

  it('is free again once it was released, for one sweep only', async () => {
    const aws = anAccountWithState();
    await (await (await aRunner(aws)).lock('s-1')).release();
    const runners = await Promise.all(Array.from({ length: 6 }, () => aRunner(aws)));
    const ends = await Promise.allSettled(runners.map(({ lock }, at) => lock(`s-${at}`)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'fulfilled') await end.value.release();
  });

  it('holds for hours while its runner lives', async () => {
    const aws = anAccountWithState();
    const mine = await aRunner(aws);
    const held = await mine.lock('s-1');
    await aws.clock.sleep(minutes(180));
    await expect((await aRunner(aws)).lock('s-2')).rejects.toMatchObject(running);
    expect(await mine.files.locks.holder(accountId, machine)).toBe('s-1');
    expect(held.lost.aborted).toBe(false);
    await held.release();
    expect(await mine.files.locks.holder(accountId, machine)).toBeNull();
  });

  it.each([
    ['an hour behind', -60],
    ['right', 0],
    ['a day ahead', 24 * 60],
  ])('of a dead runner ends by S3’s clock, where the next one’s is %s', async (_, ahead) => {
    const aws = anAccountWithState();
    await (await aRunner(aws, { suspended: true, aheadMs: minutes(-ahead) })).lock('s-1');
    const next = await aRunner(aws, { aheadMs: minutes(ahead) });
    await aws.clock.sleep(minutes(4));
    await expect(next.lock('s-2')).rejects.toMatchObject({
      ...running,
      message: `The sweep s-1 of account ${accountId} holds s3://our-state/sst-sweep/sweeps/${accountId}/lock.`,
      hint: expect.stringContaining('the lock ends by itself at '),
    });
    await aws.clock.sleep(minutes(1.2));
    await (await next.lock('s-2')).release();
  });

  it('that another has taken over lets its former holder write nothing more', async () => {
    const aws = anAccountWithState();
    const asleep = await aRunner(aws, { suspended: true });
    await asleep.lock('s-1');
    const log = await asleep.files.append(journal);
    await aws.clock.sleep(minutes(6));
    const next = await aRunner(aws);
    const held = await next.lock('s-2');
    await expect(log.append('started\n')).rejects.toMatchObject({ code: 'LOCK_LOST' });
    await expect(
      asleep.files.write('sweeps/123456789012/quarantine.json', 'old'),
    ).rejects.toMatchObject({ code: 'LOCK_LOST' });
    await held.release();
  });

  it('is renewed by a write that finds its lease about to end', async () => {
    const aws = anAccountWithState();
    const asleep = await aRunner(aws, { suspended: true });
    const held = await asleep.lock('s-1');
    const log = await asleep.files.append(journal);
    await aws.clock.sleep(minutes(4.5));
    await log.append('started\n');
    await aws.clock.sleep(minutes(4));
    await expect((await aRunner(aws)).lock('s-2')).rejects.toMatchObject(running);
    expect(held.lost.aborted).toBe(false);
  });

  it('is lost a minute before another may take it, where it cannot be renewed', async () => {
    const aws = anAccountWithState();
    const dead = { is: false };
    const held = await (await aRunner(aws, { handler: refusing(aws, () => dead.is) })).lock('s-1');
    dead.is = true;
    await aws.clock.sleep(minutes(3));
    expect(held.lost.aborted).toBe(false);
    await aws.clock.sleep(minutes(2));
    expect(held.lost.aborted).toBe(true);
  });

  it('is refused where the server heeds no conditions', async () => {
    const aws = anAccountWithState();
    const runner = await aRunner(aws, { handler: withoutConditions(aws) });
    await expect(runner.lock('s-1')).rejects.toMatchObject({ code: 'STATE_UNSAFE' });
  });

  it.each(['Enabled', undefined] as const)(
    'is had although the answer to its own write was lost, in a bucket with versioning %s',
    async (versioning) => {
      const aws = anAccountWithState(versioning && { versioning });
      loseAnswers(aws, 1);
      const held = await (await aRunner(aws)).lock('s-1');
      loseAnswers(aws, 1);
      await aws.clock.sleep(minutes(7));
      expect(held.lost.aborted).toBe(false);
      await held.release();
    },
  );
});

/** Writes are refused as if the right to them had been taken away. */
function refusing(aws: SimulatedAws, isRefused: () => boolean): SimulatedAws['handler'] {
  const denied = () => Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
  return handling(aws, (request) => {
    if (request.method === 'PUT' && isRefused()) throw denied();
  });
}

function withoutConditions(aws: SimulatedAws): SimulatedAws['handler'] {
  return handling(aws, ({ headers }) => {
    for (const name of Object.keys(headers))
      if (/^if-(?:none-)?match$/i.test(name)) delete headers[name];
  });
}

interface Sent {
  readonly method: string;
  readonly headers: Record<string, string>;
}

function handling(aws: SimulatedAws, look: (request: Sent) => void): SimulatedAws['handler'] {
  return {
    ...aws.handler,
    handle: async (request, ...rest) => {
      look(request);
      return aws.handler.handle(request, ...rest);
    },
  };
}

/** AWS applies the next writes, and nobody hears of it. */
function loseAnswers(aws: SimulatedAws, times: number): void {
  let left = times;
  aws.afterWrite = () => {
    if (left === 0) return;
    left -= 1;
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
}
