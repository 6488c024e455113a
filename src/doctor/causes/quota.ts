import { flag, foreignCommand, ownCommand } from '../../model/command.ts';
import type { Cause, CommandRemedy, DeployError } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { isIdle, stageCommand } from '../../report/stage-advice.ts';
import { count, listed } from '../../report/text.ts';
import { durations } from '../../model/times.ts';
import { sweepOf } from '../commands.ts';
import { claimsOn, pairOfFinding, pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { quotas, type Quota } from '../../model/quotas.ts';
import { because, command, config, deployAgain, type Found, nothingFound } from './cause.ts';

/** A quota is full: leftovers first, then stages that nobody deploys any more, then AWS. */
export function quotaReached(error: DeployError, facts: Facts): Found {
  const quota = quotas.find(({ kind }) => kind === error.kind);
  if (!quota) return nothingFound;
  const used = facts.inventory.resources.filter(({ kind }) => kind === quota.kind).length;
  const after = deployAgain(deployingPair(error, facts));
  const gaps = facts.inventory.gaps.filter(
    ({ affects }) => affects.kinds === 'all' || affects.kinds.includes(quota.kind),
  );
  if (used < quota.limit && gaps.length === 0) return roomNow(quota, used);
  const leftovers = facts.findings.filter(
    ({ kind, verdict, confidence }) =>
      kind === quota.kind && verdict === 'leftover' && confidence !== 'low',
  );
  const causes = [
    ...leftoversOf(leftovers, { quota, used, facts, after }),
    ...idleStagesOf({ quota, used, facts, after }),
    ...fewer({ quota, used, facts, after }),
  ];
  return {
    causes,
    ruledOut:
      leftovers.length > 0
        ? []
        : [{ code: 'leftovers', reason: `none of the ${used} ${quota.plural} is a leftover` }],
    next:
      gaps.length > 0
        ? [['Not everything could be read: ', ownCommand('scan'), ' lists the gaps.']]
        : [],
  };
}

/** AWS's first quota is the least that there is, so below it nothing here is full. */
function roomNow({ plural, limit }: Quota, used: number): Found {
  return {
    causes: [],
    ruledOut: [{ code: 'quota', reason: `there is room: ${used} of ${limit} ${plural}` }],
    next: [
      'The deploy went to another account, or room was made since: compare its account and profile with this one, and deploy again.',
    ],
  };
}

interface Full {
  readonly quota: Quota;
  readonly used: number;
  readonly facts: Facts;
  readonly after: CommandRemedy;
}

function usage({ quota, used, facts }: Full) {
  return because(
    'quota',
    `account ${facts.inventory.account}`,
    `It has ${used} ${quota.plural}; AWS allows ${quota.limit}${quota.adjustable ? ' unless it was raised' : ', and never more'}.`,
  );
}

/** What a distribution still names goes only together with it: one that cannot be taken is left out. */
function leftoversOf(leftovers: readonly Finding[], full: Full): readonly Cause[] {
  const { quota, facts, after } = full;
  if (leftovers.length === 0) return [];
  const alone = leftovers.filter((finding) => sweepOf([finding], facts).command !== null);
  const { command: sweep, refused } = sweepOf(alone, facts);
  const [first] = leftovers;
  return [
    {
      code: 'leftovers',
      title: `${leftovers.length} of the ${full.used} ${quota.plural} ${leftovers.length === 1 ? 'is a leftover' : 'are leftovers'}.`,
      why: [usage(full), ...(first?.evidence ?? [])],
      do: sweep === null ? [command(ownCommand('plan'), refused)] : [command(sweep)],
      after,
      again: again(quota),
    },
  ];
}

function again({ kind, plural }: Quota): string {
  return kind === 'cloudfront-cache-policy'
    ? 'Yes: every site with a server makes one. Share one (cachePolicy: in sst.config.ts), or use an account per environment.'
    : `Yes, while removals leave ${plural} behind: sweep on a schedule, or use an account per environment.`;
}

function idleStagesOf(full: Full): readonly Cause[] {
  const { facts, quota, after } = full;
  const { stages, findings, now } = facts;
  const holding = new Set(
    findings
      .filter(({ kind, verdict }) => kind === quota.kind && verdict === 'live')
      .map((finding) => ownerOf(finding, facts)),
  );
  const idle = stages.filter(
    (stage) =>
      isIdle(stage, { now, idleMs: 30 * durations.dayMs }) &&
      holding.has(`${stage.app}/${stage.stage}`) &&
      stageCommand(stage, stages) !== null,
  );
  if (idle.length === 0) return [];
  return [
    {
      code: 'idle-stages',
      title: `${count(idle.length, 'stage')} that had no run for 30 days ${idle.length === 1 ? 'holds' : 'hold'} some.`,
      why: idle.map((stage) =>
        because(
          'idle',
          stage.location,
          `${stage.app}/${stage.stage} was last changed ${stage.updatedAt}.`,
        ),
      ),
      do: idle.slice(0, 3).flatMap((stage) => {
        const remove = stageCommand(stage, stages);
        return remove ? [command(remove, `${stage.app}, if nobody needs it any more`)] : [];
      }),
      after,
      again: 'Yes, while previews are not removed when their branch is gone.',
    },
  ];
}

/** By tags or name; an automatic name carries neither, but the state that lists it does. */
function ownerOf(finding: Finding, facts: Facts): string | null {
  const pair =
    pairOfFinding(finding) ?? claimsOn(finding.key, facts).find(({ own }) => own)?.pair ?? null;
  return pair === null ? null : pairText(pair);
}

function fewer(full: Full): readonly Cause[] {
  const { quota, facts, after } = full;
  const by = new Map<string, number>();
  for (const finding of facts.findings) {
    if (finding.kind !== quota.kind || finding.verdict !== 'live') continue;
    const owner = ownerOf(finding, facts) ?? 'no certain owner';
    by.set(owner, (by.get(owner) ?? 0) + 1);
  }
  const most = [...by].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  return [
    {
      code: 'live-use',
      title: `Live stages use them${most.length === 0 ? '' : `: ${listed(most.map(([owner, number]) => `${owner} ${number}`))}`}.`,
      why: [usage(full)],
      do: [
        quota.adjustable
          ? command(
              foreignCommand('aws', ['service-quotas', 'list-service-quotas'], {
                flags: [flag('--service-code', 'cloudfront'), flag('--region', 'us-east-1')],
              }),
              'then ask AWS for more',
            )
          : config(
              'share one between sites and stages in sst.config.ts',
              'AWS does not raise this quota',
            ),
      ],
      after,
      again: again(quota),
    },
  ];
}
