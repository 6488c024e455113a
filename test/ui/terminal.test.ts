import { describe, expect, it } from 'vitest';
import { nothingRepeated } from '../../src/model/command.ts';
import { createTerminal } from '../../src/ui/terminal.ts';
import { aTerminal, someStreams } from './streams.ts';

const plainTerminal = {
  env: {},
  color: true,
  links: false,
  verbose: false,
  quiet: false,
  repeated: nothingRepeated,
};

describe('colour', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['NO_COLOR', true, { env: { NO_COLOR: '1' } }, false],
    ['--no-color', true, { color: false }, false],
    ['a dumb terminal', true, { env: { TERM: 'dumb' } }, false],
  ])('on %s', (_what, isTTY, options, expected) => {
    const { terminal } = aTerminal(isTTY, options);
    expect(terminal.stdout.coloured).toBe(expected);
    expect(terminal.stdout.paint.red('x') === 'x').toBe(!expected);
  });
});

describe('links', () => {
  const shown = (isTTY: boolean, links: boolean) =>
    aTerminal(isTTY, { links }).terminal.stdout.link('https://aws.example/E1')('E1');

  it('lead to a page where the terminal opens them', () => {
    expect(shown(true, true)).toBe('\u001B]8;;https://aws.example/E1\u0007E1\u001B]8;;\u0007');
  });

  it('are plain text in a terminal that does not, and in a pipe', () => {
    expect([shown(true, false), shown(false, true)]).toEqual(['E1', 'E1']);
  });
});

describe('rows', () => {
  it('end where the terminal ends, and nowhere in a pipe or a log', () => {
    expect(aTerminal(true).terminal.stdout.rowWidth).toBe(80);
    expect(aTerminal(false).terminal.stdout.rowWidth).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a bar that turns', () => {
  it('is for terminals that say how wide they are', () => {
    const movesWith = (columns: number) => {
      const { streams } = someStreams(true);
      Object.assign(streams.stderr, { columns });
      return createTerminal(streams, plainTerminal).movesCursor;
    };
    expect([movesWith(80), movesWith(0)]).toEqual([true, false]);
  });
});

describe('asking', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a CI job that pretends to be a terminal', true, { env: { CI: 'true' } }, false],
    ['CI set to nothing', true, { env: { CI: '' } }, true],
  ])('%s', (_what, isTTY, options, expected) => {
    expect(aTerminal(isTTY, options).terminal.interactive).toBe(expected);
  });
});

describe('symbols', () => {
  it('become words where a terminal cannot show them', () => {
    expect(aTerminal(true, { env: { TERM: 'linux' } }).terminal.stderr.marks.failed).toBe(
      'failed:',
    );
  });
});

describe('signs', () => {
  it.each([
    [{ LANG: 'C' }, true],
    [{ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C.UTF-8' }, false],
    [{ LANG: 'en_US.utf8' }, false],
    [{}, false],
    [{ TERM: 'dumb', LANG: 'C.UTF-8' }, true],
  ])('of %j are ASCII: %j', (env, expected) => {
    const { terminal, written } = aTerminal(false, { env });
    expect(terminal.stdout.ascii).toBe(expected);
    terminal.say('a · b');
    expect(written.stderr).toBe(expected ? 'a - b\n' : 'a · b\n');
  });
});

it('writes results to stdout, and everything else to stderr without what acts on a terminal', () => {
  const { terminal, written } = aTerminal(false);
  terminal.print('result\n');
  terminal.warn('careful\u001b[2J\n');
  expect(written).toEqual({ stdout: 'result\n', stderr: '⚠ careful \n' });
});
