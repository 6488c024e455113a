import { expect, it } from 'vitest';
import type { AwsSession } from '../../src/aws/aws-session.ts';
import { alongTrail } from '../../src/aws/page-trails.ts';
import { readAll } from '../../src/aws/pages.ts';
import { chanceOf } from '../lives/chance.ts';

/** A service that lists names in their order, by pages, with tokens that say after which name one goes on. */
function listing(names: string[], { pageSize = 5, sealed = false, from = 'after' } = {}) {
  const state = { names, calls: 0, together: 0, most: 0, sealed: 0 };
  const read = async (token: string | null) => {
    state.calls += 1;
    state.together += 1;
    state.most = Math.max(state.most, state.together);
    await new Promise((resolve) => setImmediate(resolve));
    state.together -= 1;
    const begin = token?.split('#')[0] ?? '';
    const rest = state.names.filter((name) =>
      token === null ? true : from === 'after' ? name > begin : name >= begin,
    );
    const rows = rest.slice(0, pageSize);
    const last = from === 'after' ? rows.at(-1) : rest[pageSize];
    // Some services encrypt their tokens, so that no two are alike.
    const seal = sealed ? `#${state.sealed++}` : '';
    return { rows, next: rest.length > pageSize ? `${last}${seal}` : null };
  };
  return { state, read };
}

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `n${String(index * 10).padStart(5, '0')}`);
const aSession = () => ({}) as AwsSession;

it('asks for all pages of a list at once that it read before, and only for those', async () => {
  const { state, read } = listing(names(53));
  const session = aSession();
  const walk = () => readAll(alongTrail(read, session, 'names'));
  expect(await walk()).toEqual(state.names);
  expect([state.calls, state.most]).toEqual([11, 1]);
  expect(await walk()).toEqual(state.names);
  expect([state.calls, state.most]).toEqual([22, 6]);
});

it('reads one page more where one row was added, and a page between each two where no two tokens are alike', async () => {
  for (const { sealed, calls } of [
    { sealed: false, calls: 12 },
    { sealed: true, calls: 22 },
  ]) {
    const { state, read } = listing(names(53), { sealed });
    const session = aSession();
    const walk = () => readAll(alongTrail(read, session, 'names'));
    await walk();
    state.names = [...state.names, 'n00201'].sort();
    const before = state.calls;
    expect(await walk()).toEqual(state.names);
    expect(state.calls - before).toBeLessThanOrEqual(calls);
    expect(state.most).toBe(6);
  }
});

it('keeps the trails of lists and of sessions apart', async () => {
  const session = aSession();
  const one = listing(names(30));
  const other = listing(['a', 'b']);
  await readAll(alongTrail(one.read, session, 'one'));
  expect(await readAll(alongTrail(other.read, session, 'other'))).toEqual(['a', 'b']);
  expect(await readAll(alongTrail(other.read, aSession(), 'one'))).toEqual(['a', 'b']);
  expect(other.state.calls).toBe(2);
});

const services = [
  { name: 'whose tokens are plain', options: {} },
  { name: 'whose tokens are never alike', options: { sealed: true } },
  { name: 'whose tokens name the row to come', options: { from: 'at' } },
  { name: 'whose sealed tokens name the row to come', options: { from: 'at', sealed: true } },
];

it.each(services)(
  'a list $name has every row once, whatever was added and taken away since',
  async ({ options }) => {
    const chance = chanceOf(22);
    for (let round = 0; round < 60; round++) {
      const { state, read } = listing(names(chance.below(60)), options);
      const session = aSession();
      const walk = () => readAll(alongTrail(read, session, 'names'));
      await walk();
      for (let time = 0; time < 3; time++) {
        const kept = state.names.filter(() => chance.below(8) > 0);
        const added = Array.from({ length: chance.below(12) }, () => {
          const number = chance.below(60) * 10 + 1 + chance.below(8);
          return `n${String(number).padStart(5, '0')}`;
        });
        state.names = [...new Set([...kept, ...added])].sort();
        expect(await walk()).toEqual(state.names);
      }
    }
  },
);

it('a list that only its end has changed is read to its new end', async () => {
  const { state, read } = listing(names(20));
  const session = aSession();
  const walk = () => readAll(alongTrail(read, session, 'names'));
  await walk();
  state.names = names(47);
  expect(await walk()).toEqual(state.names);
  state.names = names(3);
  expect(await walk()).toEqual(state.names);
});

it('tokens that the service takes no more are forgotten, and the list is walked', async () => {
  const { state, read } = listing(names(40));
  const session = aSession();
  await readAll(alongTrail(read, session, 'names'));
  let refused = 0;
  const strict = async (token: string | null) => {
    if (token !== null && !token.endsWith('!')) {
      refused += 1;
      throw new Error('The token has expired.');
    }
    const page = await read(token?.slice(0, -1) ?? null);
    return { ...page, next: page.next && `${page.next}!` };
  };
  expect(await readAll(alongTrail(strict, session, 'names'))).toEqual(state.names);
  expect(refused).toBeGreaterThan(0);
  const before = refused;
  expect(await readAll(alongTrail(strict, session, 'names'))).toEqual(state.names);
  expect(refused).toBe(before);
});

it('a list that fails now fails, though its trail is known', async () => {
  const { read } = listing(names(40));
  const session = aSession();
  await readAll(alongTrail(read, session, 'names'));
  let calls = 0;
  const denied = async () => {
    calls += 1;
    throw new Error('denied');
  };
  await expect(readAll(alongTrail(denied, session, 'names'))).rejects.toThrow('denied');
  expect(calls).toBeLessThan(10);
});
