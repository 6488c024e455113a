import { ownCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import { pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { evidence, commandRemedy, type CauseSearch, nothingFound } from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { advice } from './project-advice.ts';

/** Whether something is known to be done about it. */
export function hasAdvice(code: string): boolean {
  return code in advice;
}

/** The sentence is the cause; facts of the account that bear on it are added. */
export function projectCauses(error: DeployError, facts: Facts): CauseSearch {
  const entry = advice[error.code];
  if (!entry) return nothingFound;
  const cause: Cause = {
    code: kebab(error.code),
    title: entry.title,
    evidence: [evidence('said', error.from, error.message.slice(0, 300)), ...stageOf(error, facts)],
    remedies: entry.remedies,
    after: null,
    recurrence: entry.recurrence,
  };
  return { ...nothingFound, causes: [cause] };
}

function stageOf(error: DeployError, facts: Facts) {
  if (deployingPair(error, facts) === null) return [];
  return statesInQuestion(error, facts).map((state) =>
    evidence(
      'state',
      state.location,
      `The state of ${pairText(state)} in ${state.region} lists ${state.current?.resources ?? 0} entries.`,
    ),
  );
}

function kebab(code: string): string {
  return code.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** No lock is held: a run that is refused for one looked somewhere else. */
export function notLockedCauses(error: DeployError, facts: Facts): CauseSearch {
  const held = facts.stages.filter(({ lock }) => lock !== null);
  const pair = deployingPair(error, facts);
  return {
    ...nothingFound,
    causes: [
      {
        code: 'no-lock',
        title: `No lock is held${pair === null ? '' : ` on ${pairText(pair)}`}, so there is nothing to unlock: run what was refused again.`,
        evidence: [
          held.length === 0
            ? evidence('locks', facts.inventory.account, 'No stage of this account is locked.')
            : evidence(
                'locks',
                held[0]?.location ?? '',
                `Locked are: ${held.map((stage) => pairText(stage)).join(', ')}.`,
              ),
        ],
        remedies: [
          commandRemedy(
            ownCommand('stages'),
            'shows every lock: stage, app and region must be the same',
          ),
        ],
        after: null,
        recurrence: 'No.',
      },
    ],
  };
}
