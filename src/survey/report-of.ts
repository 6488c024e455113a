import type { Finding, Report, Summary } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import { costOf } from '../model/prices.ts';
import { quotaUses } from '../model/quotas.ts';
import type { Survey } from './survey.ts';
import { narrow } from './narrow.ts';
import type { FindingFilter } from '../model/options.ts';

/** The report of a survey, narrowed to the filters. */
export function reportOf(look: Survey, filter: FindingFilter): Report {
  const { inventory } = look;
  const { findings, hidden } = narrow(look.findings, filter);
  return {
    account: inventory.account,
    simulated: inventory.simulated,
    endpoint: inventory.endpoint,
    generatedAt: look.takenAt.toISOString(),
    regions: inventory.regions,
    homes: inventory.homes,
    stages: look.stages,
    findings,
    gaps: inventory.gaps,
    summary: summaryOf(findings, hidden),
    quotas: quotaUses(look),
    calls: inventory.calls,
    warnings: warningsOf(look),
  };
}

function summaryOf(findings: readonly Finding[], hidden: number): Summary {
  const of = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict);
  const sure = (confidence: Finding['confidence']) =>
    of('leftover').filter((finding) => finding.confidence === confidence).length;
  return {
    live: of('live').length,
    leftover: of('leftover').length,
    retained: of('retained').length,
    busy: of('busy').length,
    unknown: of('unknown').length,
    protected: of('protected').length,
    byConfidence: { certain: sure('certain'), high: sure('high'), low: sure('low') },
    hidden,
    cost: costOf(of('leftover')),
  };
}

/** Sentences that every text report shows first. */
export function warningsOf({ inventory }: Survey): string[] {
  return [
    ...(inventory.endpoint === null
      ? []
      : [`This is not AWS: everything was read from ${inventory.endpoint}.`]),
    ...(inventory.clockIsLocal
      ? ['The server sent no time, so ages rest on the clock of this machine.']
      : []),
  ];
}
