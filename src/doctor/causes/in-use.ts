import { flag, foreignCommand, sstCommand } from '../../model/command.ts';
import type { Cause, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import type { StageState } from '../../model/stage.ts';
import type { AppStage, Resource } from '../../model/resource.ts';
import { abandonCommand, removeFailed } from '../../advice/stage-advice.ts';
import { listed } from '../../text/text.ts';
import { explainCommand, sweepOf } from '../commands.ts';
import { claimsOn, pairOfFinding, pairText, reportOf, statesOf, type Facts } from '../facts.ts';
import { deployingPair, holdersOf, kindsOf, type Holder } from '../holders.ts';
import { failedRemoveCause } from './in-live-stack.ts';
import {
  evidence,
  commandRemedy,
  unnamedRerun,
  type CauseSearch,
  rerunRemedy,
  rerunSentence,
  withCondition,
  sweepRemedy,
  manualRemedy,
} from './cause.ts';
import { attachedCauses } from './in-use-kinds.ts';
import { statesInQuestion } from './in-question.ts';

/** AWS does not delete a resource that another one uses: the user decides its fate. */
export function inUseCauses(error: DeployError, facts: Facts): CauseSearch {
  const pair = deployingPair(error, facts);
  const named = holdersOf(error, facts);
  const used = named.length > 0 ? named : ofEntries(error, facts);
  const causes = used.flatMap((target) => usesOf(target, pair, facts));
  const found = [attachedCauses(error, facts), causes, removeAgain(error, facts)].find(
    (each) => each.length > 0,
  );
  if (found) return { causes: found, ruledOut: [], next: [] };
  if (subjectOf(error) !== null && used.length === 0 && isUnlisted(error))
    return { causes: [unseenUserCause(error, pair, facts)], ruledOut: [], next: [] };
  const candidates = used.length > 0 || error.name !== null ? [] : possibleUses(error, facts);
  if (candidates.length > 0) return { causes: candidates, ruledOut: [], next: [] };
  return {
    causes: [],
    ruledOut:
      error.name === null
        ? []
        : [
            {
              code: 'in-use',
              reason: `something in account ${facts.inventory.account} that uses it (it has nothing named ${error.name})`,
            },
          ],
    next: [
      'It may be gone by now: CloudFront takes minutes to let go of what a distribution used.',
      pair === null ? unnamedRerun.text : rerunSentence(rerunOrRemove(pair, facts)),
    ],
  };
}

/** CloudFront's own codes name no kind where they may be about any of its kinds. */
function isUnlisted(error: DeployError): boolean {
  return kindsOf(error).every((kind) => kind === 'other') && !/cloudfront/i.test(error.message);
}

function subjectOf({ name, logicalName }: DeployError): string | null {
  return name ?? logicalName;
}

function unseenUserCause(error: DeployError, pair: AppStage | null, facts: Facts): Cause {
  return {
    code: 'used-unseen',
    title: `Something that this version does not list still uses ${subjectOf(error)}, so AWS keeps it.`,
    evidence: [evidence('aws-refused', error.from, `AWS refused to delete it: ${error.code}.`)],
    remedies: [
      manualRemedy(
        'Wait some minutes where SST deleted what uses it; else look in the console of that service what does, and take it out there only if nobody needs that.',
      ),
    ],
    after: nextRun(pair, facts),
    recurrence: 'It may, where AWS is slow to let go; else until what uses it is taken out.',
  };
}

type Target = Pick<Holder, 'key' | 'id'>;

function usesOf({ key, id }: Target, deploying: AppStage | null, facts: Facts): readonly Cause[] {
  const owner = claimsOn(key, facts).find(({ own }) => own)?.pair ?? null;
  const pair = deploying ?? owner;
  const users = usersOf(key, facts);
  return users.length === 0
    ? [freedCause(id, pair, facts)]
    : users.map((user) => userCause(user, id, pair, facts));
}

/**
 * SST's provider for access controls tells neither name nor id, and a piece of an output tells no stage. The
 * entry of that name in a state does; states whose newest run failed are preferred.
 */
function ofEntries(error: DeployError, facts: Facts): readonly Target[] {
  const { logicalName } = error;
  if (logicalName === null) return [];
  const kinds = kindsOf(error);
  const found = statesInQuestion(error, facts).flatMap((state) =>
    (state.current?.owned ?? [])
      .filter(({ urn }) => urn.split('::').at(-1)?.split('.')[0] === logicalName)
      .flatMap(({ id, arn }) =>
        facts.inventory.resources.filter(
          (resource) =>
            kinds.includes(resource.kind) &&
            [resource.id, resource.name, resource.arn].some((word) => word === id || word === arn),
        ),
      )
      .map(({ key, id }) => ({ key, id, failed: hasFailed(state, facts) })),
  );
  const failed = found.filter((each) => each.failed);
  return failed.length > 0 ? failed : found;
}

function hasFailed(state: StageState, facts: Facts): boolean {
  const run = reportOf(state, facts)?.lastRun ?? null;
  return run !== null && (run.completedAt === null || run.errors.length > 0);
}

const shownAtMost = 3;

/** The error tells neither name nor stage: the few resources of its kind that are in use. */
function possibleUses(error: DeployError, facts: Facts): readonly Cause[] {
  const kinds = kindsOf(error);
  const used = facts.inventory.resources.filter(
    ({ kind, key }) =>
      kinds.includes(kind) &&
      facts.findings.some((each) => each.key === key) &&
      usersOf(key, facts).length > 0,
  );
  if (used.length > shownAtMost) return [];
  return used.flatMap((target) =>
    usesOf(target, null, facts).map((cause) =>
      withCondition(`it is ${target.name ?? target.id}`, cause),
    ),
  );
}

/** The error does not name the resource in use, but the failed remove of the stage still claims it. */
function removeAgain(error: DeployError, facts: Facts): readonly Cause[] {
  const isSaid = deployingPair(error, facts) !== null;
  return statesInQuestion(error, facts).flatMap((state) => {
    const report = reportOf(state, facts);
    if (report === null || !removeFailed(report) || !listsAny(state, error, facts)) return [];
    // Of a kind that is not known any stage may be the one.
    if (!isSaid && kindsOf(error).length === 0) return [];
    const pair = { app: state.app, stage: state.stage };
    const claim = { source: state.location, state, pair, region: state.region };
    const cause = failedRemoveCause(claim, report, { facts, pair: null });
    return [isSaid ? cause : withCondition(`it is of ${pairText(pair)}`, cause)];
  });
}

/** Does the state list anything of the kind that the error is about? */
function listsAny({ current }: StageState, error: DeployError, { inventory }: Facts): boolean {
  const kinds = kindsOf(error);
  const types = new Set(
    inventory.kinds.flatMap((each) => (kinds.includes(each.kind) ? each.pulumiTypes : [])),
  );
  return (
    kinds.length === 0 ||
    current === null ||
    current.owned.some(({ type }) => types.has(type)) ||
    current.lists.some((key) => kinds.some((kind) => key.startsWith(`${kind}:`)))
  );
}

/** Everything of this account whose configuration names it, SST's or not. */
function usersOf(key: string, { inventory }: Facts): readonly Resource[] {
  const target = inventory.resources.find((resource) => resource.key === key);
  const words = new Set(target?.identifiers ?? []);
  return inventory.resources.filter(({ references }) =>
    references.some(({ to }) => to === key || words.has(to)),
  );
}

function rerunOrRemove(pair: AppStage, facts: Facts): Remedy {
  const [state] = statesOf(pair, facts).filter(({ current }) => (current?.resources ?? 0) > 0);
  if (state) return rerunRemedy(state, facts);
  if (facts.run === 'deploy') return commandRemedy(sstCommand('deploy', pair.stage));
  // Of a stage that is not here nobody knows whether it is needed.
  return unnamedRerun;
}

/** Where removing failed for good. */
function abandonRemedies(pair: AppStage, facts: Facts): readonly Remedy[] {
  const reports = statesOf(pair, facts).flatMap((state) => reportOf(state, facts) ?? []);
  return reports.filter(removeFailed).flatMap((report) => {
    const abandon = abandonCommand(report);
    return abandon === null
      ? []
      : [commandRemedy(abandon, 'only where sst remove cannot work any more')];
  });
}

function nextRun(pair: AppStage | null, facts: Facts): Remedy {
  return pair === null ? unnamedRerun : rerunOrRemove(pair, facts);
}

function freedCause(id: string, pair: AppStage | null, facts: Facts): Cause {
  return {
    code: 'freed',
    title: 'Nothing uses it any more: the distribution that did went after the error.',
    evidence: [
      evidence(
        'unreferenced',
        'configurations',
        `No configuration that could be read names ${id}.`,
      ),
    ],
    remedies: pair === null ? [unnamedRerun] : [rerunOrRemove(pair, facts)],
    after: null,
    recurrence: 'It may: CloudFront takes minutes to let go, and SST does not wait for that.',
  };
}

function userCause(user: Resource, id: string, pair: AppStage | null, facts: Facts): Cause {
  const finding = facts.findings.find(({ key }) => key === user.key) ?? null;
  const reference = [evidence('referenced', user.arn ?? user.id, `${user.id} uses ${id}.`)];
  const own = claimsOn(user.key, facts).some(
    (claim) => claim.own && claim.pair?.app === pair?.app && claim.pair?.stage === pair?.stage,
  );
  if (own && pair !== null) {
    return {
      code: 'own-user-stays',
      title: `${user.id} of ${pairText(pair)} itself still uses it: it was not yet gone when SST went on.`,
      evidence: reference,
      remedies: [rerunOrRemove(pair, facts), ...abandonRemedies(pair, facts)],
      after: null,
      recurrence:
        'It may, where CloudFront is slow: a second remove goes on where the first stopped.',
    };
  }
  if (finding && ['leftover', 'unknown', 'retained'].includes(finding.verdict)) {
    return leftoverUserCause(finding, reference, { pair, facts });
  }
  const owner = finding === null ? null : pairOfFinding(finding);
  return {
    code: 'used-by-live',
    title: `${user.id}${owner === null ? ', which is not SST’s' : ` of ${pairText(owner)}`} lives and uses it: take it out there first.`,
    evidence: reference,
    remedies: [
      commandRemedy(
        finding === null
          ? foreignCommand('aws', ['cloudfront', 'get-distribution-config'], {
              flags: [flag('--id', user.id)],
            })
          : explainCommand(user.id),
        'shows where it is named',
      ),
    ],
    after: nextRun(pair, facts),
    recurrence:
      'Yes, as long as stages share it: give each its own, or keep it in a stage that stays.',
  };
}

function leftoverUserCause(
  finding: Finding,
  reference: Cause['evidence'],
  { pair, facts }: { readonly pair: AppStage | null; readonly facts: Facts },
): Cause {
  const { command: sweep, refused } = sweepOf([finding], facts);
  return {
    code: 'used-by-leftover',
    title: `${finding.id}, ${finding.verdict === 'leftover' ? 'a leftover' : 'which nothing live claims'}, still uses it.`,
    evidence: [...reference, ...finding.evidence],
    remedies: [
      sweep === null
        ? commandRemedy(explainCommand(finding.id), `no sweep takes it: ${refused}`)
        : sweepRemedy(sweep, finding),
    ],
    after: nextRun(pair, facts),
    recurrence: `Not for ${listed([finding.id])} once it is gone.`,
  };
}
