import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import { frame } from '../../../src/ui/picker/frame.ts';
import { move, startPicking, toggle } from '../../../src/ui/picker/state.ts';
import { aList, aScreen, listed, screenAfter } from './some-list.ts';

describe('the list', () => {
  it('is a tree of app, stage and resource, with counts, sizes, ages and regions', () => {
    expect(screenAfter([], { columns: 80, rows: 24 }).join('\n')).toMatchInlineSnapshot(`
      "Choose what to delete: 3 of 5 ticked
      1/17
            id                            kind          size   age region    state
      ❯ ◐ ▾ acme (2 of 4)
         ◐ ▾ pr-1 (2 of 3)
          ◉ E1SURE                        distribution         52d global    certain
          ◉ acme-pr-1-WebRequest-aaaaaaaa function             52d global    high
          ◯ acme-pr-1-uploads             bucket        1.2 MB 52d eu-west-1 data
         ◯ ▾ pr-2 (0 of 1)
          ◯ acme-pr-2-kept                bucket               52d global    retained
            acme-pr-2-assets              bucket               52d us-east-1 stays
        ◉ ▾ blog (1 of 1)
         ◉ ▾ dev (1 of 1)
          ◉ blog-dev-WebFn +3             edge-function        52d global    certain
          ▾ Only to read
           ▾ acme
            ▾ pr-1
             E2RIDDLE                     distribution         52d global    unknown
            ▾ pr-3
      5 resources · 4 can be ticked · 2 ticked one by one only


      Space tick · a safe · / filter · e evidence · Enter go on · Esc back · ? help"
    `);
  });

  it('leaves out columns where the terminal is narrow, and tells them below', () => {
    expect(
      screenAfter(['down', 'down', 'down', 'down', 'down'], { columns: 40, rows: 20 }).join('\n'),
    ).toMatchInlineSnapshot(`
      "3 of 5 ticked
      6/17 · acme
            id
        ◐ ▾ acme (2 of 4)
         ◐ ▾ pr-1 (2 of 3)
          ◉ E1SURE
          ◉ acme-pr-1-WebRequest-aaaaaaaa
          ◯ acme-pr-1-uploads
      ❯  ◯ ▾ pr-2 (0 of 1)
          ◯ acme-pr-2-kept
            acme-pr-2-assets
        ◉ ▾ blog (1 of 1)
         ◉ ▾ dev (1 of 1)
          ◉ blog-dev-WebFn +3
          ▾ Only to read
      2 resources · 1 can be ticked · 1 tick…


      Space tick · Enter go on · ? help"
    `);
  });

  it('needs no more than ASCII where the terminal has no more', () => {
    const text = screenAfter([], { columns: 40, rows: 12, ascii: true }).join('\n');
    expect(text).toMatch(/^[\u0020-\u007e\n]*$/);
    expect(text).toContain('> [-] v acme (2 of 4)');
  });

  it('says that nothing matches', () => {
    expect(screenAfter(['/', 'x', 'x', 'x']).join('\n')).toContain('Nothing matches "xxx".');
  });

  it('counts ticks that the filter hides', () => {
    expect(screenAfter(['/', 'blog']).join('\n')).toContain('2 ticked not shown');
  });
});

const sizes = [
  { columns: 40, rows: 20 },
  { columns: 60, rows: 20 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 50 },
  { columns: 20, rows: 6 },
];

describe('a frame', () => {
  const keys = [[], ['end'], ['?'], ['end', 'e'], ['/', 'pr-1'], ['down', ' '], ['n', 'enter']];

  it.each(sizes)('fits into $columns x $rows, in every mode', (size) => {
    for (const pressed of keys) {
      for (const ascii of [false, true]) {
        const lines = screenAfter(pressed, { ...size, ascii });
        expect(lines.length).toBeLessThan(size.rows);
        for (const line of lines) expect(stringWidth(line)).toBeLessThan(size.columns);
      }
    }
  });

  it.each(sizes)('shows the line of the cursor in $columns x $rows, wherever that is', (size) => {
    for (let down = 0; down < 20; down++) {
      const pressed = Array.from({ length: down }, () => 'down');
      expect(screenAfter(pressed, size).filter((line) => line.startsWith('❯'))).toHaveLength(1);
    }
  });

  it('shows nothing that acts on the terminal, whatever AWS calls a thing', () => {
    const name = '\u001b[2Jevil\u0007\u202egnp\r\nname';
    const list = aList([
      listed(
        { id: name, app: name, stage: name, region: name, kind: name },
        { ticking: 'single', note: name },
      ),
      listed(
        { id: name, verdict: 'unknown', evidence: [{ code: name, source: name, detail: name }] },
        { ticking: 'read', note: name },
      ),
    ]);
    for (const pressed of [[], ['down', 'down', ' '], ['end', ' '], ['end', 'e'], ['/', 'evil']])
      for (const line of screenAfter(pressed, { list }))
        expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('tells all that is known of a row, also what is long', () => {
    const arn = `arn:aws:s3:::${'x'.repeat(200)}`;
    const list = aList([listed({ id: 'E1', usedBy: [arn] })]);
    const text = screenAfter(['end', 'e'], { list, columns: 40, rows: 60 }).join('');
    expect(text).toContain(arn);
    expect(text).toContain('A state of acme/pr-1 owned');
  });
});

describe('two thousand rows', () => {
  /** Counts how often a name is read: what is drawn and sorted again for every key would show. */
  function manyRows() {
    let reads = 0;
    const picks = Array.from({ length: 2000 }, (_, index) => {
      const pick = listed({ key: `k${index}`, stage: `pr-${index % 100}` });
      const finding: Finding = Object.defineProperty({ ...pick.finding }, 'id', {
        get: () => {
          reads += 1;
          return `acme-pr-${index % 100}-function-${index}`;
        },
      });
      return { ...pick, finding };
    });
    return { list: aList(picks), readsOf: (work: () => void) => ((reads = 0), work(), reads) };
  }

  it('are not looked through again for a key: only what is seen is drawn', () => {
    const { list, readsOf } = manyRows();
    const start = startPicking(list);
    const screen = aScreen(start, { rows: 50 });
    const draws = readsOf(() => void frame(toggle(move(start, 700)), screen));
    expect(draws).toBeGreaterThan(0);
    expect(draws).toBeLessThan(2 * screen.rows);
  });
});

describe('keys', () => {
  it('are all in the help', () => {
    const help = screenAfter(['?'], { columns: 120, rows: 60 }).join('\n');
    for (const key of ['Space', 'PgUp', 'Home', 'Left', '/', 'e ', 'a ', 'n ', 'q ', 'Esc'])
      expect(help).toContain(key);
  });
});
