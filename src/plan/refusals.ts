import { byId } from '../graph/graph.ts';
import { flag, ownCommand, type Sentence } from '../model/command.ts';
import { nearest } from '../model/nearest.ts';
import type { Finding } from '../model/finding.ts';
import type { PlanOptions } from '../model/options.ts';
import type { Plan } from '../model/plan.ts';
import type { AccountIndex } from './account-index.ts';
import { isProductionName } from '../model/production-name.ts';
import type { Candidate, TypedWords } from './candidates.ts';
import { guardsThatHold, type Guards } from './guards.ts';

export type Refusal = NonNullable<Plan['refusal']>;

export interface RefusalContext {
  readonly account: string;
  readonly accountPinned: boolean;
  readonly options: PlanOptions;
  readonly typed: TypedWords;
  readonly planned: readonly Finding[];
  readonly index: AccountIndex;
  /** Typed resources that may not go. */
  readonly refused: readonly Candidate[];
  readonly rows: Guards;
}

/** The exit code that each refusal leads to: 2 where the command was wrong, 6 where the account is. */
export const refusalExitCodes: Readonly<Record<string, 2 | 6>> = {
  ACCOUNT_NOT_PINNED: 2,
  UNKNOWN_ID: 2,
  AMBIGUOUS_ID: 2,
  TYPED_ID_REFUSED: 6,
  TOO_MANY_DELETIONS: 6,
  TOO_LARGE_SHARE: 6,
};

/** Why the plan must not run at all. The first that holds is told. */
export const refusalRules: readonly ((context: RefusalContext) => Refusal | null)[] = [
  accountNotPinned,
  unknownId,
  ambiguousId,
  typedIdRefused,
  tooManyDeletions,
  tooLargeShare,
];

function accountNotPinned({ account, accountPinned, options }: RefusalContext): Refusal | null {
  if (!options.unattended || accountPinned) return null;
  return {
    code: 'ACCOUNT_NOT_PINNED',
    message:
      'With --yes the account must be named, so that nothing is deleted in another one by mistake.',
    hint: `Add --account ${account}, or name the account in the config file.`,
  };
}

function unknownId({ index, typed }: RefusalContext): Refusal | null {
  if (typed.unknown.length === 0) return null;
  const words = typed.unknown.map((word) => `"${word}"`).join(', ');
  const names = index.findings.flatMap(({ id, name }) => [id, ...(name === null ? [] : [name])]);
  const meant = nearest(typed.unknown[0] ?? '', names);
  return {
    code: 'UNKNOWN_ID',
    message: `Nothing of SST's in this account has the id, name or ARN ${words}.`,
    hint: [
      meant.length > 0 ? `Did you mean ${meant.join(' or ')}? ` : '',
      'Ids are exact, never patterns: copy one from ',
      ownCommand('scan'),
      '.',
    ],
  };
}

function ambiguousId({ typed }: RefusalContext): Refusal | null {
  const [first] = typed.ambiguous;
  if (!first) return null;
  return {
    code: 'AMBIGUOUS_ID',
    message: `"${first.word}" names ${first.meanings.length} resources.`,
    hint: `Type one of these instead: ${first.meanings.slice(0, 5).join(', ')}.`,
  };
}

/** A script that names a resource which must not go by its id alone is refused as a whole, and told why. */
function typedIdRefused({ refused, options, rows }: RefusalContext): Refusal | null {
  for (const candidate of refused) {
    const held = guardsThatHold(candidate, options, rows);
    const guard = held.find(({ refuses }) => refuses);
    if (!guard?.refuses || held.some(({ reason }) => reason === 'not-a-leftover')) continue;
    return {
      code: 'TYPED_ID_REFUSED',
      message: `With --yes, ${candidate.finding.id} is not deleted. ${guard.detail(candidate)}`,
      hint: guard.refuses(candidate),
    };
  }
  return null;
}

function tooManyDeletions(context: RefusalContext): Refusal | null {
  const { options, planned, index } = context;
  const total = index.countOf(planned);
  if (!options.unattended || total <= options.maxDeletions) return null;
  const counts = stageCounts(planned, index);
  const listed = [...counts].map(([stage, count]) => `${stage} ${count}`).join(', ');
  return {
    code: 'TOO_MANY_DELETIONS',
    message: `The plan would ${verb(options)} ${total} resources, and --max-deletions is ${options.maxDeletions}: ${listed}.`,
    hint:
      smallerCommand(counts, context) ?? `If that is what you want, add --max-deletions ${total}.`,
  };
}

/** What goes into quarantine counts as much: it is deleted later, and some of it is disabled now. */
function verb({ quarantineMs }: PlanOptions): string {
  return quarantineMs === null ? 'delete' : 'delete or put into quarantine';
}

/** A bound that grows with the account: half of a small one is a mistake where fifty of a large one are not. */
function tooLargeShare({ options, planned, index }: RefusalContext): Refusal | null {
  const { maxShare, unattended } = options;
  if (!unattended || maxShare === null) return null;
  const total = index.countOf(planned);
  const all = index.countOf(index.findings);
  if (total <= maxShare * all) return null;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return {
    code: 'TOO_LARGE_SHARE',
    message: `The plan would ${verb(options)} ${total} of ${all} resources of SST here (${percent(total / all)}), and "maxShare" in the config file is ${percent(maxShare)}.`,
    hint: 'Review the plan in a terminal, narrow it with --stage, or raise "maxShare".',
  };
}

/** Largest first; a resource without a certain owner counts under each stage that may own it. */
function stageCounts(
  planned: readonly Finding[],
  index: AccountIndex,
): ReadonlyMap<string, number> {
  const stages = [...new Set(planned.map(stageLabel))];
  const counts = stages.map((stage): [string, number] => {
    const ofStage = planned.filter((finding) => stageLabel(finding) === stage);
    return [stage, index.countOf(ofStage)];
  });
  return new Map(counts.sort(([left, fewer], [right, more]) => more - fewer || byId(left, right)));
}

function stageLabel({ app, stage, ofStages }: Finding): string {
  if (app !== null && stage !== null) return `${app}/${stage}`;
  return ofStages.join(' or ') || 'no known stage';
}

/** Its stage is gone, has a name of its own, and is nobody's production. */
function isHarmless({ app, stage, stageLivesOn }: Finding): boolean {
  return app !== null && stage !== null && !stageLivesOn && !isProductionName(stage);
}

function smallerCommand(
  counts: ReadonlyMap<string, number>,
  context: RefusalContext,
): Sentence | null {
  const { account, options, planned } = context;
  const fitting = [...counts].find(
    ([label, count]) =>
      count <= options.maxDeletions &&
      // To name such a stage takes more of it than the plan did.
      planned.every((finding) => stageLabel(finding) !== label || isHarmless(finding)),
  );
  const one = fitting && planned.find((finding) => stageLabel(finding) === fitting[0]);
  if (!one) return null;
  const flags = [
    flag('--yes'),
    flag('--account', account),
    flag('--app', one.app),
    flag('--stage', one.stage),
    ...(options.deleteData ? [flag('--delete-data')] : []),
  ];
  return ['Take one stage at a time, such as ', ownCommand('sweep', { flags }), '.'];
}
