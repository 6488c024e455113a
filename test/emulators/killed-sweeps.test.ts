import { expect, it } from 'vitest';
import { clientsOf } from './clients.ts';
import { everythingIn, without } from './everything.ts';
import type { Everything } from './everything.ts';
import { startProxy } from './loopback-proxy.ts';
import { startMinistack } from './ministack.ts';
import { startMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import { seedAccount } from './seed-account.ts';
import type { SeededAccount } from './seed-account.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst } from './tool.ts';

/** So many random points per server; each takes a server, an account and two sweeps. */
const kills = Number(process.env['EMULATOR_KILLS'] ?? 2);
const seed = Number(process.env['EMULATOR_SEED'] ?? 20_261_122);
const account = '123456789012';

interface Kill {
  readonly at: number;
  readonly when: 'before' | 'after';
}

interface Swept {
  /** Keys of what went, with the ids that the checkpoints write. */
  readonly gone: readonly string[];
  /** What is left and is not as it was. */
  readonly changed: readonly string[];
  readonly writes: number;
  readonly died: boolean;
}

/** Calls that may change something. Services that are asked with `POST /` are not counted. */
function isWrite(line: string): boolean {
  return !/^(?:GET|HEAD) |^POST \/$/.test(line);
}

/** One sweep of a fresh account on a fresh server: undisturbed, or killed at a write and resumed. */
async function swept(
  start: () => Promise<ServerProcess>,
  given: Parameters<typeof clientsOf>[1],
  kill: Kill | null,
): Promise<Swept> {
  const server = await start();
  let writes = 0;
  let end: () => void = () => undefined;
  let dead = false;
  const proxy = await startProxy(server.url, {
    passes(line, when) {
      if (!isWrite(line)) return true;
      if (when === 'before') writes += 1;
      if (kill === null || dead || writes < kill.at || when !== kill.when) return true;
      dead = true;
      end();
      return false;
    },
  });
  try {
    const clients = clientsOf(server.url, given);
    const seeded = await seedAccount(clients);
    const before = await everythingIn(clients);
    const tool = await toolAgainst(proxy.url, account);
    if (kill === null) await tool.sweep();
    else await tool.killed((killIt) => void (end = killIt));
    const died = dead;
    if (died) await tool.resume();
    return { ...compared(before, await everythingIn(clients), seeded), writes, died };
  } finally {
    await proxy.stop();
    await server.stop();
  }
}

/** Ids differ from server to server: what went is told by the ids of the checkpoints. */
function compared(
  before: Everything,
  after: Everything,
  seeded: SeededAccount,
): Pick<Swept, 'gone' | 'changed'> {
  const gone = Object.keys(before).filter((key) => !(key in after));
  const kept = without(before, gone);
  const keys = [...new Set([...Object.keys(kept), ...Object.keys(after)])];
  return {
    gone: gone.map((key) => seeded.writtenIn(key)).sort(),
    changed: keys.filter((key) => JSON.stringify(kept[key]) !== JSON.stringify(after[key])),
  };
}

/** The same points for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describeWithPython('a sweep that is killed at random points and resumed', () => {
  it.each([
    ['moto', startMoto, {}],
    ['ministack', startMinistack, { publishes: true }],
  ] as const)(
    'leaves what an undisturbed one leaves, object by object, on %s',
    { timeout: 3_600_000 },
    async (name, start, given) => {
      const goal = await swept(start, given, null);
      expect(goal.changed).toEqual([]);
      expect(goal.gone.length).toBeGreaterThan(4);
      const random = randomFrom(seed);
      const points: string[] = [];
      for (let count = 0; count < kills; count += 1) {
        const at = 1 + Math.floor(random() * goal.writes);
        const when = random() < 0.5 ? 'before' : 'after';
        const { gone, changed, died } = await swept(start, given, { at, when });
        points.push(`${when} ${at}`);
        expect({ gone, changed, died }, `${name}, killed ${when} write ${at}`).toEqual({
          gone: goal.gone,
          changed: [],
          died: true,
        });
      }
      console.info(`${name}: ${goal.writes} writes; killed ${points.join(', ')}; all ended alike`);
    },
  );
});
