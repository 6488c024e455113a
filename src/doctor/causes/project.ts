import { ownCommand } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import { pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { because, command, type Found, nothingFound } from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { advice } from './project-advice.ts';

/** Whether something is known to be done about it. */
export function advised(code: string): boolean {
  return code in advice;
}

/** The sentence is the cause; what of the account bears on it is told besides. */
export function projectSays(error: DeployError, facts: Facts): Found {
  const told = advice[error.code];
  if (!told) return nothingFound;
  const cause: Cause = {
    code: kebab(error.code),
    title: told.title,
    why: [because('said', error.from, error.message.slice(0, 300)), ...stageOf(error, facts)],
    do: told.do,
    after: null,
    again: told.again,
  };
  return { ...nothingFound, causes: [cause] };
}

function stageOf(error: DeployError, facts: Facts) {
  if (deployingPair(error, facts) === null) return [];
  return statesInQuestion(error, facts).map((state) =>
    because(
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
export function notLocked(error: DeployError, facts: Facts): Found {
  const held = facts.stages.filter(({ lock }) => lock !== null);
  const pair = deployingPair(error, facts);
  return {
    ...nothingFound,
    causes: [
      {
        code: 'no-lock',
        title: `No lock is held${pair === null ? '' : ` on ${pairText(pair)}`}, so there is nothing to unlock: run what was refused again.`,
        why: [
          held.length === 0
            ? because('locks', facts.inventory.account, 'No stage of this account is locked.')
            : because(
                'locks',
                held[0]?.location ?? '',
                `Locked are: ${held.map((stage) => pairText(stage)).join(', ')}.`,
              ),
        ],
        do: [
          command(ownCommand('stages'), 'shows every lock: stage, app and region must be the same'),
        ],
        after: null,
        again: 'No.',
      },
    ],
  };
}
