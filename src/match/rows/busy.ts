import type { Evidence } from '../../model/finding.ts';
import type { Run, StageState } from '../../model/stage.ts';
import { lockKey, updateKey } from '../../sst/state-keys.ts';
import { isStackInProgress } from '../../sst/stacks.ts';
import { evidence, type Row, verdict } from '../decision.ts';
import { wroteState } from '../../sst/run-spans.ts';
import { pushesWhileAtWork } from '../../sst/versions.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';
import { durations, isAfter, latest, plus, toMs } from '../../model/times.ts';
import { letGoByStacksAt } from '../history/stack-life.ts';

interface Busy {
  readonly reason: Evidence;
  /** Null: until somebody ends it. */
  readonly until: string | null;
}

/** Row 6: its stage is being worked on, or it is too young to judge. */
export const busyRow: Row = {
  // A deploy is running, a lock is held, a run is unfinished, or it is too young.
  number: 6,
  decide: (subject) => {
    const busy = subject.stages.flatMap((facts) => busyStage(facts, subject.index.inventory.now));
    const young = tooYoung(subject);
    const all = young ? [...busy, young] : busy;
    if (all.length === 0) return null;
    const until = all.some((one) => one.until === null)
      ? null
      : latest(...all.map((one) => one.until));
    return verdict(
      'busy',
      all.map(({ reason }) => reason),
      until ? { busyUntil: until } : {},
    );
  },
};

/** Everything that is under way in a stage right now, in all its homes and stacks. */
function busyStage(facts: StageFacts, now: string): readonly Busy[] {
  const stacks = facts.pair.stacks.filter(({ status }) => isStackInProgress(status));
  return [
    ...stacks.map(({ arn, name, status }) => ({
      reason: evidence('stack-in-progress', arn, `The stack ${name} is ${status}.`),
      until: null,
    })),
    ...facts.pair.states.flatMap((state) => [
      ...heldBy(state, facts, now),
      ...state.runs.flatMap((run) => unfinished(run, state, now)),
    ]),
  ];
}

function heldBy(state: StageState, facts: StageFacts, now: string): readonly Busy[] {
  const lastWrite = state.versions.at(-1)?.at ?? null;
  // An abandoned stage's lock stops counting once the lock and the last write under it are a day old.
  const isStale = (since: string): boolean =>
    facts.abandoned.has(state) &&
    !isAfter(latest(since, lastWrite) ?? since, plus(now, -durations.dayMs));
  const held: Busy[] = [];
  if (state.lock && !isStale(state.lock.createdAt)) {
    const command = state.lock.command ?? 'a command';
    held.push({
      reason: evidence(
        'locked',
        lockLocation(state),
        `The stage is locked by ${command} since ${state.lock.createdAt}.`,
      ),
      until: null,
    });
  }
  if (state.current && state.current.pendingOperations > 0 && !isStale(state.current.at)) {
    held.push({
      reason: evidence(
        'pending-operations',
        state.location,
        `The state has ${state.current.pendingOperations} pending operations.`,
      ),
      until: null,
    });
  }
  return held;
}

function lockLocation(state: StageState): string {
  return `s3://${state.home}/${lockKey(state.app, state.stage)}`;
}

function unfinished(run: Run, state: StageState, now: string): readonly Busy[] {
  const until = plus(run.startedAt, durations.dayMs);
  if (run.id === null || !isAfter(until, now)) return [];
  const source = `s3://${state.home}/${updateKey(state.app, state.stage, run.id)}`;
  if (!run.record) {
    return [
      {
        reason: evidence('run-unread', source, 'A run of the last 24 hours could not be read.'),
        until,
      },
    ];
  }
  if (run.record.forceUnlocked) {
    return [
      {
        reason: evidence(
          'force-unlocked',
          source,
          'A run of the last 24 hours was force unlocked: it may still be at work.',
        ),
        until,
      },
    ];
  }
  if (run.record.completed || isHarmless(run, state)) return [];
  return [
    {
      reason: evidence(
        'unfinished-run',
        source,
        `A ${run.record.command} of the last 24 hours has no end.`,
      ),
      until,
    },
  ];
}

/**
 * A `remove` of a stage without state leaves an unfinished record; so does a run that never began to work.
 */
function isHarmless(run: Run, state: StageState): boolean {
  if (run.record?.command === 'remove' && state.versions.length === 0) return true;
  return (
    pushesWhileAtWork(run.record?.sstVersion ?? null) &&
    state.lock === null &&
    !wroteState(run, state)
  );
}

function tooYoung(subject: Subject): Busy | null {
  const { changedAt, history, index, resource } = subject;
  const { olderThanMs } = index.options;
  const named = isHistoryOwned(subject) || history.stacks.length > 0;
  const from = named
    ? latest(
        ...subject.stages.map(({ lastStateWriteAt }) => lastStateWriteAt),
        letGoByStacksAt(history),
      )
    : changedAt;
  const limitMs = olderThanMs ?? (named ? 5 * durations.minuteMs : durations.hourMs);
  if (from === null || toMs(index.inventory.now) - toMs(from) >= limitMs) return null;
  const what = named ? 'Its stage’s state was written' : 'It was made or changed';
  return {
    reason: evidence(
      'too-young',
      resource.arn ?? resource.id,
      `${what} at ${from}, less than ${Math.round(limitMs / durations.minuteMs)} minutes ago.`,
    ),
    until: plus(from, limitMs),
  };
}
