import type { Cause, DeployError } from '../../model/diagnosis.ts';
import type { Evidence } from '../../model/finding.ts';
import type { PendingOperation, StageState } from '../../model/stage.ts';
import { count } from '../../text/text.ts';
import { pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import {
  evidence,
  type CauseSearch,
  withNote,
  rerunRemedy,
  rerunSentence,
  sstRemedy,
  manualRemedy,
} from './cause.ts';
import { statesInQuestion } from './in-question.ts';
import { stateEdit } from './state-work.ts';

/** More operations than this are shown with --verbose only. */
const shownAtMost = 9;

/** The engine was killed in the middle of its work, and its state still records that. */
export function pendingCauses(error: DeployError, facts: Facts): CauseSearch {
  const states = statesInQuestion(error, facts).filter(
    ({ current }) => (current?.pendingOperations ?? 0) > 0,
  );
  if (states.length > 0)
    return { causes: states.map((state) => pendingIn(state, facts)), ruledOut: [], next: [] };
  const pair = deployingPair(error, facts);
  const [state] = pair === null ? [] : statesInQuestion(error, facts);
  return {
    causes: [],
    ruledOut: state
      ? [
          {
            code: 'pending-operations',
            reason: `pending operations (the state of ${pairText(state)} has none any more)`,
          },
        ]
      : [],
    next: [
      state
        ? rerunSentence(rerunRemedy(state, facts))
        : 'SST’s refresh of that stage asks AWS what became of changes and deletions; what was being created stays pending until its state is edited.',
      'If it comes back, the run worked on another state: compare app, stage, account and region.',
    ],
  };
}

export function pendingIn(state: StageState, facts: Facts): Cause {
  const { current, lock } = state;
  const number = current?.pendingOperations ?? 0;
  const since = current?.at.slice(0, 10) ?? '';
  return {
    code: 'pending-operations',
    title: `A killed run left ${count(number, 'pending operation')} in the state of ${pairText(state)} (${since}): nobody knows whether AWS carried ${number === 1 ? 'it' : 'them'} out.`,
    evidence: [
      evidence(
        'pending',
        state.location,
        `The state of ${current?.at ?? ''} lists ${count(number, 'pending operation')}.`,
      ),
      ...withoutRepeats(
        (current?.pending ?? []).map((operation) => fateOf(operation, state, facts)),
      ),
    ],
    evidenceShown: shownAtMost,
    remedies: [
      ...(lock
        ? [manualRemedy('Let the run that holds the lock end first: it may still be at work.')]
        : []),
      withNote(
        sstRemedy('refresh', state, facts),
        'asks AWS what became of changes and deletions; what was being created stays pending',
      ),
      withNote(
        stateEdit(state, facts),
        'where they come back: set "pending_operations" to [] and save; a scan then shows what AWS did make',
      ),
    ],
    after: rerunRemedy(state, facts),
    recurrence:
      'Yes, whenever a run is killed: let CI end it with SIGINT, and give it time to stop.',
  };
}

/** Operations about which the same is known are told together. */
function withoutRepeats(fates: readonly Evidence[]): readonly Evidence[] {
  const groups = new Map<string, Evidence[]>();
  for (const fate of fates) groups.set(fate.detail, [...(groups.get(fate.detail) ?? []), fate]);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            ...first,
            detail:
              others.length === 0 ? first.detail : `${others.length + 1} times ${first.detail}`,
          },
        ]
      : [],
  );
}

/** A resource under creation has no id in the state yet: it can be looked for by its logical name only. */
function fateOf(
  { operation, urn, type, id }: PendingOperation,
  state: StageState,
  facts: Facts,
): Evidence {
  const name = urn.split('::').slice(3).join('::');
  const kind = facts.inventory.kinds.find(({ pulumiTypes }) => pulumiTypes.includes(type));
  const listed = state.current?.owned.some((entry) => entry.urn === urn) === true;
  const made = facts.findings.filter(
    (finding) =>
      finding.kind === kind?.kind &&
      finding.ofStages.includes(pairText(state)) &&
      !state.current?.lists.includes(finding.key) &&
      (finding.name ?? '').includes(name),
  );
  const fate =
    id !== null || listed
      ? listed
        ? 'AWS has it'
        : `AWS has not ${id ?? 'it'}`
      : made.length > 0
        ? `AWS has ${made.map((finding) => finding.id).join(', ')}, which no state lists`
        : kind === undefined
          ? 'this version lists no such things, so look in the console'
          : 'AWS has nothing of that name outside of the states, so it was most likely not made';
  return evidence('pending-operation', urn, `${operation} ${name} (${type}): ${fate}.`);
}
