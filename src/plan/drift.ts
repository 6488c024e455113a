import type { Finding } from '../model/finding.ts';
import type { PlannedOn, Plan } from '../model/plan.ts';

/** One resource that is no longer as the plan found it. */
export interface Drift {
  readonly key: string;
  readonly change: 'gone' | 'verdict' | 'evidence' | 'configuration';
  /** One sentence. */
  readonly detail: string;
}

/** The changes since a plan was saved: with any, the plan may not run. */
export function driftSince(
  plan: Pick<Plan, 'basis'>,
  findings: readonly Finding[],
): readonly Drift[] {
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
  return plan.basis.flatMap((basis) => driftOf(basis, byKey.get(basis.key) ?? null) ?? []);
}

function driftOf(basis: PlannedOn, finding: Finding | null): Drift | null {
  const { key } = basis;
  if (finding === null) return { key, change: 'gone', detail: `${key} is gone.` };
  const was = sureness(basis);
  const is = sureness(finding);
  if (was !== is || basis.row !== finding.row || basis.stageLivesOn !== finding.stageLivesOn) {
    return {
      key,
      change: 'verdict',
      detail: `${key} was ${was} and is ${is} (row ${finding.row}).`,
    };
  }
  const codes = new Set(finding.evidence.map(({ code }) => code));
  const different = [
    ...basis.codes.filter((code) => !codes.has(code)),
    ...[...codes].filter((code) => !basis.codes.includes(code)),
  ];
  if (different.length > 0)
    return {
      key,
      change: 'evidence',
      detail: `The evidence on ${key} changed: ${different.join(', ')}.`,
    };
  if (basis.fingerprint !== finding.fingerprint) {
    return {
      key,
      change: 'configuration',
      detail: `The configuration, references or claims of ${key} changed.`,
    };
  }
  return null;
}

function sureness({ verdict, confidence }: Pick<Finding, 'verdict' | 'confidence'>): string {
  return confidence === null ? verdict : `${verdict} (${confidence})`;
}
