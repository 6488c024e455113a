import { doctorReads, flag, foreignCommand, sstCommand } from '../../model/command.ts';
import type { Cause, CommandRemedy, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { isProductionName } from '../../model/stage.ts';
import type { AppStage, Resource } from '../../model/resource.ts';
import { removeFailed } from '../../report/stage-advice.ts';
import { listed } from '../../report/text.ts';
import { explainCommand, sweepOf } from '../commands.ts';
import { claimsOn, pairOfFinding, pairText, reportOf, statesOf, type Facts } from '../facts.ts';
import { deployingPair, holdersOf } from '../holders.ts';
import { failedRemove } from './in-live-stack.ts';
import { because, command, failedRunAgain, type Found, onceMore, sweeping } from './cause.ts';

/** AWS does not let go of what something uses: the user decides what to do. */
export function inUse(error: DeployError, facts: Facts): Found {
  const pair = deployingPair(error, facts);
  const used = holdersOf(error, facts);
  const causes = used.flatMap(({ key, id }) => {
    const users = usersOf(key, facts);
    return users.length === 0
      ? [freed(id, pair, facts)]
      : users.map((user) => usedBy(user, id, pair, facts));
  });
  const found = causes.length > 0 ? causes : removeAgain(pair, facts);
  if (found.length > 0) return { causes: found, ruledOut: [], next: [] };
  return {
    causes: [],
    ruledOut:
      error.name === null
        ? []
        : [
            {
              code: 'in-use',
              reason: `account ${facts.inventory.account} has nothing named ${error.name}`,
            },
          ],
    next: [
      ...(pair === null
        ? []
        : [['If it is gone by now, run it again: ', again(pair, facts).command, '.']]),
      ['Give the whole error, with the name in it: ', doctorReads('remove'), '.'],
    ],
  };
}

/** The error does not say what was in use, but the stage is still claimed by its failed remove. */
function removeAgain(pair: AppStage | null, facts: Facts): readonly Cause[] {
  if (pair === null) return [];
  return statesOf(pair, facts).flatMap((state) => {
    const report = reportOf(state, facts);
    if (report === null || !removeFailed(report)) return [];
    const claim = { source: state.location, state, pair, region: state.region };
    return [failedRemove(claim, report, { facts, pair: null })];
  });
}

/** Everything of this account whose configuration names it, SST's or not. */
function usersOf(key: string, { inventory }: Facts): readonly Resource[] {
  const target = inventory.resources.find((resource) => resource.key === key);
  const words = new Set(target?.identifiers ?? []);
  return inventory.resources.filter(({ references }) =>
    references.some(({ to }) => to === key || words.has(to)),
  );
}

function again(pair: AppStage, facts: Facts): CommandRemedy {
  const [state] = statesOf(pair, facts).filter(({ current }) => (current?.resources ?? 0) > 0);
  if (state) return onceMore(state, facts);
  return command(sstCommand(isProductionName(pair.stage) ? 'deploy' : 'remove', pair.stage));
}

function thenRemove(pair: AppStage | null, facts: Facts): Remedy {
  return pair === null ? failedRunAgain : again(pair, facts);
}

function freed(id: string, pair: AppStage | null, facts: Facts): Cause {
  return {
    code: 'freed',
    title: 'Nothing uses it any more: the distribution that did went after the error.',
    why: [
      because('unreferenced', 'configurations', `No configuration that could be read names ${id}.`),
    ],
    do: pair === null ? [failedRunAgain] : [again(pair, facts)],
    after: null,
    again: 'It may: CloudFront takes minutes to let go, and SST does not wait for that.',
  };
}

function usedBy(user: Resource, id: string, pair: AppStage | null, facts: Facts): Cause {
  const finding = facts.findings.find(({ key }) => key === user.key) ?? null;
  const why = [because('referenced', user.arn ?? user.id, `${user.id} uses ${id}.`)];
  const own = claimsOn(user.key, facts).some(
    (claim) => claim.own && claim.pair?.app === pair?.app && claim.pair?.stage === pair?.stage,
  );
  if (own && pair !== null) {
    return {
      code: 'own-user-stays',
      title: `${user.id} of ${pairText(pair)} itself still uses it: it was not yet gone when SST went on.`,
      why,
      do: [again(pair, facts)],
      after: null,
      again: 'It may, where CloudFront is slow: a second remove goes on where the first stopped.',
    };
  }
  if (finding && ['leftover', 'unknown', 'retained'].includes(finding.verdict)) {
    return usedByLeftover(finding, why, { pair, facts });
  }
  const owner = finding === null ? null : pairOfFinding(finding);
  return {
    code: 'used-by-live',
    title: `${user.id}${owner === null ? ', which is not SST’s' : ` of ${pairText(owner)}`} lives and uses it: take it out there first.`,
    why,
    do: [
      command(
        finding === null
          ? foreignCommand('aws', ['cloudfront', 'get-distribution-config'], {
              flags: [flag('--id', user.id)],
            })
          : explainCommand(user.id),
        'shows where it is named',
      ),
    ],
    after: thenRemove(pair, facts),
    again: 'Yes, as long as stages share it: give each its own, or keep it in a stage that stays.',
  };
}

function usedByLeftover(
  finding: Finding,
  why: Cause['why'],
  { pair, facts }: { readonly pair: AppStage | null; readonly facts: Facts },
): Cause {
  const { command: sweep, refused } = sweepOf([finding], facts);
  return {
    code: 'used-by-leftover',
    title: `${finding.id}, ${finding.verdict === 'leftover' ? 'a leftover' : 'which nothing live claims'}, still uses it.`,
    why: [...why, ...finding.evidence],
    do: [
      sweep === null
        ? command(explainCommand(finding.id), `no sweep takes it: ${refused}`)
        : sweeping(sweep, finding),
    ],
    after: thenRemove(pair, facts),
    again: `Not for ${listed([finding.id])} once it is gone.`,
  };
}
