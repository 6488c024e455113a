import type { Question, Answer } from '../../model/question.ts';
import {
  edgeInvocationCounts,
  logEventCounts,
  regionalInvocationCounts,
  requestCounts,
  storedObjectCounts,
} from './counts.ts';
import type { Answers, QuestionContext } from './question-context.ts';
import { answerOne, isSingle } from './single.ts';

/** Reads the answers to the match's questions. A failed read is answered `unreadable`, with its gap. */
export async function answerQuestions(
  questions: readonly Question[],
  context: QuestionContext,
): Promise<Readonly<Record<string, Answer>>> {
  const answers: Answers[] = await Promise.all([
    ...questions.filter(isSingle).map((question) => answerOne(question, context)),
    requestCounts(ofType(questions, 'traffic'), context),
    edgeInvocationCounts(ofType(questions, 'invocations'), context),
    regionalInvocationCounts(ofType(questions, 'invocations'), context),
    logEventCounts(ofType(questions, 'log-events'), context),
    storedObjectCounts(ofType(questions, 'stored-objects'), context),
  ]);
  return Object.fromEntries(answers.flat());
}

function ofType<Type extends Question['type']>(
  questions: readonly Question[],
  type: Type,
): readonly Extract<Question, { type: Type }>[] {
  return questions.filter(
    (question): question is Extract<Question, { type: Type }> => question.type === type,
  );
}
