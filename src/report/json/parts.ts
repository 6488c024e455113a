import type { Repeated } from '../../model/command.ts';
import type { Evidence, Finding, StageReport } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import type { CallCounts } from '../../model/inventory.ts';
import type { Exclusion, Outcome, Step } from '../../model/plan.ts';
import type { Home } from '../../model/stage.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import { commandText } from '../../text/command-text.ts';
import type { PlanJson } from './schema/plan.ts';
import type { ReportJson } from './schema/report.ts';
import type { ResultJson } from './schema/result.ts';
import { byFirst, compare } from '../../model/order.ts';

export function findingJson(finding: Finding): ReportJson['findings'][number] {
  return {
    key: finding.key,
    kind: finding.kind,
    id: finding.id,
    arn: finding.arn,
    name: finding.name,
    region: finding.region,
    app: finding.app,
    stage: finding.stage,
    component: finding.component,
    verdict: finding.verdict,
    confidence: finding.confidence,
    row: finding.row,
    evidence: evidenceJson(finding.evidence),
    createdAt: finding.createdAt,
    modifiedAt: finding.modifiedAt,
    busyUntil: finding.busyUntil,
    usedBy: finding.usedBy.toSorted(compare),
    uses: finding.uses.toSorted(compare),
    losesData: finding.losesData,
    sizeBytes: finding.sizeBytes,
    monthlyCostUsd: finding.monthlyCostUsd,
    gaps: finding.gaps.toSorted(compare),
    consoleUrl: finding.consoleUrl,
  };
}

export function stageJson(stage: StageReport): ReportJson['stages'][number] {
  const { lastRun, lock } = stage;
  return {
    app: stage.app,
    stage: stage.stage,
    region: stage.region,
    source: stage.source,
    location: stage.location,
    status: stage.status,
    resources: stage.resources,
    sstVersion: stage.sstVersion,
    lastRun: lastRun && {
      id: lastRun.id,
      command: lastRun.command,
      startedAt: lastRun.startedAt,
      completedAt: lastRun.completedAt,
      errors: [...lastRun.errors],
    },
    lock: lock && { createdAt: lock.createdAt, command: lock.command },
    removedAt: stage.removedAt,
    updatedAt: stage.updatedAt,
    history: stage.history,
  };
}

export function gapsJson(gaps: readonly Gap[]): ReportJson['gaps'] {
  return gaps.toSorted(byFirst((gap) => gap.id)).map(gapJson);
}

export function gapJson({ affects, ...gap }: Gap): ReportJson['gaps'][number] {
  return {
    id: gap.id,
    source: gap.source,
    region: gap.region,
    operation: gap.operation,
    cause: gap.cause,
    affects: {
      stages: stagesOf(affects),
      kinds: affects.kinds === 'all' ? 'all' : affects.kinds.toSorted(compare),
      regions: affects.regions === 'all' ? 'all' : affects.regions.toSorted(compare),
      lookups: affects.lookups,
    },
    message: gap.message,
    state: gap.state && {
      app: gap.state.app,
      stage: gap.state.stage,
      location: `s3://${gap.state.bucket}/${gap.state.key}`,
      damaged: gap.state.damaged,
      readableVersion: gap.state.readableVersion?.id ?? null,
      ignored: gap.state.ignored,
    },
  };
}

/** A resource made before some time, or recorded in no state, may be any stage's. */
function stagesOf({ stages, madeBefore, unrecorded }: Gap['affects']): 'all' | string[] {
  return stages === 'all' || madeBefore !== null || unrecorded ? 'all' : stages.toSorted(compare);
}

export function homesJson(homes: readonly Home[]): ReportJson['homes'] {
  return homes.toSorted(byFirst((home) => home.bucket)).map((home) => ({
    bucket: home.bucket,
    region: home.region,
    registered: home.registered,
    status: home.status,
    stages: home.stages,
  }));
}

function evidenceJson(evidence: readonly Evidence[]): Evidence[] {
  return evidence
    .toSorted(
      byFirst(
        (each) => each.code,
        (each) => each.source,
        (each) => each.detail,
      ),
    )
    .map(({ code, source, detail }) => ({ code, source, detail }));
}

export function exclusionsJson(
  excluded: readonly Exclusion[],
  repeated: Repeated,
): PlanJson['excluded'] {
  return excluded
    .toSorted(
      byFirst(
        (each) => each.key,
        (each) => each.reason,
      ),
    )
    .map(({ key, kind, resource, verdict, reason, command }) => ({
      key,
      kind,
      resource,
      verdict,
      reason,
      command: command && commandText(command, repeated),
    }));
}

export function stepJson(step: Step): PlanJson['steps'][number] {
  return {
    id: step.id,
    action: step.action,
    key: step.key,
    kind: step.kind,
    resource: step.resource,
    arn: step.arn,
    region: step.region,
    app: step.app,
    stage: step.stage,
    waitsFor: step.waitsFor.toSorted(compare),
    estimateSeconds: step.estimateSeconds,
    losesData: step.losesData,
  };
}

export function outcomeJson(outcome: Outcome): ResultJson['outcomes'][number] {
  return {
    step: outcome.step,
    key: outcome.key,
    kind: outcome.kind,
    resource: outcome.resource,
    region: outcome.region,
    app: outcome.app,
    stage: outcome.stage,
    action: outcome.action,
    outcome: outcome.outcome,
    reason: outcome.reason,
    error: outcome.error && {
      code: outcome.error.code,
      message: outcome.error.message,
      requestId: outcome.error.requestId,
    },
    blockedBy: outcome.blockedBy.toSorted(compare),
    retryAfter: outcome.retryAfter,
  };
}

/** In the order in which the commands run. */
export function removalsJson(
  removals: readonly StageRemoval[],
): NonNullable<ResultJson['removals']> {
  return removals.map(({ app, stage, region, outcome, reason, exitCode, seconds, command }) => ({
    app,
    stage,
    region,
    outcome,
    reason,
    exitCode,
    seconds,
    command: command && [...command],
  }));
}

export function callsJson(calls: CallCounts): ReportJson['calls'] {
  const entries = Object.entries(calls.byOperation).toSorted(([left], [right]) =>
    compare(left, right),
  );
  return { total: calls.total, byOperation: Object.fromEntries(entries) };
}
