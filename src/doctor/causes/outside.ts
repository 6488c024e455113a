import type { DeployError } from '../../model/diagnosis.ts';
import { deployingPair } from '../holders.ts';
import type { Facts } from '../facts.ts';
import {
  evidence,
  deployRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  rerunRemedy,
} from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { outside } from './outside-advice.ts';
import { messageWithoutPath } from './refused.ts';

/** Mistakes in a place that no list of this tool shows: AWS's own sentence is the cause. */
export function outsideCauses(error: DeployError, facts: Facts): CauseSearch {
  const entry = outside[error.code];
  if (!entry) return nothingFound;
  const pair = deployingPair(error, facts);
  const [state] = pair === null ? [] : statesInQuestion(error, facts);
  return {
    ...nothingFound,
    causes: [
      {
        code: entry.cause,
        title: entry.title,
        evidence: [evidence('aws-said', error.from, messageWithoutPath(error))],
        remedies: entry.remedies(error, { state, facts }),
        after: state
          ? rerunRemedy(state, facts)
          : pair && facts.run === 'deploy'
            ? deployRemedy(pair)
            : unnamedRerun,
        recurrence: entry.recurrence,
      },
    ],
  };
}
