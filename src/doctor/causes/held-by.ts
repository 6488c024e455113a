import type { Cause, Remedy } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { minute } from '../../text/text.ts';
import { explainCommand, sweepOf } from '../commands.ts';
import type { AppStage } from '../../model/resource.ts';
import { pairOfFinding, pairText, type Claim } from '../facts.ts';
import { generationOf, type Holder } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  deployRemedy,
  sweepRemedy,
  manualRemedy,
  type NameContext,
} from './cause.ts';
import { importRemedies, keptCause } from './kept.ts';
import { lostFromStateCause } from './lost-from-state.ts';
import { lostBootstrapCause } from './lost-bootstrap.ts';

/** Something holds the name that no live stack lists as its own. */
export function holderCause(holder: Holder, claims: readonly Claim[], context: NameContext): Cause {
  const { finding } = holder;
  if (finding === null) return foreignCause(holder, context);
  const unregistered = claims.find(({ own, state }) => own && state?.registered === false)?.state;
  if (unregistered) return lostBootstrapCause(unregistered, context);
  if (finding.verdict === 'busy') return runningCause(finding, context);
  if (finding.verdict === 'live' || finding.verdict === 'protected')
    return usedCause(finding, context);
  return (
    lostFromStateCause(finding, context) ??
    keptCause(holder, finding, context) ??
    leftoverCause(finding, holder, context)
  );
}

function leftoverCause(finding: Finding, holder: Holder, context: NameContext): Cause {
  const { facts, pair } = context;
  const { command: sweep, refused } = sweepOf([finding], facts);
  const sure =
    finding.verdict === 'leftover'
      ? `A leftover (${finding.confidence})`
      : 'What may be a leftover';
  const owner = finding.app === null ? '' : ` of ${finding.app}/${finding.stage ?? '?'}`;
  return {
    code: 'leftover',
    title: `${sure}${owner} ${holder.holds ?? 'holds the name'}.`,
    evidence: finding.evidence,
    remedies: [
      ...(sweep === null || finding.verdict !== 'leftover'
        ? [
            commandRemedy(
              explainCommand(sweep === null ? keeperOf(finding, facts) : finding.id),
              sweep === null ? `no sweep takes it: ${refused}` : 'the proof is missing: look first',
            ),
          ]
        : []),
      ...(sweep === null ? [] : [sweepRemedy(sweep, finding)]),
      ...takenOver(finding, holder, { ...context, isSwept: sweep !== null }),
    ],
    after: deployRemedy(pair),
    recurrence: recurrenceOf(holder, pairOfFinding(finding)),
  };
}

/** A way that deletes nothing: for what holds data, and for what no sweep takes. */
function takenOver(
  finding: Finding,
  { name }: Holder,
  { error, isSwept }: NameContext & { readonly isSwept: boolean },
): readonly Remedy[] {
  if (finding.verdict !== 'leftover' || (isSwept && !finding.losesData)) return [];
  return importRemedies(error, name);
}

/** The user of a leftover that is still in use: `explain` of the user says more than of the leftover. */
function keeperOf(finding: Finding, { findings }: NameContext['facts']): string {
  const keeper = findings.find(
    ({ key, verdict }) => finding.usedBy.includes(key) && verdict !== 'leftover',
  );
  return keeper?.id ?? finding.id;
}

function recurrenceOf(
  { name, kind }: Pick<Holder, 'name' | 'kind'>,
  owner: AppStage | null,
): string {
  if (kind === 'cloudfront-origin-access-control') {
    return 'Not from SST 3.2.16 on: names of access controls end in a random hash since.';
  }
  return generationOf(name, kind, owner) === 'plain'
    ? 'Yes, until SST 3.8.0 or later ends names in a random hash.'
    : 'Not under this name: since SST 3.8.0 names end in a random hash.';
}

function runningCause(finding: Finding, { pair }: NameContext): Cause {
  const until = finding.busyUntil === null ? '' : ` until ${minute(finding.busyUntil)} UTC`;
  return {
    code: 'running',
    title: 'The name is held by something that a run may be working on right now.',
    evidence: finding.evidence,
    remedies: [
      manualRemedy(
        `Wait for the run to end${until}. Two runs of one stage at a time fail each other.`,
      ),
    ],
    after: deployRemedy(pair),
    recurrence: 'Yes, where two runs of a stage overlap: let CI queue the deploys of a stage.',
  };
}

function usedCause(finding: Finding, { pair }: NameContext): Cause {
  const owner = pairText(
    finding.app === null || finding.stage === null
      ? null
      : { app: finding.app, stage: finding.stage },
  );
  return {
    code: 'in-use',
    title: `The name is held by something in use${finding.app === null ? '' : `, of ${owner}`}: it must not be deleted.`,
    evidence: finding.evidence,
    remedies: [
      commandRemedy(explainCommand(finding.id), 'shows who uses it'),
      configRemedy('name the component otherwise in sst.config.ts'),
    ],
    after: deployRemedy(pair),
    recurrence: 'Yes, as long as both want this name.',
  };
}

function foreignCause(holder: Holder, { pair, facts }: NameContext): Cause {
  return {
    code: 'foreign',
    title: 'The name is held by something that is not SST’s: leave it alone.',
    evidence: [
      evidence(
        'not-sst',
        holder.id,
        `Account ${facts.inventory.account} has it, and no tag, state, stack or name makes it SST’s.`,
      ),
    ],
    remedies: [configRemedy('name the component otherwise in sst.config.ts')],
    after: deployRemedy(pair),
    recurrence:
      'Not with a name of its own; prefixes or accounts per environment keep others away.',
  };
}
