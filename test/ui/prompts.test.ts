import { render } from '@inquirer/testing';
import { describe, expect, it, vi } from 'vitest';
import { createPrompts } from '../../src/ui/prompts.ts';
import type { Prompts } from '../../src/ui/prompts.ts';
import type { Finding } from '../../src/model/finding.ts';
import { aFinding } from '../builders.ts';
import { someStreams } from './streams.ts';

/** Asks one question on a screen that the test can read and type into. */
function ask<Answer>(
  question: (prompts: Prompts) => Promise<Answer>,
  signal = new AbortController().signal,
) {
  return render((_config: object, context) => {
    const { input, output } = context ?? {};
    if (!input || !output) throw new Error('The screen is missing.');
    return question(createPrompts({ input, output, signal, coloured: true, width: 100 }));
  }, {});
}

const leftovers: readonly Finding[] = [
  aFinding({ id: 'sure' }),
  aFinding({ id: 'likely', confidence: 'high' }),
  aFinding({ id: 'unsure', confidence: 'low' }),
  aFinding({ id: 'kept', stage: 'pr-2', verdict: 'retained', confidence: null }),
  aFinding({ id: 'riddle', verdict: 'unknown', confidence: null }),
  aFinding({ id: 'alive', verdict: 'live', confidence: null }),
];

describe('the list of leftovers', () => {
  it('is grouped by app and stage, with what is sure ticked and the rest without a box', async () => {
    const screen = await ask((prompts) => prompts.chooseFindings(leftovers));
    const text = screen.getScreen();
    expect(text).toMatchInlineSnapshot(`
      "? Choose what to delete
       acme/pr-1
      ❯◉ cloudfront-function likely (high)
       ◉ cloudfront-function sure (certain)
       ◯ cloudfront-function unsure (low)
       acme/pr-2
       ◯ cloudfront-function kept (retained)
       Not deleted from this list
         cloudfront-function riddle of acme/pr-1 (unknown)

      A state of acme/pr-1 owned it until the remove of 2026-11-20.
      ↑↓ navigate • space select • a all • ⏎ submit"
    `);
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toEqual([
      'cloudfront-function:likely',
      'cloudfront-function:sure',
    ]);
  });

  it('takes what is ticked by hand', async () => {
    const screen = await ask((prompts) => prompts.chooseFindings(leftovers));
    screen.events.keypress('space');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toEqual(['cloudfront-function:sure']);
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
    await screen.nextRender();
    expect(screen.getScreen()).toContain('That is not EABC.');
    screen.events.type('C');
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(true);
  });

  it('that ask for a word mean no where it is left empty', async () => {
    const screen = await ask((prompts) => prompts.typeWord('Type the id', 'EABC'));
    screen.events.keypress('enter');
    await expect(screen.answer).resolves.toBe(false);
  });

  it('end calmly with Ctrl-C', async () => {
    const controller = new AbortController();
    const screen = await ask((prompts) => prompts.confirm('Delete?'), controller.signal);
    controller.abort();
    await expect(screen.answer).rejects.toMatchObject({
      name: 'AbortError',
      message: 'Nothing was deleted.',
    });
  });
});

describe('without colours', () => {
  it('several questions can be asked one after the other, and none writes a colour', async () => {
    const { streams, written } = someStreams(true);
    const { signal } = new AbortController();
    const prompts = createPrompts({
      input: streams.stdin,
      output: streams.stderr,
      signal,
      coloured: false,
      width: 80,
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
