import { noPaint } from '../../../src/text/text-style.ts';
import { widthsOf } from '../../../src/ui/picker/cells.ts';
import { asciiGlyphs, unicodeGlyphs } from '../../../src/ui/picker/glyphs.ts';
import { frame, lastScroll, pageOf } from '../../../src/ui/picker/frame.ts';
import { press, type Key, type Press } from '../../../src/ui/picker/keys.ts';
import type { Listed, PickList } from '../../../src/ui/picker/pick.ts';
import type { Screen } from '../../../src/ui/picker/screen.ts';
import { isRow, startPicking, type PickerState } from '../../../src/ui/picker/state.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { aFinding } from '../../builders.ts';

export function listed(
  given: Partial<Finding> = {},
  { ticking = 'safe', note = null, versions = 0 }: Partial<Omit<Listed, 'finding'>> = {},
): Listed {
  return { finding: aFinding(given), ticking, note, versions };
}

/** One of each: sure, with data, retained, held back, unknown and busy, of three stages of two apps. */
export const oneOfEach: readonly Listed[] = [
  listed({ id: 'E1SURE', kind: 'cloudfront-distribution' }),
  listed({ id: 'acme-pr-1-WebRequest-aaaaaaaa', confidence: 'high' }),
  listed(
    {
      id: 'acme-pr-1-uploads',
      kind: 's3-bucket',
      losesData: true,
      sizeBytes: 1_288_490,
      region: 'eu-west-1',
    },
    { ticking: 'single', note: 'It holds data (1.2 MB) that no deploy makes again.' },
  ),
  listed(
    {
      id: 'acme-pr-2-kept',
      kind: 's3-bucket',
      stage: 'pr-2',
      verdict: 'retained',
      confidence: null,
    },
    { ticking: 'single', note: 'SST or CloudFormation left it on purpose.' },
  ),
  listed(
    { id: 'acme-pr-2-assets', kind: 's3-bucket', stage: 'pr-2', region: 'us-east-1' },
    { ticking: 'read', note: 'The distribution E9 of its stage stays and may reach it.' },
  ),
  listed(
    { id: 'blog-dev-WebFn', kind: 'lambda-edge-function', app: 'blog', stage: 'dev' },
    { versions: 3 },
  ),
  listed(
    { id: 'E2RIDDLE', kind: 'cloudfront-distribution', verdict: 'unknown', confidence: null },
    { ticking: 'read', note: 'It still answers requests.' },
  ),
  listed(
    {
      id: 'E3BUSY',
      kind: 'cloudfront-distribution',
      stage: 'pr-3',
      verdict: 'busy',
      confidence: null,
    },
    { ticking: 'read', note: 'It may be in use by a run of its stage.' },
  ),
];

export function aList(
  picks: readonly Listed[] = oneOfEach,
  given: Partial<PickList> = {},
): PickList {
  return {
    picks,
    account: '123456789012',
    now: '2026-11-22T10:00:00.000Z',
    left: null,
    message: null,
    ...given,
  };
}

export function aScreen(
  state: PickerState,
  { columns = 80, rows = 24, ascii = false } = {},
): Screen {
  const now = '2026-11-22T10:00:00.000Z';
  return {
    columns,
    rows,
    paint: noPaint,
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    account: '123456789012',
    now,
    widths: widthsOf(state.lines.filter(isRow), now),
  };
}

const names: Readonly<Record<string, Key>> = {
  ' ': { name: 'space', sequence: ' ' },
  up: { name: 'up' },
  down: { name: 'down' },
  left: { name: 'left' },
  right: { name: 'right' },
  pageup: { name: 'pageup' },
  pagedown: { name: 'pagedown' },
  home: { name: 'home' },
  end: { name: 'end' },
  enter: { name: 'return', sequence: '\r' },
  escape: { name: 'escape', sequence: '\u001b' },
  backspace: { name: 'backspace', sequence: '\u007f' },
};

function keyOf(key: string): Key {
  return names[key] ?? { name: key, sequence: key };
}

/** Names of keys are one key each, other words are typed. */
function keysOf(words: readonly string[]): readonly Key[] {
  return words.flatMap((word) => (word in names ? [word] : word.split(''))).map(keyOf);
}

export const keyNames: readonly string[] = [...Object.keys(names), ...'anqe/?xE1-pr'.split('')];

/** The state after these keys, and how the last one ended it. */
export function after(
  keys: readonly string[],
  { list = aList(), rows = 24 }: { readonly list?: PickList; readonly rows?: number } = {},
): Press {
  let now: Press = { state: startPicking(list), ending: null };
  const screen = aScreen(now.state, { rows });
  for (const key of keysOf(keys)) {
    const extent = { page: pageOf(now.state, screen), lastScroll: lastScroll(now.state, screen) };
    now = press(now.state, key, extent);
  }
  return now;
}

export function screenAfter(
  keys: readonly string[],
  size: Parameters<typeof aScreen>[1] & { readonly list?: PickList } = {},
) {
  const { state } = after(keys, { ...(size.list && { list: size.list }), rows: size.rows ?? 24 });
  return frame(state, aScreen(state, size)).map((line) => line.trimEnd());
}
