import { plan } from '../../src/plan/plan.ts';
import type { Finding } from '../../src/model/finding.ts';
import { accountId } from '../account/account.ts';
import type { Looked } from '../account/looking.ts';
import { fateOf } from './tally.ts';
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
      maxShare: null,
      quarantineMs: null,
      typed: [],
      apps: [],
      stages: [],
      ticked: null,
      confirmed: [],
      wantedStages: [],
    },
    { account: accountId, now: takenAt.toISOString(), accountPinned: true },
  );
  const keys = new Set(steps.map(({ key }) => key));
  return findings.filter(({ key }) => keys.has(key));
}

/**
 * Live resources that are called leftovers, or that a sweep would touch, or that are called retained
 * though it is not by that that they stay.
 */
export function wrongIn(looked: Looked, truth: Truth): readonly Finding[] {
  const touched = new Set(planned(looked));
  return looked.findings.filter((finding) => {
    const fate = fateOf(finding, truth);
    if (fate?.is !== 'live') return false;
    const isMisread = finding.verdict === 'retained' && fate.cause !== 'kept on purpose';
    return finding.verdict === 'leftover' || isMisread || touched.has(finding);
  });
}

export function describeWrong(finding: Finding, truth: Truth): readonly string[] {
  const { id, row, evidence, app, stage, verdict, confidence } = finding;
  const codes = evidence.map(({ code }) => code).join(', ');
  const said = `${verdict} ${confidence ?? ''} (${row})`;
  const why = `${said}: ${id}, ${fateOf(finding, truth)?.cause}; ${codes}; ${evidence[0]?.detail}`;
  return [why, ...truth.log.filter((line) => line.includes(`${app}/${stage}:`))];
}
