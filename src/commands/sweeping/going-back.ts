import type { PickList } from '../../ui/picker/pick.ts';
import { BackError, type Prompts } from '../../ui/questions.ts';
import type { CommandContext } from '../context.ts';

/** Back to the list, over all questions in between; its message is shown there. */
export class BackToList extends BackError {}

/** Contents of a list that is shown once more. */
type Before = Pick<PickList, 'left' | 'message'>;

interface Answer {
  readonly question: keyof Prompts;
  readonly value: unknown;
}

/**
 * Runs `questions`, and once more from the start after each Esc, with all answers but the last one given as
 * before and no output repeated. So it must ask the same after the same answers. Throws the `BackError` where
 * nothing was answered yet.
 */
export async function withStepsBack<T>(
  context: CommandContext,
  questions: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const answers: Answer[] = [];
  /** The ticks with which the list was left. */
  let before: Before = { left: null, message: null };
  const left = (ticked: readonly string[], { picks }: PickList, message: string | null = null) => {
    before = { left: { ticked, seen: picks.map(({ finding }) => finding.key) }, message };
  };
  let list: PickList | null = null;
  for (;;) {
    const asking = withAnswers(context, answers, (given) => (list = { ...given, ...before }));
    try {
      return await questions(asking);
    } catch (error) {
      if (!(error instanceof BackError)) throw error;
      if (error.ticked !== null && list !== null) left(error.ticked, list);
      const dropped = takeBack(answers, error instanceof BackToList ? 'chooseFindings' : null);
      if (dropped === undefined) throw error;
      if (dropped.question !== 'chooseFindings' || list === null) continue;
      const message = error instanceof BackToList ? error.message : null;
      left(dropped.value as readonly string[], list, message);
    }
  }
}

/** Drops the last answer, or all down to that question's. */
function takeBack(answers: Answer[], to: keyof Prompts | null): Answer | undefined {
  for (;;) {
    const dropped = answers.pop();
    if (dropped === undefined || to === null || dropped.question === to) return dropped;
  }
}

/** The same context, in which earlier answers are given again, in silence. */
function withAnswers(
  context: CommandContext,
  answers: Answer[],
  listAgain: (given: PickList) => PickList,
): CommandContext {
  const { prompts, terminal } = context;
  let next = 0;
  const known = () => next < answers.length;
  const step = async <A>(question: keyof Prompts, ask: () => Promise<A>): Promise<A> => {
    if (!known()) answers.push({ question, value: await ask() });
    const { value } = answers[next++] as Answer;
    return value as A;
  };
  return {
    ...context,
    prompts: {
      select: (...given) => step('select', () => prompts.select(...given)),
      chooseFindings: (list) =>
        step('chooseFindings', () => prompts.chooseFindings(listAgain(list))),
      confirm: (...given) => step('confirm', () => prompts.confirm(...given)),
      typeWord: (...given) => step('typeWord', () => prompts.typeWord(...given)),
      typeText: (...given) => step('typeText', () => prompts.typeText(...given)),
    },
    terminal: {
      ...terminal,
      say: (text) => (known() ? undefined : terminal.say(text)),
      warn: (text) => (known() ? undefined : terminal.warn(text)),
    },
  };
}

/** Esc at the first question: the result is null, and nothing is done. */
export async function nullIfLeft<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BackError) return null;
    throw error;
  }
}
