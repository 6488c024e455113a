import { describe, expect, it } from 'vitest';

import { cloudFrontPage, readAll } from '../../src/aws/pages.ts';
import { UnreadableAnswer } from '../../src/aws/failures.ts';

describe('readAll', () => {
  it('goes on through short and empty pages until there is no token', async () => {
    const pages = [
      { rows: [1], next: 'a' },
      { rows: [], next: 'b' },
      { rows: [2, 3], next: null },
    ];
    expect(await readAll(async () => pages.shift() ?? { rows: [], next: null })).toEqual([1, 2, 3]);
  });

  it.each([1, 2, 3, 7])('ends a list whose tokens repeat every %i pages', async (period) => {
    let calls = 0;
    const reading = readAll(async () => ({ rows: [], next: `token-${calls++ % period}` }));
    await expect(reading).rejects.toBeInstanceOf(UnreadableAnswer);
    expect(calls).toBeLessThan(40);
  });

  it('ends a list that brings a new token for ever, with rows', async () => {
    let calls = 0;
    const reading = readAll(async () => ({ rows: ['row'], next: `token-${calls++}` }));
    await expect(reading).rejects.toThrow(UnreadableAnswer);
    expect(calls).toBe(3000);
  });

  it('ends a list that goes on without rows much earlier, but not where rows come between', async () => {
    let calls = 0;
    const reading = readAll(async () => ({ rows: [], next: `token-${calls++}` }));
    await expect(reading).rejects.toThrow(UnreadableAnswer);
    expect(calls).toBe(300);

    let pages = 0;
    const filtered = readAll(async () => {
      pages += 1;
      return {
        rows: pages % 200 === 0 ? [pages] : [],
        next: pages < 1000 ? `token-${pages}` : null,
      };
    });
    expect(await filtered).toEqual([200, 400, 600, 800, 1000]);
  });

  it('passes an error on, and makes no empty list of it', async () => {
    await expect(readAll(() => Promise.reject(new Error('denied')))).rejects.toThrow('denied');
  });

  it('asks again for an answer that is no list, but not for ever', async () => {
    let calls = 0;
    const once = await readAll(async () => {
      calls += 1;
      if (calls < 3) throw new UnreadableAnswer('a page of something else');
      return { rows: ['row'], next: null };
    });
    expect(once).toEqual(['row']);
    await expect(
      readAll(() => Promise.reject(new UnreadableAnswer('never a list'))),
    ).rejects.toThrow('never a list');
  });
});

describe('cloudFrontPage', () => {
  it('knows an empty list, whose Items are absent, from no list', () => {
    expect(cloudFrontPage({ Quantity: 0 })).toEqual({ rows: [], next: null });
    expect(() => cloudFrontPage({})).toThrow(UnreadableAnswer);
    expect(() => cloudFrontPage(undefined)).toThrow(UnreadableAnswer);
  });

  it('does not take part of a page for the page', () => {
    expect(() => cloudFrontPage({ Quantity: 3, Items: ['a', 'b'] })).toThrow(UnreadableAnswer);
  });
});
