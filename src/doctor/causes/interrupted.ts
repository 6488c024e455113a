import { flag } from '../../model/command.ts';
import type { DeployError } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import type { Cause } from '../../model/diagnosis.ts';
import { abandonCommand, removeFailed } from '../../advice/stage-advice.ts';
import { awsText } from '../commands.ts';
import { pairText, reportOf, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  withNote,
  rerunRemedy,
  sstRemedy,
} from './cause.ts';
import { lostEntries } from './gone.ts';
import { statesInQuestion } from './in-question.ts';
import { lockedCauses } from './locked.ts';
import { lostPassphraseCause } from './passphrase.ts';
import { pendingIn } from './pending.ts';

/** A run that did not end: the reason why the next one may not end either, or else the way to go on. */
export function interruptedCauses(error: DeployError, facts: Facts): CauseSearch {
  const states = statesInQuestion(error, facts);
  const isUnknown = deployingPair(error, facts) === null && error.from === 'input';
  if (isUnknown || states.length === 0) {
    return {
      ...nothingFound,
      causes: [
        {
          code: 'interrupted',
          title: 'The run was ended, or the engine stopped, before its end.',
          evidence: [evidence('said', error.from, error.message)],
          remedies: [unnamedRerun],
          after: null,
          recurrence: 'Yes, where CI cuts runs short: give them more time.',
        },
      ],
    };
  }
  return { ...nothingFound, causes: states.flatMap((state) => causesIn(error, state, facts)) };
}

function causesIn(error: DeployError, state: StageState, facts: Facts): readonly Cause[] {
  if (state.lock) return lockedCauses(error, facts).causes;
  const lost = reportOf(state, facts)?.lost.filter(({ stops }) => stops) ?? [];
  const targets = [...new Set(lost.map(({ id }) => id))];
  const blocking = [
    ...((state.current?.pendingOperations ?? 0) > 0 ? [pendingIn(state, facts)] : []),
    ...targets.map((target) =>
      lostEntries(
        lost.filter(({ id }) => id === target),
        state,
        facts,
      ),
    ),
  ];
  if (blocking.length > 0) return blocking;
  const holdsSomething = (state.current?.resources ?? 0) > 0;
  return [
    (holdsSomething ? lostPassphraseCause(state, facts) : null) ?? resumableCause(state, facts),
  ];
}

/** Nothing is seen to be in the way. */
function resumableCause(state: StageState, facts: Facts): Cause {
  const report = reportOf(state, facts);
  const abandon = report && removeFailed(report) ? abandonCommand(report) : null;
  const verb = report?.lastRun?.command ?? 'run';
  return {
    code: 'interrupted',
    title: `The newest ${verb} of ${pairText(state)} never came to its end, and nothing is seen to be in the way of another.`,
    evidence: [
      evidence(
        'run-not-completed',
        state.location,
        report?.lastRun
          ? `It began ${report.lastRun.startedAt} and has no end.`
          : 'No record says that a run ended.',
      ),
    ],
    remedies: [
      rerunRemedy(state, facts),
      withNote(
        sstRemedy(['state', 'repair'], state, facts),
        'where it stops at once again: mends a damaged state, and asks before it does',
      ),
      ...(abandon === null
        ? []
        : [commandRemedy(abandon, 'only where sst remove cannot work any more')]),
    ],
    after: null,
    recurrence:
      'Yes, whenever a run is killed: let CI end it with SIGINT, and give it time to stop.',
  };
}

/** The state contradicts itself. SST's own repair drops entries that refer to missing ones. */
export function damagedStateCauses(error: DeployError, facts: Facts): CauseSearch {
  const states = deployingPair(error, facts) === null ? [] : statesInQuestion(error, facts);
  const [state] = states;
  return {
    ...nothingFound,
    causes: [
      {
        code: 'damaged-state',
        title: `The state${state ? ` of ${pairText(state)}` : ''} does not fit together, so the engine refuses it.`,
        evidence: [evidence('said', error.from, error.message.slice(0, 300))],
        remedies: state
          ? [
              withNote(
                sstRemedy(['state', 'repair'], state, facts),
                'drops what leads to nothing, and asks before it does',
              ),
              commandRemedy(
                awsText(['s3api', 'list-objects-v2'], 'Contents[].[Key,LastModified]', [
                  flag('--bucket', state.home),
                  flag('--prefix', `snapshot/${state.app}/${state.stage}/`),
                  flag('--region', state.region),
                ]),
                'where it makes no changes: the states after earlier runs, one of which may replace app/' +
                  `${state.app}/${state.stage}.json (anomalyco/sst#6535); what was made since then is in none of them`,
              ),
            ]
          : [unnamedRerun],
        after: state ? rerunRemedy(state, facts) : unnamedRerun,
        recurrence: 'Yes, when a state is edited by hand, or two runs write it at a time.',
      },
    ],
  };
}
