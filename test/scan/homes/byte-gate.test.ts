import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createByteGate } from '../../../src/scan/homes/byte-gate.ts';

/** Work that goes on until it is told to end. */
function held() {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end: () => end() };
}

it('lets in what fits, in the order of asking', async () => {
  const gate = createByteGate(10);
  const log: string[] = [];
  const works = ['a', 'b', 'c', 'd'].map((name) => ({ name, ...held() }));
  const sizes = [6, 4, 3, 1];
  const runs = works.map(({ name, promise }, index) =>
    gate(sizes[index] ?? 0, () => {
      log.push(name);
      return promise;
    }),
  );
  await turn();
  expect(log).toEqual(['a', 'b']);
  works[1]?.end();
  await turn();
  expect(log).toEqual(['a', 'b', 'c', 'd']);
  for (const { end } of works) end();
  await Promise.all(runs);
});

it('lets in alone what is larger than itself, and goes on after a failure', async () => {
  const gate = createByteGate(10);
  const large = held();
  const failing = gate(100, () => large.promise.then(() => Promise.reject(new Error('lost'))));
  const next = gate(1, () => Promise.resolve('read'));
  await turn();
  large.end();
  await expect(failing).rejects.toThrow('lost');
  await expect(next).resolves.toBe('read');
});
