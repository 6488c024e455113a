import { flag, ownCommand, type OwnCommand } from '../model/command.ts';
import type { Finding } from '../model/finding.ts';
import type { PlanOptions } from '../model/options.ts';
import type { AccountIndex } from './account-index.ts';
import { meaningsOf, type Candidate } from './candidates.ts';
import { guardsThatHold, type Guards } from './guards.ts';
import { holdBackRules } from './hold-backs.ts';
import { mayBeOffered } from './offers.ts';

/** The words that a plan needs to take a resource, together with all that must go with it. */
export interface Remedy {
  readonly typed: readonly string[];
  readonly deleteData: boolean;
  /** Somebody must be there to ask. */
  readonly attended: boolean;
  /** Names of stages that must be given in full where nobody is asked. */
  readonly stages: readonly string[];
  /** Regions of the named resources: `--region` would hide others. */
  readonly regions: readonly string[];
}

export interface RemedyContext {
  readonly index: AccountIndex;
  readonly options: PlanOptions;
  readonly guards: Guards;
  candidate(finding: Finding): Candidate;
}

/**
 * Typing an id narrows the plan to the ids that are typed, so a resource's command names its users
 * and its stage's distributions as well. Null where one of them is nothing that may be taken.
 */
export function remedyFor(wanted: readonly Finding[], context: RemedyContext): Remedy | null {
  const together = closure(wanted, context.index);
  if (together === null) return null;
  const candidates = together.map(context.candidate);
  if (!candidates.every(mayBeOffered)) return null;
  const options = withoutChoices(context.options);
  const lifts = candidates.flatMap((candidate) =>
    guardsThatHold(candidate, options, context.guards).map((guard) => ({
      lift: guard.lift(candidate),
      stage: candidate.finding.stage,
    })),
  );
  const has = (wished: string | null) => lifts.some(({ lift }) => lift === wished);
  const typed = together.map((member) => wordFor(member, context.index));
  if (has(null) || typed.includes(null)) return null;
  const stages = new Set(lifts.flatMap(({ lift, stage }) => (lift === 'stage' ? [stage] : [])));
  return {
    typed: typed.filter((word) => word !== null),
    deleteData: context.options.deleteData || has('delete-data'),
    // A filter by stage would hide the companions that belong to another one.
    attended:
      has('attend') ||
      (has('delete-data') && together.some(wasKept)) ||
      context.index.countOf(together) > context.options.maxDeletions ||
      (stages.size > 0 && together.some(({ stage }) => !stages.has(stage))),
    stages: [...stages].filter((stage) => stage !== null),
    regions: [...new Set(together.map(({ region }) => region))].filter(
      (region) => region !== 'global',
    ),
  };
}

/** Somebody wanted it to stay, so somebody is asked before its data go. */
function wasKept({ verdict, lastListed }: Finding): boolean {
  return verdict === 'retained' || (lastListed?.kept.length ?? 0) > 0;
}

/** A command that names ids repeats no filter and no choice, so it must hold without them. */
export function withoutChoices(options: PlanOptions): PlanOptions {
  return { ...options, stages: [], allowTraffic: false };
}

/** The resources and all that must go for them to go, each once; null where one of them cannot. */
function closure(wanted: readonly Finding[], index: AccountIndex): readonly Finding[] | null {
  const together = new Map(wanted.map((finding) => [finding.key, finding]));
  const open = [...wanted];
  const goes = (key: string) => together.has(key);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const rule of holdBackRules) {
      const held = rule.find(next, index, goes);
      if (held && held.companions === null) return null;
      for (const companion of held?.companions ?? []) {
        together.set(companion.key, companion);
        open.push(companion);
      }
    }
  }
  return [...together.values()];
}

/** The shortest word that means this resource and no other. */
function wordFor(finding: Finding, index: AccountIndex): string | null {
  const words = [finding.id, finding.arn, finding.key];
  return words.find((word) => word !== null && meansOnly(word, finding, index)) ?? null;
}

function meansOnly(word: string, finding: Finding, index: AccountIndex): boolean {
  const meant = meaningsOf(word, index);
  return meant.length === 1 && meant[0] === finding;
}

export interface SweepContext {
  readonly account: string;
  /** Nobody is there to be asked, and `--yes` may be said. */
  readonly unattended: boolean;
  /** `--region` as given; empty: none was. */
  readonly regions: readonly string[];
}

export function sweepContext(
  { unattended }: Pick<PlanOptions, 'unattended'>,
  context: {
    readonly account: string;
    readonly regions?: readonly string[];
    readonly neverUnattended?: boolean;
  },
): SweepContext {
  const { account, regions = [], neverUnattended = false } = context;
  return { account, regions, unattended: unattended && !neverUnattended };
}

/** The sweep of exactly these, under the rails where nobody can be asked. */
export function sweepCommand(
  remedy: Remedy,
  { account, unattended, regions }: SweepContext,
): OwnCommand {
  const railed = unattended && !remedy.attended;
  return ownCommand('sweep', {
    flags: [
      ...(railed ? [flag('--yes'), flag('--account', account)] : []),
      ...(railed && remedy.deleteData ? [flag('--delete-data')] : []),
      ...(railed ? remedy.stages.map((stage) => flag('--stage', stage)) : []),
      ...(regions.length > 0 ? remedy.regions.map((region) => flag('--region', region)) : []),
    ],
    operands: remedy.typed,
  });
}
