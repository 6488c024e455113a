import type { StageReport, StageStatus } from '../../model/finding.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { LostEntry, Stack, StageState } from '../../model/stage.ts';
import { isDeletedStack, isStackInProgress } from '../../sst/stacks.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { stageId } from '../../sst/state-keys.ts';
import { isOlderSst } from '../../sst/versions.ts';
import { deletedState, isLost } from './state-damage.ts';
import { abandonUpdate, type StageFacts } from '../history/stage-facts.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/** One row per stage and home, and one per SST stack. */
export function stageReports(index: EvidenceIndex): readonly StageReport[] {
  const states = index.inventory.stages.flatMap((state) => {
    const facts = index.stages.get(stageId(state));
    return facts ? [stateReport(state, facts, index.inventory)] : [];
  });
  const stacks = index.inventory.stacks.flatMap((stack) => {
    const pair = pairFromTags(stack.tags);
    const facts = pair ? index.stages.get(stageId(pair)) : undefined;
    return facts ? [stackReport(stack, facts)] : [];
  });
  const order = ({ app, stage, region, location }: StageReport) =>
    [app, stage, region, location].join('\u0000');
  return [...states, ...stacks].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

function stateReport(state: StageState, facts: StageFacts, inventory: Inventory): StageReport {
  const newest = state.runs.findLast(({ id }) => id !== null);
  const update = abandonUpdate(state);
  // A copy of its home has the same updates.
  const needsHome =
    !state.registered ||
    facts.pair.states.some((other) => other !== state && abandonUpdate(other) === update);
  const sstVersion =
    state.runs.findLast(({ record }) => record?.sstVersion)?.record?.sstVersion ?? null;
  const knowsRemove = sstVersion === null || !isOlderSst(sstVersion, '3.4.57');
  const known = (entries: readonly LostEntry[]) =>
    entries.map((entry) => ({ ...entry, byName: entry.byName && knowsRemove }));
  return {
    app: state.app,
    stage: state.stage,
    region: state.region,
    source: 'sst-state',
    location: state.location,
    status: stateStatus(state, facts),
    resources: state.current?.resources ?? 0,
    sstVersion,
    lastRun: newest?.id
      ? {
          id: newest.id,
          command: newest.record?.command ?? 'unknown',
          startedAt: newest.startedAt,
          completedAt: newest.record?.completed ? newest.endedAt : null,
          errors: newest.record?.errors ?? [],
        }
      : null,
    lock: state.lock ? { createdAt: state.lock.createdAt, command: state.lock.command } : null,
    removedAt: facts.removed ? facts.removedAt : null,
    updatedAt: state.versions.at(-1)?.at ?? null,
    history: facts.history,
    registered: state.registered,
    abandonWord:
      update === null ? null : `${needsHome ? `${state.home}:` : ''}${stageId(state)}@${update}`,
    pending: state.current?.pending ?? [],
    lost: known(state.current?.lost ?? []).filter((entry) => isLost(entry, inventory)),
    stopping: known(state.current?.stopping ?? []),
    deletedState: deletedState(state, inventory),
    stack: null,
    use: null,
  };
}

function stateStatus(state: StageState, facts: StageFacts): StageStatus {
  if (facts.abandoned.has(state)) return 'abandoned';
  if (state.lock || (state.current && state.current.pendingOperations > 0)) return 'busy';
  if (state.current?.readable && state.current.resources > 0) {
    const newest = state.runs.findLast(({ record }) => record !== null)?.record;
    return newest && (!newest.completed || newest.errors.length > 0) ? 'unfinished' : 'live';
  }
  if (facts.removed) return 'removed';
  return facts.neverFinished ? 'unfinished' : 'unknown';
}

function stackReport(stack: Stack, facts: StageFacts): StageReport {
  const status: StageStatus = isStackInProgress(stack.status)
    ? 'busy'
    : isDeletedStack(stack.status)
      ? facts.removed
        ? 'removed'
        : 'unknown'
      : stack.status.endsWith('_FAILED')
        ? 'unfinished'
        : 'live';
  return {
    app: facts.pair.app,
    stage: facts.pair.stage,
    region: stack.region,
    source: 'cloudformation',
    location: stack.arn,
    status,
    resources: stack.resources?.length ?? 0,
    sstVersion: null,
    lastRun: null,
    lock: null,
    removedAt: stack.deletedAt,
    updatedAt: stack.deletedAt ?? stack.updatedAt ?? stack.createdAt,
    history: facts.history,
    registered: true,
    abandonWord: null,
    pending: [],
    lost: [],
    stopping: [],
    deletedState: null,
    stack: {
      name: stack.name,
      status: stack.status,
      failed: (stack.resources ?? []).filter((resource) => resource.status.endsWith('_FAILED')),
    },
    use: null,
  };
}
