import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsOf, type Clients } from './clients.ts';
import { everythingIn } from './everything.ts';
import { startProxy, type LoopbackProxy } from './loopback-proxy.ts';
import { startMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import { seedAccount } from './seed-account.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst, type Tool } from './tool.ts';

const account = '123456789012';
const state = 's3://our-state/sst-sweep';

describeWithPython('sweeps with their state in a bucket of moto', () => {
  let server: ServerProcess;
  let clients: Clients;
  let proxy: LoopbackProxy;
  /** Runners without a disk in common. */
  let runners: readonly [Tool, Tool];
  const deletions: string[] = [];
  let kill: (() => void) | null = null;

  beforeAll(async () => {
    server = await startMoto();
    clients = clientsOf(server.url);
    await clients.s3('us-east-1').send(new CreateBucketCommand({ Bucket: 'our-state' }));
    await seedAccount(clients);
    proxy = await startProxy(server.url, {
      passes(line, when) {
        if (when === 'before' && line.startsWith('DELETE ')) deletions.push(line);
        if (!kill || when !== 'after' || !line.startsWith('DELETE ')) return true;
        kill();
        kill = null;
        return false;
      },
    });
    runners = [
      await toolAgainst(proxy.url, account, {}, state),
      await toolAgainst(proxy.url, account, {}, state),
    ];
  });
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  it('killed, keep the others out; freed, one of two goes on, and no deletion is sent twice', async () => {
    const before = await everythingIn(clients);
    const [first, second] = runners;
    expect(await first.killed((end) => void (kill = end))).toBeNull();
    await expect(second.sweep()).rejects.toThrow('holds s3://our-state/sst-sweep/sweeps/');
    expect(deletions).toHaveLength(1);

    // moto's clock is this machine's, and the lock of a dead runner holds for minutes: a person frees it.
    await freeLock(clients);
    const ends = await Promise.allSettled([first.sweep(), second.sweep()]);
    const results = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    expect(results.length).toBeGreaterThan(0);
    for (const end of ends)
      if (end.status === 'rejected') expect(String(end.reason)).toContain('holds s3://our-state');
    expect(results[0]?.backup).toContain(`${state}/sweeps/${account}/`);
    expect(new Set(deletions).size).toBe(deletions.length);

    const after = await everythingIn(clients);
    const gone = Object.keys(before).filter((key) => !(key in after));
    expect(gone.length).toBeGreaterThan(4);
    const touched = Object.keys(after).filter(
      (key) =>
        !key.includes('our-state') && JSON.stringify(after[key]) !== JSON.stringify(before[key]),
    );
    expect(touched).toEqual([]);
  }, 240_000);
});

async function freeLock(clients: Clients): Promise<void> {
  const s3 = clients.s3('us-east-1');
  const place = { Bucket: 'our-state', Key: `sst-sweep/sweeps/${account}/lock` };
  const { Body: body } = await s3.send(new GetObjectCommand(place));
  const held: object = JSON.parse((await body?.transformToString()) ?? '{}');
  await s3.send(
    new PutObjectCommand({ ...place, Body: JSON.stringify({ ...held, released: true }) }),
  );
}
