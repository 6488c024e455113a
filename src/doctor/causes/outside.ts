import type { DeployError } from '../../model/diagnosis.ts';
import { deployingPair } from '../holders.ts';
import type { Facts } from '../facts.ts';
import {
  because,
  deployAgain,
  failedRunAgain,
  type Found,
  nothingFound,
  onceMore,
} from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { outside } from './outside-advice.ts';
import { said } from './refused.ts';

/** What has to be put right in a place that no list of this tool shows: AWS's sentence is the cause. */
export function liesOutside(error: DeployError, facts: Facts): Found {
  const told = outside[error.code];
  if (!told) return nothingFound;
  const pair = deployingPair(error, facts);
  const [state] = pair === null ? [] : statesInQuestion(error, facts);
  return {
    ...nothingFound,
    causes: [
      {
        code: told.cause,
        title: told.title,
        why: [because('aws-said', error.from, said(error))],
        do: told.remedies(error, { state, facts }),
        after: state ? onceMore(state, facts) : pair ? deployAgain(pair) : failedRunAgain,
        again: told.again,
      },
    ],
  };
}
