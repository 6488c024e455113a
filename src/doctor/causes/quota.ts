import { stageCommand } from '../../advice/removal.ts';
import { flag, foreignCommand, ownCommand } from '../../model/command.ts';
import type { Cause, CommandRemedy, DeployError } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { isIdle } from '../../advice/stage-advice.ts';
import { count, listed } from '../../text/text.ts';
import { durations } from '../../model/times.ts';
import { sweepOf } from '../commands.ts';
import { claimsOn, pairOfFinding, pairText, type Facts } from '../facts.ts';
import { deployingPair } from '../holders.ts';
import { limitOf, type Limit } from '../limits.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  deployRemedy,
  type CauseSearch,
  nothingFound,
} from './cause.ts';
import { fullParameterCauses } from './parameters.ts';

/** A quota is full. Remedies: leftovers first, then stages that nobody deploys any more, then AWS. */
export function quotaCauses(error: DeployError, facts: Facts): CauseSearch {
  if (error.code === 'ParameterLimitExceeded') return fullParameterCauses(error, facts);
  const limit = limitOf(error, facts);
  const after = deployRemedy(deployingPair(error, facts));
  if (!limit?.members) return { ...nothingFound, causes: [notCounted(error, after)] };
  const used = limit.members.length;
  const gaps = facts.inventory.gaps.filter(
    ({ affects }) =>
      affects.kinds === 'all' || limit.kinds.some((kind) => affects.kinds.includes(kind)),
  );
  const isBelow = limit.allowed !== null && used < limit.allowed;
  if (isBelow && gaps.length === 0) return roomNow(limit, used);
  const full: Full = {
    limit,
    used,
    facts,
    after,
    keys: new Set(limit.members.map(({ key }) => key)),
  };
  const leftovers = facts.findings.filter(
    ({ key, verdict, confidence }) =>
      full.keys.has(key) && verdict === 'leftover' && confidence !== 'low',
  );
  return {
    causes: [...leftoversOf(leftovers, full), ...idleStagesOf(full), ...liveUseCause(full)],
    ruledOut:
      leftovers.length > 0 || gaps.length > 0
        ? []
        : [{ code: 'leftovers', reason: `leftovers (none of the ${used} ${limit.plural} is one)` }],
    next:
      gaps.length > 0
        ? [['Not everything could be read: ', ownCommand('scan'), ' lists the gaps.']]
        : [],
  };
}

/** Below AWS's first quota nothing here is full, unless AWS allows this account less. */
function roomNow({ plural, allowed, service }: Limit, used: number): CauseSearch {
  return {
    causes: [],
    ruledOut: [
      { code: 'quota', reason: `a full quota (there is room: ${used} of ${allowed} ${plural})` },
    ],
    next: [
      'The deploy went to another account, or room was made since: compare its account and profile with this one, and deploy again.',
      [
        `Where it fails again, AWS allows this account fewer ${plural} than others: `,
        quotasOf(service),
        '.',
      ],
    ],
  };
}

function quotasOf(service: string) {
  return foreignCommand('aws', ['service-quotas', 'list-service-quotas'], {
    flags: [flag('--service-code', service), flag('--region', 'us-east-1')],
  });
}

/** A limit on something that this version does not list. */
function notCounted(error: DeployError, after: CommandRemedy): Cause {
  return {
    code: 'quota',
    title: `AWS allows no more of it in this account: ${error.code}.`,
    evidence: [evidence('aws-said', error.from, error.message.slice(0, 300))],
    remedies: [
      commandRemedy(ownCommand('scan'), 'what is left over of gone stages, which may count too'),
      commandRemedy(
        foreignCommand('aws', ['service-quotas', 'list-services'], {
          flags: [flag('--region', 'us-east-1')],
        }),
        'then ask AWS for more of what the error names',
      ),
    ],
    after,
    recurrence:
      'Yes, while stages are added and none goes: an account per environment has its own quotas.',
  };
}

interface Full {
  readonly limit: Limit;
  readonly used: number;
  readonly facts: Facts;
  readonly after: CommandRemedy;
  readonly keys: ReadonlySet<string>;
}

function usage({ limit, used, facts }: Full) {
  const { allowed, adjustable, plural, allowedText } = limit;
  const most =
    allowed === null
      ? (allowedText ?? 'how many AWS allows stands in its quotas')
      : `AWS allows ${allowed}${adjustable === true ? ' unless it was raised' : adjustable === false ? ', and never more' : ''}`;
  return evidence(
    'quota',
    `account ${facts.inventory.account}`,
    `It has ${used} ${plural}; ${most}.`,
  );
}

/**
 * A resource that a distribution names can only go together with it, and is left out where the distribution
 * must stay.
 */
function leftoversOf(leftovers: readonly Finding[], full: Full): readonly Cause[] {
  const { limit, facts, after } = full;
  if (leftovers.length === 0) return [];
  const alone = leftovers.filter((finding) => sweepOf([finding], facts).command !== null);
  const { command: sweep, refused } = sweepOf(alone, facts);
  const [first] = leftovers;
  return [
    {
      code: 'leftovers',
      title: `${leftovers.length} of the ${full.used} ${limit.plural} ${leftovers.length === 1 ? 'is a leftover' : 'are leftovers'}.`,
      evidence: [usage(full), ...(first?.evidence ?? [])],
      remedies:
        sweep === null ? [commandRemedy(ownCommand('plan'), refused)] : [commandRemedy(sweep)],
      after,
      recurrence: recurrenceOf(limit),
    },
  ];
}

function recurrenceOf({ kinds, plural }: Limit): string {
  return kinds.includes('cloudfront-cache-policy')
    ? 'Yes: every site with a server makes one. Share one (cachePolicy: in sst.config.ts), or use an account per environment.'
    : `Yes, while removals leave ${plural} behind: sweep on a schedule, or use an account per environment.`;
}

function idleStagesOf(full: Full): readonly Cause[] {
  const { facts, keys, after } = full;
  const { stages, findings, now } = facts;
  const holding = new Set(
    findings
      .filter(({ key, verdict }) => keys.has(key) && verdict === 'live')
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
      evidence: idle.map((stage) =>
        evidence(
          'idle',
          stage.location,
          `${stage.app}/${stage.stage} was last changed ${stage.updatedAt}.`,
        ),
      ),
      remedies: idle.slice(0, 3).flatMap((stage) => {
        const remove = stageCommand(stage, stages);
        return remove ? [commandRemedy(remove, `${stage.app}, if nobody needs it any more`)] : [];
      }),
      after,
      recurrence: 'Yes, while previews are not removed when their branch is gone.',
    },
  ];
}

/** By tags or name; an automatic name carries neither, but the state that lists it does. */
function ownerOf(finding: Finding, facts: Facts): string | null {
  const pair =
    pairOfFinding(finding) ?? claimsOn(finding.key, facts).find(({ own }) => own)?.pair ?? null;
  return pair === null ? null : pairText(pair);
}

function liveUseCause(full: Full): readonly Cause[] {
  const { limit, facts, after, keys } = full;
  const by = new Map<string, number>();
  for (const finding of facts.findings) {
    if (!keys.has(finding.key) || finding.verdict !== 'live') continue;
    const owner = ownerOf(finding, facts) ?? 'no certain owner';
    by.set(owner, (by.get(owner) ?? 0) + 1);
  }
  const most = [...by].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  return [
    {
      code: 'live-use',
      title:
        most.length === 0
          ? `The account has ${full.used} ${limit.plural}, and none is known to be of a stage that lives.`
          : `Live stages use them: ${listed(most.map(([owner, number]) => `${owner} ${number}`))}.`,
      evidence: [usage(full)],
      remedies: [
        limit.adjustable === false
          ? configRemedy(
              'share one between sites and stages in sst.config.ts',
              'AWS does not raise this quota',
            )
          : commandRemedy(quotasOf(limit.service), 'then ask AWS for more'),
      ],
      after,
      recurrence: recurrenceOf(limit),
    },
  ];
}
