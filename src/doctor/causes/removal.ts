import { foreignCommand, ownCommand, sstCommand, type Sentence } from '../../model/command.ts';
import { reasonToKeep } from '../../advice/removal.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import { count } from '../../text/text.ts';
import type { StageState } from '../../model/stage.ts';
import { scanOfStage, sweepOf } from '../commands.ts';
import { claimsOn, pairText, reportOf, statesOf, type Facts } from '../facts.ts';
import { deployingPair, holdersOf } from '../holders.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  unnamedRerun,
  type CauseSearch,
  nothingFound,
  rerunRemedy,
  sstRemedy,
  sweepRemedy,
  manualRemedy,
  removalCommand,
} from './cause.ts';
import { deletedStateCause } from './deleted-state.ts';
import { registerRemedies } from './lost-bootstrap.ts';
import { failedStack, stuckStackOf } from './stack.ts';

const whoAmI = foreignCommand('aws', ['sts', 'get-caller-identity']);

function stateOf(error: DeployError, facts: Facts): StageState | null {
  const pair = deployingPair(error, facts);
  if (pair === null) return null;
  const states = statesOf(pair, facts);
  return states.find(({ current }) => (current?.resources ?? 0) > 0) ?? states[0] ?? null;
}

/** The state's ETag is not AWS's any more, or a pricing plan holds the distribution. */
export function staleCauses(error: DeployError, facts: Facts): CauseSearch {
  const state = stateOf(error, facts);
  if (/pricing ?plan/i.test(error.message)) return singleCause(pricingPlanCause(error));
  const remove = state === null ? null : rerunRemedy(state, facts);
  const refresh =
    state === null
      ? commandRemedy(sstCommand('refresh'), 'of the stage that fails')
      : sstRemedy('refresh', state, facts);
  return singleCause({
    code: 'stale-state',
    title: 'Something else changed it since SST last looked, so the ETag in the state is old.',
    evidence: [
      evidence(
        'precondition-failed',
        error.from,
        'AWS takes a change or deletion only under the newest ETag (anomalyco/sst#5502).',
      ),
    ],
    remedies: [refresh],
    after: remove ?? unnamedRerun,
    recurrence:
      'Yes, when two apps or people change it at a time: let one run of a stage wait for the other.',
  });
}

function pricingPlanCause(error: DeployError): Cause {
  return {
    code: 'pricing-plan',
    title: 'The distribution has a flat-rate pricing plan, and AWS deletes none that has one.',
    evidence: [
      evidence('pricing-plan', error.from, 'The message of AWS speaks of a pricing plan.'),
    ],
    remedies: [
      manualRemedy(
        'Cancel the plan in the CloudFront console; it ends with the month. Neither refresh nor sweep helps before.',
      ),
    ],
    after: unnamedRerun,
    recurrence: 'Only for distributions that have a plan.',
  };
}

/** Replicas of Lambda@Edge go by themselves some hours after the last association. */
export function replicaCauses(error: DeployError, facts: Facts): CauseSearch {
  const [holder] = holdersOf(error, facts);
  const stuck = holder ? stuckStackOf(holder.key, facts) : null;
  if (stuck) return singleCause(failedStack(stuck, facts));
  const state = stateOf(error, facts);
  const finding = holder?.finding ?? null;
  const isClaimed = holder ? claimsOn(holder.key, facts).some(({ own }) => own) : state !== null;
  const sweep = finding && !isClaimed ? sweepOf([finding], facts).command : null;
  return singleCause({
    code: 'replicas-remain',
    title: 'AWS has not yet removed the copies of this Lambda@Edge function at the edge.',
    evidence: [
      evidence(
        'replicated',
        holder?.id ?? error.from,
        'Only AWS removes them, some hours after no distribution names the function any more.',
      ),
    ],
    remedies: [
      manualRemedy(
        'Wait some hours. Nothing makes it faster: no sweep, refresh or deletion by hand does.',
      ),
      ...(sweep === null || finding === null
        ? []
        : [sweepRemedy(sweep, finding, 'then; what has replicas still is parked again')]),
    ],
    after: sweep === null ? (state === null ? unnamedRerun : rerunRemedy(state, facts)) : null,
    recurrence: 'With every Lambda@Edge function that is removed.',
  });
}

/** A distribution must be disabled, and that must have reached the edge. */
export function notDisabledCauses(error: DeployError, facts: Facts): CauseSearch {
  const [holder] = holdersOf(error, facts);
  const claim = holder ? claimsOn(holder.key, facts).find(({ own }) => own) : undefined;
  const state = claim?.state ?? stateOf(error, facts);
  const resource = facts.inventory.resources.find(({ key }) => key === holder?.key);
  const isClaimed = holder ? claimsOn(holder.key, facts).some(({ own }) => own) : state !== null;
  const finding = holder?.finding ?? null;
  if (finding && !isClaimed) {
    const { command: sweep, refused } = sweepOf([finding], facts);
    return singleCause({
      code: 'leftover',
      title: `${finding.id} is in no state any more: a sweep disables it, waits, and deletes it.`,
      evidence: finding.evidence,
      remedies: [
        sweep === null
          ? manualRemedy(`No sweep takes it: ${refused}`)
          : sweepRemedy(sweep, finding),
      ],
      after: null,
      recurrence: 'Not for this one.',
    });
  }
  const settling = resource?.serving && !resource.serving.enabled && !resource.serving.settled;
  const remove = state === null ? unnamedRerun : rerunRemedy(state, facts);
  return singleCause({
    code: settling ? 'settling' : 'not-disabled',
    title: settling
      ? 'It is disabled, but that has not reached every edge yet.'
      : `${holder?.id ?? 'It'}${state === null ? '' : ` of ${pairText(state)}`} was to be deleted before it was disabled and settled.`,
    evidence: [
      evidence(
        'distribution',
        resource?.arn ?? error.from,
        resource?.serving
          ? `It is ${resource.serving.enabled ? 'enabled' : 'disabled'} and ${resource.serving.settled ? 'settled' : 'still settling'}.`
          : 'AWS deletes only what is disabled and deployed.',
      ),
    ],
    remedies: settling
      ? [manualRemedy('Wait 3 to 15 minutes.'), remove]
      : [...(state === null ? [] : [sstRemedy('refresh', state, facts)]), remove],
    after: null,
    recurrence: 'It may, where CI cuts the remove short: give it 15 minutes more.',
  });
}

/** The stage is not in the home that SST looked into. */
export function noStageCauses(error: DeployError, facts: Facts): CauseSearch {
  const { project, inventory } = facts;
  const stage = error.stage ?? project?.stage ?? null;
  const app = error.app ?? project?.app ?? null;
  const states = inventory.stages.filter(
    (state) => (stage === null || state.stage === stage) && (app === null || state.app === app),
  );
  const deleted = states.flatMap((state) => deletedStateCause(state, facts) ?? []);
  if (deleted.length > 0) return { causes: deleted, ruledOut: [], next: [] };
  if (stage === null) {
    return {
      ...nothingFound,
      next: [['Say which stage: ', ownCommand('stages'), ' lists all of them with their homes.']],
    };
  }
  const holding = states.filter(({ current }) => (current?.resources ?? 0) > 0);
  const causes = holding.map((state) => otherHomeCause(state, facts));
  if (causes.length > 0) return { causes, ruledOut: [], next: [] };
  if (states.some(({ current }) => current?.readable)) {
    return singleCause({
      code: 'removed-already',
      title: `${pairText(states[0] ?? null)} was removed: its state is empty, so there is nothing to remove.`,
      evidence: states.map(({ location }) =>
        evidence('stage-removed', location, 'It lists no resource.'),
      ),
      remedies: [commandRemedy(scanOfStage(stage), 'shows what it left')],
      after: null,
      recurrence: 'No.',
    });
  }
  const near = inventory.stages.filter(
    (state) => state.stage.toLowerCase() === stage.toLowerCase(),
  );
  return {
    causes: [],
    ruledOut: [
      {
        code: 'other-region',
        reason: `another region (no home of account ${inventory.account} has a state of ${stage})`,
      },
    ],
    next: [
      ...standingUnder({ app, stage }, facts),
      ...(near.length > 0
        ? [`There is ${near.map(pairText).join(', ')}: stage names keep their case.`]
        : []),
      ['Check the profile and the account: ', whoAmI, '.'],
      'Check home: in sst.config.ts: states kept in Cloudflare or on one machine are not in AWS.',
    ],
  };
}

/** What bears the name or the tags of a stage of which no state is left. */
function standingUnder(
  { app, stage }: { readonly app: string | null; readonly stage: string },
  { findings }: Facts,
): readonly Sentence[] {
  const found = findings.filter(
    (finding) => finding.stage === stage && (app === null || finding.app === app),
  );
  if (found.length === 0) return [];
  const are = found.length === 1 ? 'bears' : 'bear';
  return [
    [
      `${count(found.length, 'thing')} ${are} its name or its tags, and SST cannot remove what no state lists: `,
      scanOfStage(stage),
      ' shows what is known of them.',
    ],
  ];
}

function otherHomeCause(state: StageState, facts: Facts): Cause {
  const remove = removalCommand(reportOf(state, facts), facts, 'where the stage lives');
  const configured = facts.project?.region ?? null;
  const sameRegion = configured === state.region;
  return {
    code: state.registered ? 'other-region' : 'lost-bootstrap',
    title: state.registered
      ? `${pairText(state)} lives in ${state.region}${configured === null || sameRegion ? '' : `, and the project says ${configured}`}: SST looks only into the home of its own region.`
      : `${pairText(state)} is in a home that no /sst/bootstrap parameter names any more.`,
    evidence: [
      evidence('state', state.location, `It lists ${state.current?.resources ?? 0} resources.`),
    ],
    remedies: state.registered
      ? [
          remove ?? manualRemedy(`It is in ${state.region}. ${notRemoved(state, facts)}`),
          configRemedy(
            `providers: { aws: { region: "${state.region}" } }`,
            'in sst.config.ts: for good',
          ),
        ]
      : registeringOf(state, facts),
    after: state.registered ? null : rerunRemedy(state, facts),
    recurrence: 'Yes, until the region is pinned in sst.config.ts.',
  };
}

function notRemoved(state: StageState, { stages }: Facts): string {
  const report = stages.find(({ location }) => location === state.location);
  return (report && reasonToKeep(report, stages)) ?? 'No command removes it here.';
}

function registeringOf(state: StageState, facts: Facts) {
  return registerRemedies(state.home, state.region, facts);
}

function singleCause(cause: Cause): CauseSearch {
  return { causes: [cause], ruledOut: [], next: [] };
}
