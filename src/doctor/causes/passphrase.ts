import { flag, foreignCommand, ownCommand, type Sentence } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import { isAfter } from '../../model/times.ts';
import { abandonCommand } from '../../advice/stage-advice.ts';
import { minute } from '../../text/text.ts';
import { stageId } from '../../sst/state-keys.ts';
import { pairText, reportOf, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  deployRemedy,
  type CauseSearch,
  rerunRemedy,
  manualRemedy,
} from './cause.ts';
import { deletedStateCause } from './deleted-state.ts';
import { statesInQuestion } from './in-question.ts';

/** Everything that SST does with a stage begins with reading its secrets: without the passphrase nothing works. */
export function passphraseCauses(error: DeployError, facts: Facts): CauseSearch {
  const inQuestion = statesInQuestion(error, facts);
  const states = inQuestion.filter(holdsSomething);
  const lost = states
    .flatMap((state) => lostPassphraseCause(state, facts) ?? [])
    .slice(0, shownAtMost);
  const causes =
    lost.length > 0 || deployingPair(error, facts) === null
      ? lost
      : states.flatMap((state) => otherPassphrase(state, facts));
  // People delete the state file in answer to this error (anomalyco/sst#5971).
  const deleted =
    causes.length > 0 ? [] : inQuestion.flatMap((state) => deletedStateCause(state, facts) ?? []);
  const found = [...causes, ...deleted];
  return { causes: found, ruledOut: [], next: found.length > 0 ? [] : [noStage] };
}

/** Where the output does not say which stage it was. */
const shownAtMost = 3;

const noStage: Sentence = [
  'No stage of this account is known to be the one that failed: compare profile, account, region, app and stage of the run with those that ',
  ownCommand('stages'),
  ' lists.',
];

function holdsSomething({ current }: StageState): boolean {
  return (current?.resources ?? 0) > 0;
}

function parameterOf(state: StageState): string {
  return `/sst/passphrase/${stageId(state)}`;
}

/** Null: the parameter is there and older than the state, or the list could not be read. */
export function lostPassphraseCause(state: StageState, facts: Facts): Cause | null {
  const listed = facts.passphrases.get(state.region);
  if (!listed) return null;
  const passphrase = listed.get(stageId(state)) ?? null;
  const since = state.versions[0]?.at ?? null;
  const setAt = passphrase?.setAt ?? null;
  const isNew = setAt !== null && since !== null && isAfter(setAt, since);
  if (passphrase && !isNew) return null;
  const parameter = parameterOf(state);
  const versions = passphrase?.version ?? 0;
  const report = reportOf(state, facts);
  const abandon = report === null ? null : abandonCommand(report);
  return {
    code: passphrase ? 'passphrase-replaced' : 'passphrase-missing',
    title: passphrase
      ? `The passphrase of ${pairText(state)} was written anew on ${minute(passphrase.setAt ?? '')} UTC, after its state: it does not fit.`
      : `The passphrase of ${pairText(state)} is gone: neither remove nor refresh nor deploy can read its state.`,
    evidence: [
      evidence(
        passphrase ? 'passphrase-newer-than-state' : 'passphrase-not-there',
        parameter,
        passphrase
          ? `The oldest state that is left was written ${minute(since ?? '')} UTC.`
          : `No parameter of this name is in ${state.region}, and SSM keeps no history of a deleted one.`,
      ),
    ],
    remedies: [
      ...(versions > 1
        ? [
            commandRemedy(
              foreignCommand('aws', ['ssm', 'get-parameter-history'], {
                flags: [
                  flag('--name', parameter),
                  flag('--with-decryption'),
                  flag('--region', state.region),
                ],
              }),
              'shows the older values, which are secrets: write the one before back',
            ),
          ]
        : []),
      configRemedy(
        `write ${parameter} (a SecureString in ${state.region}) back from a backup`,
        'only the old value fits: whoever copied the parameter has it; a new one does not help',
      ),
      manualRemedy(
        'Do not delete the state file: it is the only proof of what the stage owns, and needs no passphrase for that.',
      ),
      ...(abandon === null
        ? []
        : [
            commandRemedy(
              abandon,
              'where there is no backup and the stage is to go: gives it up, and deletes nothing yet',
            ),
          ]),
    ],
    after: rerunRemedy(state, facts),
    recurrence:
      'Not while the parameters /sst/passphrase/... are left alone: a clean-up of SSM must spare them.',
  };
}

/** The parameter is older than the state: then another account, region or home was looked into. */
function otherPassphrase(state: StageState, facts: Facts): readonly Cause[] {
  const listed = facts.passphrases.get(state.region);
  const parameter = parameterOf(state);
  return [
    {
      code: listed ? 'passphrase-there' : 'passphrase-unread',
      title: listed
        ? `The passphrase of ${pairText(state)} is there and older than its state: the run read another one.`
        : `Whether the passphrase of ${pairText(state)} is there could not be read.`,
      evidence: [
        evidence(
          listed ? 'passphrase-found' : 'passphrases-unread',
          parameter,
          listed
            ? `Account ${facts.inventory.account} has it in ${state.region}.`
            : `The parameters of ${state.region} could not be listed (ssm:DescribeParameters).`,
        ),
      ],
      remedies: [
        configRemedy(
          `the same account and region as the state: ${facts.inventory.account}, ${state.region}`,
          'compare them with profile and region of the run that failed; SST_PASSPHRASE must not be set',
        ),
      ],
      after: deployRemedy(state),
      recurrence: 'Not where profile and region are pinned in sst.config.ts.',
    },
  ];
}
