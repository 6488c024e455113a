import { ownCommand } from '../../model/command.ts';
import type { Cause } from '../../model/diagnosis.ts';
import type { Evidence, StageReport } from '../../model/finding.ts';
import { abandonCommand, removeFailed } from '../../advice/stage-advice.ts';
import { pairText, reportOf, reportOfClaim, statesOf, versionsOf, type Claim } from '../facts.ts';
import { generationOf, isGlobal, type Holder } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  deployRemedy,
  hashedNamesRemedy,
  removalCommand,
  removalRemedy,
  type NameContext,
  renamingRemedy,
} from './cause.ts';

/** A live stack lists the holder as its own. Which stack that is, and its region, tell the mistake. */
export function claimedHolderCause(
  holder: Holder,
  claims: readonly Claim[],
  context: NameContext,
): Cause {
  const { facts, pair } = context;
  const claim = claims.find(({ own }) => own) ?? claims[0];
  if (!claim) throw new Error('A live stack without a claim.');
  const report = claim.state === null ? null : reportOf(claim.state, facts);
  if (report && removeFailed(report)) return failedRemoveCause(claim, report, context);
  const isSame = pair !== null && claim.pair?.app === pair.app && claim.pair.stage === pair.stage;
  if (!isSame) return otherStageCause(holder, claim, context);
  return isGlobal(holder.kind) && isElsewhere(claim, context)
    ? twoRegionsCause(claim, context)
    : ownStateCause(holder, claim, context);
}

function claimEvidence(claim: Claim): Evidence {
  return evidence(
    'claimed',
    claim.source,
    `${claim.stack === null ? `The state of ${pairText(claim.pair)}` : `The stack ${claim.stack.name}`} in ${claim.region} lists it as its own.`,
  );
}

/** The deploy went to another region than the state that lists it. */
function isElsewhere({ region }: Claim, { error, facts, pair }: NameContext): boolean {
  const deploying = error.region ?? facts.project?.region ?? null;
  if (deploying !== null) return deploying !== region;
  return pair !== null && statesOf(pair, facts).some((state) => state.region !== region);
}

/** The stage is still claimed: first `sst remove` once more, and `--abandon` only where that fails. */
export function failedRemoveCause(
  claim: Pick<Claim, 'source' | 'state' | 'pair' | 'region'>,
  report: StageReport,
  { facts, pair }: Pick<NameContext, 'facts' | 'pair'>,
): Cause {
  const abandon = abandonCommand(report);
  const run = report.lastRun;
  return {
    code: 'failed-remove',
    title: `The remove of ${pairText(claim.pair)} failed half-way, and its state still lists it.`,
    evidence: [
      evidence(
        'claimed-by-failed-remove',
        claim.source,
        run?.completedAt === null
          ? 'Its newest remove never came to its end.'
          : `Its newest remove ended with: ${run?.errors[0] ?? 'an error'}`,
      ),
    ],
    remedies: [
      removalRemedy(report, facts),
      ...(abandon === null
        ? []
        : [commandRemedy(abandon, 'only where sst remove cannot work any more')]),
    ],
    after: pair === null ? null : deployRemedy(pair),
    recurrence: [
      'Yes, if removes are cut short: give CI time for them, and look at ',
      ownCommand('stages'),
      '.',
    ],
  };
}

function twoRegionsCause(claim: Claim, { facts, pair, error }: NameContext): Cause {
  const deploying = error.region ?? facts.project?.region ?? null;
  const moved = `only if the stage is to move${deploying === null ? '' : ` to ${deploying}`}: takes it away in ${claim.region}`;
  const remove = removalCommand(reportOfClaim(claim, facts), facts, moved);
  return {
    code: 'two-regions',
    title: `${pairText(pair)} is deployed in ${claim.region} already, and CloudFront is one for all regions.`,
    evidence: [claimEvidence(claim)],
    remedies: [
      configRemedy(
        `providers: { aws: { region: "${claim.region}" } }`,
        'in sst.config.ts: deploys where the stage lives',
      ),
      ...(remove === null ? [] : [remove]),
    ],
    after: deployRemedy(pair),
    recurrence:
      'Yes, whenever somebody deploys with another AWS_REGION: the pinned region stops it.',
  };
}

/**
 * Before 3.8.0 SST gives a replacement the name of the old resource, and makes it while the old one still
 * exists.
 */
function ownStateCause(holder: Holder, claim: Claim, context: NameContext): Cause {
  const { pair } = context;
  const isPlain = generationOf(holder.name, holder.kind, claim.pair) === 'plain';
  return {
    code: 'own-state',
    title: `${pairText(pair)} has it already, and the deploy wants to make it anew under the same name.`,
    evidence: [claimEvidence(claim), ...versionEvidence(context)],
    remedies: isPlain
      ? [hashedNamesRemedy(context)]
      : [renamingRemedy({ gives: 'makes a new one beside it' })],
    after: deployRemedy(pair),
    recurrence: isPlain
      ? 'Yes, with every replacement, until SST 3.8.0 or later makes the names.'
      : 'Yes, as long as the name is set by hand: leave it to SST.',
  };
}

function otherStageCause(holder: Holder, claim: Claim, context: NameContext): Cause {
  const { pair, facts } = context;
  const isPlain = generationOf(holder.name, holder.kind, claim.pair) === 'plain';
  return {
    code: 'other-stage',
    title: `${pairText(claim.pair)} lives and holds the name${pair === null ? '' : `, which ${pairText(pair)} asks for too`}.`,
    evidence: [claimEvidence(claim), ...versionEvidence(context)],
    remedies: [
      ...(isPlain ? [hashedNamesRemedy(context)] : []),
      configRemedy(
        'name the app, the stage or the component otherwise in sst.config.ts',
        `never delete it: ${pairText(claim.pair)} uses it`,
      ),
    ],
    after: deployRemedy(pair ?? (facts.project?.stage ? { stage: facts.project.stage } : null)),
    recurrence: isPlain
      ? 'Yes, until SST 3.8.0 or later makes the names; separate accounts or prefixes keep stages apart.'
      : 'Yes, as long as both set this name by hand.',
  };
}

function versionEvidence({ pair, facts }: NameContext): readonly Evidence[] {
  if (pair === null) return [];
  const { sstVersions } = versionsOf(pair, facts);
  const last = sstVersions.at(-1);
  if (last === undefined) return [];
  return [
    evidence(
      'sst-version',
      pairText(pair),
      `It was last run with SST ${last}; names have a random hash from 3.8.0 on, and what exists keeps its name.`,
    ),
  ];
}
