import type { Lookup, LookupAnswer } from '../../model/inventory.ts';
import {
  edgeInvocationCounts,
  logEventCounts,
  regionalInvocationCounts,
  requestCounts,
} from './counts.ts';
import type { Answers, LookupContext } from './question-context.ts';
import { answerOne, isSingle } from './single.ts';

/** Reads what the match asked for. What cannot be read is answered `unreadable`, with its gap. */
export async function readLookups(
  lookups: readonly Lookup[],
  context: LookupContext,
): Promise<Readonly<Record<string, LookupAnswer>>> {
  const answers: Answers[] = await Promise.all([
    ...lookups.filter(isSingle).map((lookup) => answerOne(lookup, context)),
    requestCounts(ofType(lookups, 'traffic'), context),
    edgeInvocationCounts(ofType(lookups, 'invocations'), context),
    regionalInvocationCounts(ofType(lookups, 'invocations'), context),
    logEventCounts(ofType(lookups, 'log-events'), context),
  ]);
  return Object.fromEntries(answers.flat());
}

function ofType<Type extends Lookup['type']>(
  lookups: readonly Lookup[],
  type: Type,
): readonly Extract<Lookup, { type: Type }>[] {
  return lookups.filter(
    (lookup): lookup is Extract<Lookup, { type: Type }> => lookup.type === type,
  );
}
