import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsOf } from './clients.ts';
import type { Clients } from './clients.ts';
import { everythingIn } from './everything.ts';
import { startMinistack } from './ministack.ts';
import { describeWithPython } from './programs.ts';
import { seedAccount } from './seed-account.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst } from './tool.ts';
import type { Tool } from './tool.ts';

describeWithPython('a sweep on ministack that is undone', () => {
  let server: ServerProcess;
  let clients: Clients;
  let tool: Tool;

  beforeAll(async () => {
    server = await startMinistack();
    clients = clientsOf(server.url, { publishes: true });
    await seedAccount(clients);
    tool = await toolAgainst(server.url, '123456789012');
  });
  afterAll(() => server.stop());

  it('gives back what went, but for what is listed', { timeout: 240_000 }, async () => {
    const before = await everythingIn(clients);
    const { sweep, outcomes } = await tool.sweep();
    const deleted = outcomes.filter(({ action }) => action === 'delete').map(({ key }) => key);
    const report = await tool.restore(sweep);
    expect(report.outcomes.map(({ key }) => key).sort()).toEqual(deleted.toSorted());
    const failed = report.outcomes.filter(({ outcome }) => outcome !== 'done');
    expect(failed.map(({ key, reason, error }) => [key, reason, error?.message])).toEqual([]);
    const after = await everythingIn(clients);
    const codes = (all: typeof before) =>
      Object.entries(all)
        .filter(([key]) => key.startsWith('cloudfront-function:'))
        .map(([key, value]) => [key, (value as { text: string }).text])
        .sort();
    expect(codes(after)).toEqual(codes(before));
    const names = (all: typeof before) =>
      Object.keys(all)
        .filter((key) => !key.startsWith('cloudfront-distribution:'))
        .sort();
    expect(names(after)).toEqual(names(before));
    const again = await tool.restore(sweep);
    expect(again.summary).toMatchObject({ done: 0, there: deleted.length });
  });
});
