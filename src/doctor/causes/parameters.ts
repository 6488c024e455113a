import { flag, ownCommand } from '../../model/command.ts';
import type { DeployError } from '../../model/diagnosis.ts';
import { count, listed } from '../../text/text.ts';
import { stageId } from '../../sst/state-keys.ts';
import { awsText } from '../commands.ts';
import type { Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { evidence, commandRemedy, configRemedy, deployRemedy, type CauseSearch } from './cause.ts';

const namedAtMost = 5;

/** Parameter Store is full. SST keeps one passphrase for each stage, and leaves it when the stage goes. */
export function fullParameterCauses(error: DeployError, facts: Facts): CauseSearch {
  const gone = passphrasesOfGoneStages(facts);
  const region = error.region ?? facts.project?.region ?? [...facts.passphrases.keys()][0] ?? null;
  return {
    causes: [
      {
        code: 'parameters-full',
        title:
          gone.length === 0
            ? 'Parameter Store takes no more parameters in this region, and no passphrase of a removed stage is among them.'
            : `Parameter Store takes no more parameters in this region; ${count(gone.length, 'passphrase')} of removed stages ${gone.length === 1 ? 'is' : 'are'} among them.`,
        evidence: [
          evidence('aws-said', error.from, error.message.slice(0, 300)),
          ...(gone.length === 0
            ? []
            : [
                evidence(
                  'passphrases-of-gone-stages',
                  '/sst/passphrase/',
                  `Of ${listed(gone.slice(0, namedAtMost))}${gone.length > namedAtMost ? ` and ${gone.length - namedAtMost} more` : ''}.`,
                ),
              ]),
        ],
        evidenceShown: 2,
        remedies: [
          ...(gone.length === 0
            ? []
            : [
                commandRemedy(
                  ownCommand('stages'),
                  'the state that is left of them, and how SST clears it with its passphrase (state.purge)',
                ),
              ]),
          commandRemedy(
            awsText(
              ['ssm', 'describe-parameters'],
              'Parameters[].Name',
              region === null ? [] : [flag('--region', region)],
            ),
            'what the others are',
          ),
          configRemedy(
            'never delete the passphrase of a stage that lives: its state cannot be read without it',
            'advanced parameters have a higher quota, and cost something',
          ),
        ],
        after: deployRemedy(deployingPair(error, facts)),
        recurrence:
          'Yes, with every stage, until passphrases go with their stages: state.purge, SST 4.13.0 or later.',
      },
    ],
    ruledOut: [],
    next: [],
  };
}

/** Stages that were removed in every home, and whose passphrase is still there. */
function passphrasesOfGoneStages({ passphrases, stages }: Facts): readonly string[] {
  const removed = new Set(stages.filter(({ status }) => status === 'removed').map(stageId));
  const there = new Set(stages.filter(({ status }) => status !== 'removed').map(stageId));
  return [...passphrases.values()]
    .flatMap((ids) => [...ids.keys()])
    .filter((id) => removed.has(id) && !there.has(id))
    .sort();
}
