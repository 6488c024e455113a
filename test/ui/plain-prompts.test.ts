import { describe, expect, it, vi } from 'vitest';
import { AbortError } from '../../src/model/errors.ts';
import { needsPlainPrompts, showsOnlyAscii } from '../../src/ui/abilities.ts';
import { createPrompts } from '../../src/ui/prompts.ts';
import { BackError, type Prompts } from '../../src/ui/questions.ts';
import { aList } from './picker/some-list.ts';
import { someStreams } from './streams.ts';

/** Asks, types these lines one after the other, and returns the answer with all that was written. */
async function answerWith<T>(question: (prompts: Prompts) => Promise<T>, lines: readonly string[]) {
  const { streams, written } = someStreams(true);
  const { signal } = new AbortController();
  const prompts = createPrompts({
    input: streams.stdin,
    output: streams.stderr,
    signal,
    coloured: true,
    plain: true,
    ascii: true,
  });
  const answer = question(prompts).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  for (const line of lines) {
    await vi.waitFor(() => expect(written.stderr).toMatch(/: $/));
    written.stderr += '\n';
    streams.stdin.push(`${line}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...(await answer), text: written.stderr };
}

const sure = [
  'cloudfront-distribution:E1SURE',
  'cloudfront-function:acme-pr-1-WebRequest-aaaaaaaa',
  'lambda-edge-function:blog-dev-WebFn',
];

describe('in plain lines', () => {
  it('nothing moves on the screen, and nothing has a colour', async () => {
    const { text } = await answerWith(
      (prompts) => prompts.chooseFindings(aList()),
      ['e 1', '?', ''],
    );
    expect(text).not.toContain('\u001b');
  });

  it('the list is numbered, and an empty line goes on with what is safe', async () => {
    const asked = await answerWith((prompts) => prompts.chooseFindings(aList()), ['']);
    expect(asked).toMatchObject({ value: sure });
    expect(asked.text).toContain(
      '1. [x] cloudfront-distribution E1SURE (certain, 52d old, global)',
    );
    expect(asked.text).toContain('5.     s3-bucket acme-pr-2-assets (stays');
  });

  it('numbers tick one by one, and never what can only be read', async () => {
    const lines = ['n', '1-8', ''];
    const asked = await answerWith((prompts) => prompts.chooseFindings(aList()), lines);
    expect(asked).toMatchObject({
      value: [
        ...sure.slice(0, 2),
        's3-bucket:acme-pr-1-uploads',
        's3-bucket:acme-pr-2-kept',
        ...sure.slice(2),
      ],
    });
    expect(asked.text).toContain('E2RIDDLE: Only to read. It still answers requests.');
  });

  it('a ticks what is safe among what is shown', async () => {
    const lines = ['n', '/blog', 'a', ''];
    const asked = await answerWith((prompts) => prompts.chooseFindings(aList()), lines);
    expect(asked).toMatchObject({ value: ['lambda-edge-function:blog-dev-WebFn'] });
  });

  it.each(['9', '0', '3-1', 'all', '1 x', '-1'])('%s is no number of the list', async (line) => {
    const asked = await answerWith((prompts) => prompts.chooseFindings(aList()), [line, '']);
    expect(asked).toMatchObject({ value: sure, text: expect.stringContaining('Not understood') });
  });

  it('b goes a step back at every question', async () => {
    const questions: ((prompts: Prompts) => Promise<unknown>)[] = [
      (prompts) => prompts.chooseFindings(aList()),
      (prompts) => prompts.confirm('Delete?'),
      (prompts) => prompts.typeWord('Type it', 'EABC'),
      (prompts) => prompts.typeText('Where?', 'here'),
      (prompts) => prompts.select('Which?', [{ name: 'All', value: 'all' }]),
    ];
    for (const question of questions) {
      const asked = await answerWith(question, ['?', 'b']);
      expect(asked).toMatchObject({ error: expect.any(BackError) });
    }
  });

  it.each([
    ['', false],
    ['n', false],
    ['yess', false],
    ['y', true],
    ['YES', true],
  ])('only y and yes are a yes: "%s"', async (line, value) => {
    expect(await answerWith((prompts) => prompts.confirm('Delete?'), [line])).toMatchObject({
      value,
    });
  });

  it('a word is typed exactly', async () => {
    const question = (prompts: Prompts) => prompts.typeWord('Type it', 'EABC');
    expect(await answerWith(question, ['EAB', 'EABC'])).toMatchObject({ value: true });
    expect(await answerWith(question, [''])).toMatchObject({ value: false });
  });

  it('a menu takes one of its numbers', async () => {
    const choices = [
      { name: 'All', value: 'all' },
      { name: 'Mine', value: 'mine' },
    ] as const;
    const question = (prompts: Prompts) => prompts.select('Which?', choices);
    expect(await answerWith(question, ['', '3', '2'])).toMatchObject({ value: 'mine' });
  });

  it('the end of the input deletes nothing', async () => {
    const { streams } = someStreams(true);
    const { signal } = new AbortController();
    const asks = { input: streams.stdin, output: streams.stderr, signal };
    const prompts = createPrompts({ ...asks, coloured: false, plain: true, ascii: true });
    const answer = prompts.confirm('Delete?');
    streams.stdin.push(null);
    await expect(answer).rejects.toBeInstanceOf(AbortError);
    await expect(answer).rejects.not.toBeInstanceOf(BackError);
  });
});

describe('what a terminal can do', () => {
  it.each([
    [{ TERM: 'dumb' }, true],
    [{ ACCESSIBLE: '1' }, true],
    [{ ACCESSIBLE: '0' }, false],
    [{ TERM: 'xterm-256color' }, false],
  ])('questions are plain where nothing can move or somebody says so: %j', (env, plain) => {
    expect(needsPlainPrompts(env)).toBe(plain);
  });

  it.each([
    [{}, false],
    [{ LANG: 'C' }, true],
    [{ LANG: 'de_DE.UTF-8' }, false],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX' }, true],
    [{ TERM: 'linux', LANG: 'C.utf8' }, true],
  ])('the locale says whether it shows more than ASCII: %j', (env, ascii) => {
    expect(showsOnlyAscii(env)).toBe(ascii);
  });
});
