import fc from 'fast-check';
import { filePieces, outputPieces } from './texts.ts';

/** Text that nobody meant: any characters, pieces of what is read, and both in turn. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom(...filePieces, ...outputPieces), { maxLength: 12 })
    .map((pieces) => pieces.join('')),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...filePieces, ...outputPieces),
        fc.string({ unit: 'grapheme', maxLength: 8 }),
      ),
      { maxLength: 10 },
    )
    .map((pieces) => pieces.join('')),
  // Nested more deeply than anybody nests, closed or not.
  fc
    .tuple(
      fc.constantFrom(
        ['[', ']'],
        ['{"a":', '}'],
        ['(', ')'],
        ['- ', ''],
        ['<a>', '</a>'],
        ['"', ''],
      ),
      fc.nat(12_000),
      fc.boolean(),
    )
    .map(([[open = '', close = ''], times, isClosed]) =>
      [open.repeat(times), isClosed ? `1${close.repeat(times)}` : ''].join(''),
    ),
);

/** A text in which something was cut, doubled, or written over. */
export function damaged(text: string): fc.Arbitrary<string> {
  const place = fc.nat(text.length);
  const change = fc.record({
    from: place,
    length: fc.nat(40),
    to: place,
    put: fc.oneof(fc.constant(''), fc.constant(null), fc.string({ maxLength: 6 }), anyText),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((now, { from, length, to, put }) => {
      const taken = now.slice(from, from + length);
      return (
        now.slice(0, from) + (put ?? taken + now.slice(to, to + length)) + now.slice(from + length)
      );
    }, text),
  );
}

/** JSON of another shape: members replaced by anything, left out, or put elsewhere. */
export function reshaped(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    how: fc.constantFrom('anything', 'nothing', 'another' as const),
    anything: fc.oneof(
      fc.constantFrom<unknown>(null, 0, -1, 1e308, '', [], {}, true, '__proto__', [null], [{}]),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    another: fc.constantFrom(...paths),
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    let now = structuredClone(value);
    for (const { path, how, anything, another } of changes)
      now = changed(
        now,
        path,
        how === 'nothing' ? undefined : how === 'another' ? at(value, another) : anything,
      );
    return now;
  });
}

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(value);
  return [path, ...members.flatMap(([name, each]) => pathsIn(each, [...path, name]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (now, name) =>
      typeof now === 'object' && now !== null ? (now as Record<string, unknown>)[name] : undefined,
    value,
  );
}

/** `undefined` leaves the member out. */
function changed(value: unknown, [name, ...rest]: Path, put: unknown): unknown {
  if (name === undefined) return structuredClone(put ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const copy: unknown[] | Record<string, unknown> = Array.isArray(value)
    ? [...value]
    : { ...value };
  const members = copy as Record<string | number, unknown>;
  const next = rest.length === 0 ? put : changed(members[name], rest, put);
  if (next !== undefined) members[name] = structuredClone(next);
  else if (Array.isArray(copy)) copy.splice(Number(name), 1);
  else delete members[name];
  return copy;
}
