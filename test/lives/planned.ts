import { plan } from '../../src/plan/plan.ts';
import type { Finding } from '../../src/model/finding.ts';
import { accountId } from '../account/account.ts';
import type { Looked } from '../account/looking.ts';
import { nameOf } from './tally.ts';
import type { Truth } from './truth.ts';

/** What a sweep would touch that asks for all that it may without naming anything: data and low confidence too. */
function planned({ findings, inventory, takenAt }: Looked): readonly Finding[] {
  const { steps } = plan(
    findings,
    inventory.kinds,
    {
      unattended: false,
      minConfidence: 'low',
      includeRetained: false,
      deleteData: true,
      allowTraffic: false,
      maxDeletions: 10_000,
      typed: [],
      apps: [],
      stages: [],
      ticked: null,
      confirmed: [],
    },
    { account: accountId, now: takenAt.toISOString(), accountPinned: true },
  );
  const keys = new Set(steps.map(({ key }) => key));
  return findings.filter(({ key }) => keys.has(key));
}

/** Live resources that are called leftovers, or that a sweep would touch. */
export function wrongIn(looked: Looked, truth: Truth): readonly Finding[] {
  const isLive = (finding: Finding) => truth.of(nameOf(finding))?.is === 'live';
  const touched = new Set(planned(looked));
  return looked.findings.filter(
    (finding) => isLive(finding) && (finding.verdict === 'leftover' || touched.has(finding)),
  );
}

export function describeWrong(finding: Finding, truth: Truth): readonly string[] {
  const { id, row, evidence, app, stage } = finding;
  const why = `row ${row}: ${id}, ${truth.of(nameOf(finding))?.cause}; ${evidence[0]?.detail}`;
  return [why, ...truth.log.filter((line) => line.includes(`${app}/${stage}:`))];
}
