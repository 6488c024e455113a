import { ownCommand } from '../../model/command.ts';
import type { Cause, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Evidence, Finding, StageReport } from '../../model/finding.ts';
import type { StageState } from '../../model/stage.ts';
import { abandonCommand, isStaleLock, removeFailed } from '../../advice/stage-advice.ts';
import { count, listed, minute } from '../../text/text.ts';
import { stageId } from '../../sst/state-keys.ts';
import { explainCommand } from '../commands.ts';
import { pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  unnamedRerun,
  type CauseSearch,
  withNote,
  nothingFound,
  rerunRemedy,
  sstRemedy,
  manualRemedy,
} from './cause.ts';
import { lostPassphraseCause } from './passphrase.ts';
import { stackRemedies } from './stack-work.ts';
import { stateRemoves } from './state-work.ts';

/** An error that is not known: the facts about its stage are told, and the ways on that work. */
export function unknownCauses(error: DeployError, facts: Facts): CauseSearch {
  const pair = deployingPair(error, facts);
  const all =
    pair === null
      ? []
      : facts.stages.filter((report) => stageId(report) === stageId(pair) && !isPast(report));
  const telling = all.filter((report) => !isSound(report));
  const reports = telling.length > 0 ? telling : all;
  if (reports.length > 0)
    return { ...nothingFound, causes: reports.map((report) => standingOf(report, facts)) };
  return {
    ...nothingFound,
    next: [
      pair === null
        ? [
            'Of which stage it is does not stand there: with --app and --stage, or in the project’s folder, ',
            ownCommand('doctor'),
            ' tells what is known of it.',
          ]
        : [
            `No state and no stack of ${pairText(pair)} is in this account: `,
            ownCommand('stages'),
            ' lists those that are.',
          ],
    ],
  };
}

function isPast({ status, source }: StageReport): boolean {
  return status === 'removed' && source === 'cloudformation';
}

/** A stack in order is not told beside one that is not. */
function isSound({ stack }: StageReport): boolean {
  return stack !== null && /(?:CREATE|UPDATE|IMPORT)_COMPLETE$/.test(stack.status);
}

/** Facts from records and kept resources; the rest with --verbose. */
const shownAtMost = 4;

/**
 * The facts about a stage, whatever failed: its state or stack, newest run, lock, lost entries and kept
 * resources.
 */
function standingOf(report: StageReport, facts: Facts): Cause {
  const state = stateOf(report, facts);
  const lost = state && report.resources > 0 ? lostPassphraseOf(state, facts) : null;
  return {
    code: 'stage-standing',
    title: `What failed is not known here. Of ${pairText(report)} is known: ${standing(report)}.`,
    evidence: [
      ...(lost === null ? [] : [evidence('passphrase', report.location, lost.title)]),
      ...evidenceOf(report, facts),
    ],
    evidenceShown: shownAtMost,
    remedies: lost === null ? remediesOf(report, facts) : lost.remedies,
    after: state && report.resources > 0 ? rerunRemedy(state, facts) : unnamedRerun,
    recurrence: 'Nobody here knows that: it depends on what failed, which the message above says.',
  };
}

/** Only where other stages of its region have theirs: an unknown error tells nothing about secrets. */
function lostPassphraseOf(state: StageState, facts: Facts): Cause | null {
  const listedThere = facts.passphrases.get(state.region)?.size ?? 0;
  return listedThere > 0 ? lostPassphraseCause(state, facts) : null;
}

function stateOf({ location }: StageReport, { inventory }: Facts): StageState | null {
  return inventory.stages.find((state) => state.location === location) ?? null;
}

function standing(report: StageReport): string {
  if (report.stack) return `the stack ${report.stack.name} is ${report.stack.status}`;
  if (report.deletedState)
    return `its state file was deleted by hand on ${report.deletedState.at.slice(0, 10)}`;
  const { lastRun, resources, lock } = report;
  const run = lastRun === null ? 'no run is recorded' : runText(lastRun);
  return [
    resources === 0
      ? 'its state lists nothing'
      : `its state lists ${count(resources, 'entry', 'entries')}`,
    run,
    lock === null ? 'no lock is held' : `a lock is held since ${minute(lock.createdAt)} UTC`,
  ].join(', ');
}

function runText({
  command: verb,
  startedAt,
  completedAt,
  errors,
}: NonNullable<StageReport['lastRun']>): string {
  const end =
    completedAt === null
      ? 'never came to its end'
      : errors.length === 0
        ? 'completed'
        : `ended with ${count(errors.length, 'error')}`;
  return `its newest run, a ${verb} of ${minute(startedAt)} UTC, ${end}`;
}

function evidenceOf(report: StageReport, facts: Facts): readonly Evidence[] {
  const { lastRun, location, pending, lost, stack } = report;
  const kept = keptOf(report, facts);
  return [
    ...(lastRun?.errors ?? []).map((error) =>
      evidence('recorded-error', location, `Recorded: ${error}`),
    ),
    ...(stack?.failed ?? []).map(({ logicalId, type, physicalId, status }) =>
      evidence(
        'failed-resource',
        stack?.name ?? location,
        `${logicalId} (${type}) is ${status}${physicalId === null ? '' : `: ${physicalId}`}.`,
      ),
    ),
    ...(pending.length > 0
      ? [
          evidence(
            'pending',
            location,
            `${count(pending.length, 'operation')} of a killed run ${pending.length === 1 ? 'is' : 'are'} pending.`,
          ),
        ]
      : []),
    ...(lost.length > 0
      ? [
          evidence(
            'lost-entries',
            location,
            `It lists what AWS has no more: ${listed(lost.map(({ name }) => name))}.`,
          ),
        ]
      : []),
    ...(kept.length > 0
      ? [evidence('retained', location, `Left on purpose: ${listed(kept.map(({ id }) => id))}.`)]
      : []),
  ];
}

function keptOf(report: StageReport, { findings }: Facts): readonly Finding[] {
  return findings.filter(
    ({ verdict, ofStages }) => verdict === 'retained' && ofStages.includes(stageId(report)),
  );
}

/** Each only where it works: nothing of SST's does while the state cannot be read. */
function remediesOf(report: StageReport, facts: Facts): readonly Remedy[] {
  const state = stateOf(report, facts);
  if (report.stack) return stackRemedies(report, facts);
  const abandon = removeFailed(report) || report.deletedState ? abandonCommand(report) : null;
  const giveUp =
    abandon === null
      ? []
      : [commandRemedy(abandon, 'only where sst remove cannot work any more: gives the stage up')];
  const kept = keptOf(report, facts)
    .slice(0, 1)
    .map(({ id }) => commandRemedy(explainCommand(id), 'shows what was left on purpose'));
  if (!state?.registered || report.resources === 0) return [...giveUp, ...kept];
  const unlock = sstRemedy('unlock', state, facts);
  return [
    ...(report.lock === null
      ? []
      : isStaleLock(report, facts.now)
        ? [unlock]
        : [
            manualRemedy(
              'Look whether a run is going on, in CI or at a colleague’s, and let it end.',
            ),
            withNote(unlock, 'only where no run is going on any more'),
          ]),
    ...stateRemoves(report.lost, state, facts),
    withNote(sstRemedy('refresh', state, facts), 'reads AWS once more into the state'),
    ...giveUp,
    ...kept,
  ];
}
