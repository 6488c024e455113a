import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsOf, type Clients } from './clients.ts';
import { everythingIn, without } from './everything.ts';
import { startMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import { seedAccount } from './seed-account.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst, type Tool } from './tool.ts';

describeWithPython('a quarantine on moto', () => {
  let server: ServerProcess;
  let clients: Clients;
  let tool: Tool;

  beforeAll(async () => {
    server = await startMoto();
    clients = clientsOf(server.url);
    await seedAccount(clients);
    tool = await toolAgainst(server.url, '123456789012');
  });
  afterAll(() => server.stop());

  it('disables in the first sweep, waits in the second, and deletes when its time is over', async () => {
    const before = await everythingIn(clients);
    const first = await tool.sweep('--quarantine', '1h');
    const kept = Object.keys(await everythingIn(clients));
    expect(kept).toEqual(Object.keys(before));
    expect(first.outcomes.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'disable done',
      'disable done',
    ]);
    const begun = first.quarantine?.entries ?? [];
    expect(begun.map(({ state }) => state)).toEqual(begun.map(() => 'begins'));
    expect(begun).toHaveLength(9);

    const second = await tool.sweep('--quarantine', '1h');
    expect(second.outcomes).toEqual([]);
    expect(second.quarantine?.entries.map(({ key, state }) => `${key} ${state}`)).toEqual(
      begun.map(({ key }) => `${key} waits`),
    );

    // Each sweep takes longer than a second.
    const third = await tool.sweep('--quarantine', '1s');
    const deleted = third.outcomes.filter(({ action }) => action === 'delete');
    expect(deleted.map(({ key }) => key).sort()).toEqual(begun.map(({ key }) => key).sort());
    expect(third.summary).toMatchObject({ done: third.outcomes.length });
    expect(await everythingIn(clients)).toEqual(
      without(
        before,
        deleted.map(({ key }) => key),
      ),
    );
  }, 240_000);
});
