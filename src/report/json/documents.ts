import type { Repeated } from '../../model/command.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Finding, Report } from '../../model/finding.ts';
import type { SealedOptions } from '../../model/options.ts';
import type { Gains, Plan, SweepResult } from '../../model/plan.ts';
import type { StageRemoval } from '../../model/stage-removal.ts';
import {
  callsJson,
  exclusionsJson,
  findingJson,
  gapsJson,
  homesJson,
  removalsJson,
  outcomeJson,
  stageJson,
  stepJson,
} from './parts.ts';
import { comparisonJson } from './comparison.ts';
import { givesBackJson } from '../gains.ts';
import { quarantineJson } from '../quarantine.ts';
import { quotasJson } from '../quotas.ts';
import { Rows } from './rows.ts';
import type { ErrorJson } from './schema/error.ts';
import type { PlanJson } from './schema/plan.ts';
import type { ReportJson, ReportOptions } from './schema/report.ts';
import type { ResultJson } from './schema/result.ts';
import { byFirst, compare, sortedFindings, sortedStages } from '../../model/order.ts';
import { undecidedGroups } from '../undecided.ts';

export interface Tool {
  readonly name: string;
  readonly version: string;
}

// C1 controls start terminal sequences too, and bidirectional marks reorder: JSON.stringify leaves both as they are.
const actingInTerminals =
  /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * One document, safe to print: characters on which a terminal would act are escaped, and parse to the same
 * value.
 */
export function jsonText(value: unknown): string {
  return `${escapedJson(JSON.stringify(value, null, 2))}\n`;
}

/** The same in one line. */
export function jsonLine(value: unknown): string {
  return `${escapedJson(JSON.stringify(value))}\n`;
}

/** JSON without characters on which a terminal would act. */
export function escapedJson(json: string): string {
  return json.replace(
    actingInTerminals,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

interface ReportRun {
  readonly tool: Tool;
  readonly options: ReportOptions;
  readonly exitCode: number;
  /** Absent: with none. */
  readonly comparison?: Comparison | null;
}

export function reportJson(report: Report, run: ReportRun): ReportJson {
  const document = reportRows(report, run);
  return { ...document, findings: [...document.findings] };
}

/** The same, with findings that are made when they are written. */
export function reportRows(
  report: Report,
  run: ReportRun,
): Omit<ReportJson, 'findings'> & {
  readonly findings: Rows<Finding, ReportJson['findings'][number]>;
} {
  return {
    schema: 'sst-sweep/report@1',
    tool: { name: run.tool.name, version: run.tool.version },
    generatedAt: report.generatedAt,
    exitCode: run.exitCode,
    options: run.options,
    account: report.account,
    simulated: report.simulated,
    endpoint: report.endpoint,
    regions: report.regions.toSorted(compare),
    homes: homesJson(report.homes),
    stages: sortedStages(report.stages).map(stageJson),
    findings: new Rows(sortedFindings(report.findings), findingJson),
    gaps: gapsJson(report.gaps),
    summary: {
      live: report.summary.live,
      leftover: report.summary.leftover,
      retained: report.summary.retained,
      busy: report.summary.busy,
      unknown: report.summary.unknown,
      protected: report.summary.protected,
      byConfidence: {
        certain: report.summary.byConfidence.certain,
        high: report.summary.byConfidence.high,
        low: report.summary.byConfidence.low,
      },
      hidden: report.summary.hidden,
      undecided: undecidedGroups(report.findings, report.gaps).map((group) => ({
        because: group.cause,
        findings: group.findings,
        gaps: [...group.gaps],
      })),
      monthlyCostUsd: report.summary.cost.monthlyUsd,
      unpriced: report.summary.cost.unpriced,
    },
    quotas: quotasJson(report.quotas),
    calls: callsJson(report.calls),
    comparison: comparisonJson(run.comparison ?? null),
  };
}

/**
 * With two members that only `sweep --plan` reads: the basis of the plan, and the options that it was made
 * with.
 */
export function planJson(
  plan: Plan,
  {
    gains,
    options,
    repeated,
    removals = [],
    comparison = null,
  }: {
    readonly gains: Gains;
    readonly options: SealedOptions;
    readonly repeated: Repeated;
    readonly removals?: readonly StageRemoval[];
    readonly comparison?: Comparison | null;
  },
): PlanJson {
  return {
    schema: 'sst-sweep/plan@1',
    account: plan.account,
    createdAt: plan.createdAt,
    fingerprint: plan.fingerprint,
    steps: plan.steps.map(stepJson),
    excluded: exclusionsJson(plan.excluded, repeated),
    refusal: plan.refusal && { code: plan.refusal.code, message: plan.refusal.message },
    givesBack: givesBackJson(gains),
    quarantine: quarantineJson(plan.quarantine),
    removals: removalsJson(removals),
    comparison: comparisonJson(comparison),
    basis: plan.basis.map((basis) => ({ ...basis })),
    options: { ...options },
  };
}

export function resultJson(
  result: SweepResult,
  {
    exitCode,
    repeated,
    removals = [],
    comparison = null,
  }: {
    readonly exitCode: number;
    readonly repeated: Repeated;
    readonly removals?: readonly StageRemoval[];
    readonly comparison?: Comparison | null;
  },
): ResultJson {
  return {
    schema: 'sst-sweep/result@1',
    sweep: result.sweep,
    account: result.account,
    startedAt: result.startedAt,
    finishedAt: result.finishedAt,
    exitCode,
    plan: result.plan,
    outcomes: result.outcomes.toSorted(byFirst((outcome) => outcome.step)).map(outcomeJson),
    summary: {
      done: result.summary.done,
      gone: result.summary.gone,
      failed: result.summary.failed,
      held: result.summary.held,
      parked: result.summary.parked,
      skipped: result.summary.skipped,
    },
    excluded: exclusionsJson(result.excluded, repeated),
    calls: callsJson(result.calls),
    backup: result.backup,
    quarantine: quarantineJson(result.quarantine),
    removals: removalsJson(removals),
    comparison: comparisonJson(comparison),
  };
}

export function errorJson(error: Omit<ErrorJson, 'schema'>): ErrorJson {
  return {
    schema: 'sst-sweep/error@1',
    code: error.code,
    message: error.message,
    hint: error.hint,
    exitCode: error.exitCode,
  };
}
