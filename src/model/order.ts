import type { Finding, StageReport } from './finding.ts';
import { verdicts } from './verdict.ts';

/** By code point, so that two machines print the same bytes. Absent values last. */
export function compare(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

export function byFirst<T>(...fields: readonly ((item: T) => string | null)[]) {
  return (left: T, right: T): number => {
    for (const field of fields) {
      const order = compare(field(left), field(right));
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Findings by verdict, app, stage, kind, id; verdicts in the order in which they matter. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    byFirst(
      (finding) => String(verdicts.indexOf(finding.verdict)),
      (finding) => finding.app,
      (finding) => finding.stage,
      (finding) => finding.kind,
      (finding) => finding.id,
      (finding) => finding.key,
    ),
  );
}

export function sortedStages<T extends StageReport>(stages: readonly T[]): T[] {
  return stages.toSorted(
    byFirst(
      (stage) => stage.app,
      (stage) => stage.stage,
      (stage) => stage.region,
      (stage) => stage.location,
    ),
  );
}
