import { type Decision, type Judgement, leastSure, type Row } from './decision.ts';
import { behindFront, surenessOfUsers, useRow } from './rows/use.ts';
import type { Subject } from './subject.ts';

/** The first row that holds decides; null: the resource is not SST's. */
export function firstRow(
  subject: Subject,
  judgement: Judgement,
  rows: readonly Row[],
): Decision | null {
  for (const row of rows) {
    const decided = row.decide(subject, judgement);
    if (decided === 'not-listed') return null;
    if (!decided) continue;
    const goes = decided.verdict === 'leftover' || decided.verdict === 'retained';
    const behind = goes && rows.includes(useRow) ? behindFront(subject, judgement) : null;
    if (behind && behind.verdict !== decided.verdict) return { row: useRow.number, ...behind };
    const confidence =
      decided.verdict === 'leftover'
        ? leastSure(decided.confidence, surenessOfUsers(subject, judgement))
        : decided.confidence;
    return { row: row.number, ...decided, confidence };
  }
  return null;
}
