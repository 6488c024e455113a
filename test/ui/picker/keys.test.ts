import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBeTicked } from '../../../src/ui/picker/pick.ts';
import { lineAtCursor, tickedKeys } from '../../../src/ui/picker/state.ts';
import { after, aList, keyNames, listed, oneOfEach } from './some-list.ts';

const every = oneOfEach.map(({ finding }) => finding.key);
const sure = [
  'cloudfront-distribution:E1SURE',
  'cloudfront-function:acme-pr-1-WebRequest-aaaaaaaa',
  'lambda-edge-function:blog-dev-WebFn',
];

function ticked(keys: readonly string[]) {
  return tickedKeys(after(keys).state).toSorted();
}

describe('what is ticked at first', () => {
  it('is what is safe, and nothing that is retained, holds data or is kept back', () => {
    expect(ticked([])).toEqual(sure);
  });

  it('is what was ticked before, where the list is gone back to', () => {
    const list = aList(oneOfEach, {
      left: { ticked: ['s3-bucket:acme-pr-2-kept'], seen: every },
    });
    expect(tickedKeys(after([], { list }).state)).toEqual(['s3-bucket:acme-pr-2-kept']);
  });

  it('is what is safe among the rows that are new to the list', () => {
    const left = { ticked: [], seen: every.filter((key) => key !== sure[2]) };
    expect(tickedKeys(after([], { list: aList(oneOfEach, { left }) }).state)).toEqual([sure[2]]);
  });

  it('is never what cannot be ticked, whatever was handed over', () => {
    const list = aList(oneOfEach, { left: { ticked: every, seen: every } });
    const may = oneOfEach.filter(mayBeTicked).map(({ finding }) => finding.key);
    expect([...after([], { list }).state.ticked].toSorted()).toEqual(may.toSorted());
  });
});

describe('no key', () => {
  it('ticks what is unknown, busy or kept back', () => {
    const readOnly = oneOfEach
      .filter(({ ticking }) => ticking === 'read')
      .map(({ finding }) => finding.key);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keyNames), { maxLength: 80 }), (keys) => {
        const { state } = after(keys);
        for (const key of readOnly) expect(state.ticked.has(key)).toBe(false);
        for (const key of readOnly) expect(tickedKeys(state)).not.toContain(key);
      }),
      { numRuns: 400, seed: 18 },
    );
  });

  it('ticks what is alive or unknown even where the list was told that it may be', () => {
    const list = aList([
      listed({ id: 'alive', verdict: 'live', confidence: null }),
      listed({ id: 'riddle', verdict: 'unknown', confidence: null }, { ticking: 'single' }),
      listed({ id: 'guarded', verdict: 'protected', confidence: null }),
      listed({ id: 'working', verdict: 'busy', confidence: null }),
    ]);
    for (const keys of [[' '], ['a'], ['end', ' '], ['down', ' ', 'down', ' ', 'down', ' ', 'a']])
      expect(after(keys, { list }).state.ticked).toEqual(new Set());
  });

  it('but Space on its own row ticks what is retained', () => {
    const kept = 's3-bucket:acme-pr-2-kept';
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...keyNames.filter((key) => key !== ' ')), { maxLength: 40 }),
        (keys) => {
          expect(after(keys).state.ticked.has(kept)).toBe(false);
        },
      ),
      { numRuns: 200, seed: 18 },
    );
    expect(ticked(['/', 'kept', 'enter', ' ', 'down', 'down', ' '])).toContain(kept);
  });
});

describe('a', () => {
  it('ticks what is safe, once and again', () => {
    expect(ticked(['n', 'a'])).toEqual(sure);
    expect(ticked(['n', 'a', 'a'])).toEqual(sure);
  });

  it('ticks only what the filter shows', () => {
    expect(ticked(['n', '/', 'blog', 'enter', 'a'])).toEqual([
      'lambda-edge-function:blog-dev-WebFn',
    ]);
  });
});

describe('Space on a group', () => {
  it('ticks what is safe in it, and leaves what is ticked one by one', () => {
    expect(ticked(['n', ' '])).toEqual(sure.slice(0, 2));
  });

  it('unticks all of it where all that is safe was ticked', () => {
    expect(ticked([' '])).toEqual(sure.slice(2));
  });

  it('says so where nothing in it can be ticked together', () => {
    const { state } = after(['/', 'kept', 'enter', ' ']);
    expect(state.message).toBe(
      'Nothing in this group is ticked together: tick each row on its own.',
    );
  });
});

describe('a row that can only be read', () => {
  it('says why it has no box', () => {
    const { state } = after(['/', 'riddle', 'enter', 'end', ' ']);
    expect(state.message).toBe('Only to read. It still answers requests.');
  });

  it('shows its evidence', () => {
    expect(after(['end', 'e']).state.mode).toBe('facts');
  });
});

describe('the filter', () => {
  it('begins with /, and letters are text from then on', () => {
    const { state } = after(['/', 'a', 'n', 'q', 'e']);
    expect(state).toMatchObject({ filter: 'anqe', mode: 'filter' });
  });

  it('needs every word, in any order and case', () => {
    const { state } = after(['/', 'PR-1', ' ', 'bucket']);
    expect(lineAtCursor(after(['/', 'PR-1', ' ', 'bucket', 'end']).state)).toMatchObject({
      key: 's3-bucket:acme-pr-1-uploads',
    });
    expect(state.shown).toHaveLength(3);
  });

  it('goes with Esc, and the step back is the next Esc', () => {
    const keys = ['/', 'pr-2', 'enter', 'escape'];
    expect(after(keys)).toMatchObject({ state: { filter: '' }, ending: null });
    expect(after([...keys, 'escape']).ending).toBe('back');
  });

  it('keeps what it hides ticked', () => {
    expect(ticked(['/', 'blog', 'enter'])).toEqual(sure);
  });

  it('is shortened by Backspace', () => {
    expect(after(['/', 'p', 'r', 'backspace']).state.filter).toBe('p');
  });
});

describe('moving', () => {
  it('stops at both ends', () => {
    expect(after(['up', 'up']).state.cursor).toBe(0);
    const { state } = after(['end', 'down']);
    expect(state.cursor).toBe(state.shown.length - 1);
  });

  it('goes by a page of the terminal', () => {
    expect(after(['pagedown'], { rows: 12 }).state.cursor).toBe(6);
    expect(after(['end', 'pageup', 'home'], { rows: 12 }).state.cursor).toBe(0);
  });

  it('leaves out what is below a closed group', () => {
    const { state } = after(['left', 'down']);
    expect(lineAtCursor(state)).toMatchObject({ text: 'blog' });
    expect(after(['left', 'right', 'down']).state.shown).toHaveLength(after([]).state.shown.length);
  });
});

describe('the end', () => {
  it('is Enter, where anything is ticked', () => {
    expect(after(['enter']).ending).toBe('chosen');
    expect(after(['n', 'enter'])).toMatchObject({
      ending: null,
      state: { message: expect.stringContaining('Nothing is ticked') },
    });
  });

  it('is a step back with Esc, and leaving with q', () => {
    expect(after(['escape']).ending).toBe('back');
    expect(after(['q']).ending).toBe('left');
  });

  it('is not reached from the help or the evidence', () => {
    expect(after(['?', 'escape'])).toMatchObject({ ending: null, state: { mode: 'list' } });
    expect(after(['end', 'e', 'q'])).toMatchObject({ ending: null, state: { mode: 'list' } });
  });
});
