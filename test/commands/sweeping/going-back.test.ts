import { describe, expect, it, vi } from 'vitest';
import {
  BackToList,
  nullIfLeft,
  withStepsBack,
} from '../../../src/commands/sweeping/going-back.ts';
import { AbortError } from '../../../src/model/errors.ts';
import { BackError, type Prompts } from '../../../src/ui/questions.ts';
import { aList } from '../../ui/picker/some-list.ts';
import { aContext } from '../a-context.ts';

const seen = aList().picks.map(({ finding }) => finding.key);
const esc = new BackError('Nothing was deleted.');

/** Answers of a person, in order; an error is thrown. */
function answering(...answers: readonly unknown[]) {
  const left = [...answers];
  const asked: string[] = [];
  const answer = async (message: string) => {
    asked.push(message);
    const next = left.shift();
    if (next instanceof Error) throw next;
    return next;
  };
  const chooseFindings = vi.fn(async () => answer('list'));
  const prompts = {
    select: answer,
    confirm: answer,
    typeWord: answer,
    typeText: answer,
    chooseFindings,
  } as unknown as Prompts;
  return { ...aContext({ prompts }), asked, chooseFindings };
}

describe('a step back', () => {
  it('asks the question before once more, with all earlier answers as they were', async () => {
    const { context, asked, written } = answering('all', true, esc, false, 'EABC');
    const result = await withStepsBack(context, async ({ prompts, terminal }) => {
      terminal.say('first');
      const scope = await prompts.select('scope', []);
      terminal.say('second');
      const sure = await prompts.confirm('sure');
      terminal.say('third');
      return [scope, sure, await prompts.typeWord('word', 'EABC')];
    });
    expect(asked).toEqual(['scope', 'sure', 'word', 'sure', 'word']);
    expect(result).toEqual(['all', false, 'EABC']);
    expect(written.stderr).toBe('first\nsecond\nthird\nsecond\nthird\n');
  });

  it('from the first question is the end', async () => {
    const { context } = answering(esc);
    const asking = () => withStepsBack(context, ({ prompts }) => prompts.confirm('sure'));
    expect(await nullIfLeft(asking)).toBeNull();
  });

  it('keeps what was ticked in the list', async () => {
    const { context, chooseFindings } = answering(['a', 'b'], esc, ['b'], true);
    await withStepsBack(context, async ({ prompts }) => {
      await prompts.chooseFindings(aList());
      return prompts.confirm('sure');
    });
    expect(chooseFindings).toHaveBeenLastCalledWith(
      expect.objectContaining({ left: { ticked: ['a', 'b'], seen }, message: null }),
    );
  });

  it('keeps that also where the step back is out of the list', async () => {
    const out = new BackError('Nothing was deleted.', { ticked: ['c'] });
    const { context, asked, chooseFindings } = answering('all', out, 'app', ['c']);
    await withStepsBack(context, async ({ prompts }) => {
      await prompts.select('scope', []);
      return prompts.chooseFindings(aList());
    });
    expect(asked).toEqual(['scope', 'list', 'scope', 'list']);
    expect(chooseFindings).toHaveBeenLastCalledWith(
      expect.objectContaining({ left: { ticked: ['c'], seen } }),
    );
  });

  it('to the list goes over the questions in between, and says why', async () => {
    const { context, asked, chooseFindings } = answering(
      ['a'],
      'delete',
      false,
      ['a'],
      'keep',
      true,
    );
    await withStepsBack(context, async ({ prompts }) => {
      await prompts.chooseFindings(aList());
      await prompts.select('data', []);
      if (!(await prompts.confirm('sure'))) throw new BackToList('Nothing was deleted so far.');
    });
    expect(asked).toEqual(['list', 'data', 'sure', 'list', 'data', 'sure']);
    expect(chooseFindings).toHaveBeenLastCalledWith(
      expect.objectContaining({
        left: { ticked: ['a'], seen },
        message: 'Nothing was deleted so far.',
      }),
    );
  });

  it('is no answer to Ctrl-C: that ends everything', async () => {
    const { context } = answering(true, new AbortError('Nothing was deleted.'));
    const asking = withStepsBack(context, async ({ prompts }) => {
      await prompts.confirm('first');
      return prompts.confirm('second');
    });
    await expect(nullIfLeft(() => asking)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
