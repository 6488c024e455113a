import { render } from '@inquirer/testing';
import { describe, expect, it, vi } from 'vitest';
import { createPrompts } from '../../src/ui/prompts.ts';
import { BackError, type Prompts, type PromptStreams } from '../../src/ui/questions.ts';
import { aList } from './picker/some-list.ts';
import { someStreams } from './streams.ts';

const still = { signal: new AbortController().signal, coloured: true, plain: false, ascii: false };

/** Asks one question on a screen that the test can read and type into. */
async function ask<Answer>(
  question: (prompts: Prompts) => Promise<Answer>,
  given: Partial<PromptStreams> = {},
) {
  const screen = await render((_config: object, context) => {
    const { input, output } = context ?? {};
    if (!input || !output) throw new Error('The screen is missing.');
    return question(createPrompts({ input, output, ...still, ...given }));
  }, {});
  await vi.waitFor(() => expect(screen.getScreen()).toMatch(/^\? |ticked/));
  return screen;
}

describe('the list of leftovers', () => {
  it('is answered with what is ticked, and leaves one line behind', async () => {
    const screen = await ask((prompts) => prompts.chooseFindings(aList()));
    expect(screen.getScreen()).toContain('acme-pr-1-WebRequest-aaaaaaaa');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toEqual([
      'cloudfront-distribution:E1SURE',
      'cloudfront-function:acme-pr-1-WebRequest-aaaaaaaa',
      'lambda-edge-function:blog-dev-WebFn',
    ]);
    expect(screen.getScreen()).toBe('✔ 3 resources chosen');
  });

  it('takes what is ticked by hand', async () => {
    const screen = await ask((prompts) => prompts.chooseFindings(aList()));
    screen.events.type('n');
    for (let down = 0; down < 4; down++) screen.events.keypress('down');
    screen.events.keypress('space');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toEqual(['s3-bucket:acme-pr-1-uploads']);
  });

  it('is gone back from with Esc, and left with q, with nothing chosen', async () => {
    const back = await ask((prompts) => prompts.chooseFindings(aList()));
    back.events.keypress('escape');
    const error: unknown = await back.answer.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BackError);
    expect(error).toMatchObject({
      ticked: expect.arrayContaining(['cloudfront-distribution:E1SURE']),
    });
    const left = await ask((prompts) => prompts.chooseFindings(aList()));
    left.events.type('q');
    await expect(left.answer).resolves.toEqual([]);
  });

  it('gives the screen back as it was, also after Ctrl-C', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const screen = await ask((prompts) => prompts.chooseFindings(aList()), { signal });
    controller.abort();
    await expect(screen.answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(screen.getScreen({ raw: true })).toBe('\u001b[?1049l\u001b[?25h');
  });

  it('is drawn afresh on an empty screen after a resize', async () => {
    const { streams, written } = someStreams(true);
    const output = Object.assign(streams.stderr, { columns: 80, rows: 24 });
    const prompts = createPrompts({ ...still, input: streams.stdin, output });
    const answer = prompts.chooseFindings(aList());
    await vi.waitFor(() => expect(written.stderr).toContain('region'));
    written.stderr = '';
    Object.assign(output, { columns: 40, rows: 12 });
    output.emit('resize');
    await vi.waitFor(() => expect(written.stderr).toContain('3 of 5 ticked'));
    expect(written.stderr).toMatch(/^\u001b\[2J\u001b\[H/);
    expect(written.stderr).not.toContain('region');
    streams.stdin.push('q');
    await expect(answer).resolves.toEqual([]);
  });
});

describe('questions', () => {
  it('are answered with no where nothing is typed', async () => {
    const screen = await ask((prompts) => prompts.confirm('Delete 3 resources?'));
    expect(screen.getScreen()).toContain('Delete 3 resources? (y/N)');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(false);
  });

  it('are answered with yes only by hand', async () => {
    const screen = await ask((prompts) => prompts.confirm('Delete?'));
    screen.events.type('y');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(true);
  });

  it('that ask for a word take exactly that word', async () => {
    const screen = await ask((prompts) => prompts.typeWord('Type the id', 'EABC'));
    screen.events.type('EAB');
    screen.events.keypress('enter');
    await vi.waitFor(() => expect(screen.getScreen()).toContain('That is not EABC.'));
    screen.events.type('C');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(true);
  });

  it('that ask for one of several words take each of them', async () => {
    for (const word of ['123456789012', 'acme-dev']) {
      const screen = await ask((prompts) =>
        prompts.typeWord('Type the account', ['123456789012', 'acme-dev']),
      );
      screen.events.type(word);
      screen.events.keypress('enter');
      await expect(screen.answer).resolves.toBe(true);
    }
  });

  it('that ask for a word mean no where it is left empty', async () => {
    const screen = await ask((prompts) => prompts.typeWord('Type the id', 'EABC'));
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(false);
  });

  it('end calmly with Ctrl-C', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const screen = await ask((prompts) => prompts.confirm('Delete?'), { signal });
    controller.abort();
    await expect(screen.answer).rejects.toMatchObject({
      name: 'AbortError',
      message: 'Nothing was deleted.',
    });
  });
});

describe('every question', () => {
  const questions: readonly [string, (prompts: Prompts) => Promise<unknown>][] = [
    ['yes or no', (prompts) => prompts.confirm('Delete?')],
    ['a word', (prompts) => prompts.typeWord('Type the id', 'EABC')],
    ['a place', (prompts) => prompts.typeText('Where?', 'here')],
    ['a menu', (prompts) => prompts.select('Which?', [{ name: 'All', value: 'all' }])],
  ];

  it.each(questions)('goes a step back with Esc: %s', async (_name, question) => {
    const screen = await ask(question);
    screen.events.keypress('escape');
    await expect(screen.answer).rejects.toBeInstanceOf(BackError);
  });

  it.each(questions)(
    'ends calmly with Ctrl-D, and does not go back: %s',
    async (_name, question) => {
      const screen = await ask(question);
      screen.events.keypress({ name: 'd', ctrl: true });
      const error: unknown = await screen.answer.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'AbortError', message: 'Nothing was deleted.' });
      expect(error).not.toBeInstanceOf(BackError);
    },
  );

  it.each(questions)('helps with ?, and asks again: %s', async (_name, question) => {
    const screen = await ask(question);
    screen.events.keypress('?');
    await vi.waitFor(async () =>
      expect(await screen.getFullOutput({ raw: true })).toMatch(/Esc goes back one step.*\n[^]*\?/),
    );
    await vi.waitFor(() => expect(screen.getScreen()).toMatch(/^\? /));
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBeDefined();
  });

  it('says once that Esc goes back', async () => {
    const screen = await ask(async (prompts) => {
      await prompts.confirm('First?');
      return prompts.confirm('Second?');
    });
    screen.events.keypress('enter');
    await vi.waitFor(() => expect(screen.getScreen()).toContain('Second?'));
    screen.events.keypress('enter');
    await screen.answer;
    expect(
      (await screen.getFullOutput({ raw: true })).split('Esc goes back, ? helps.'),
    ).toHaveLength(2);
  });
});

describe('without colours', () => {
  it('several questions can be asked one after the other, and none writes a colour', async () => {
    const { streams, written } = someStreams(true);
    const prompts = createPrompts({
      ...still,
      input: streams.stdin,
      output: streams.stderr,
      coloured: false,
    });
    for (const question of ['First?', 'Second?']) {
      const answer = prompts.confirm(question);
      await vi.waitFor(() => expect(written.stderr).toContain(question));
      streams.stdin.push('y\r');
      expect(await answer).toBe(true);
    }
    expect(written.stderr).not.toMatch(/\u001b\[[\d;]*m/);
  });
});
