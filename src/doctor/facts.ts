import type { Claim as NamedBy } from '../model/claim.ts';
import type { Finding, StageReport } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { AppStage } from '../model/resource.ts';
import type { Passphrases } from '../model/remains.ts';
import type { FormerOwner, StageState } from '../model/stage.ts';
import type { StageVersions } from '../model/diagnosis.ts';
import type { PlanContext } from '../plan/plan.ts';
import { pairFromTags } from '../sst/tags.ts';
import { stageId } from '../sst/state-keys.ts';

/** The project around the working folder, read as text. */
interface ProjectFacts {
  readonly app: string | null;
  readonly stage: string | null;
  readonly region: string | null;
  readonly profile: string | null;
  readonly sstVersion: string | null;
  /** Host names that stand in `sst.config.ts`. */
  readonly domains: readonly string[];
}

/** Everything that causes are looked for in: one survey of the account, and the project. */
export interface Facts {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  readonly claims: ReadonlyMap<string, readonly NamedBy[]>;
  /** ISO time of the survey. */
  readonly now: string;
  readonly project: ProjectFacts | null;
  /** There is nobody to ask: commands of ours carry `--yes` and the account. */
  readonly unattended: boolean;
  readonly planContext: PlanContext;
  readonly passphrases: Passphrases;
  /** The command that SST was running, where the error in question says it. */
  readonly run: string | null;
  /** By the ARN of the lost resource. */
  readonly formerOwners: ReadonlyMap<string, FormerOwner>;
}

/** A live stack that names a resource, with its place. */
export interface Claim extends Omit<NamedBy, 'by' | 'pair'> {
  readonly pair: AppStage | null;
  readonly region: string;
}

/** Those that list it as their own come first. */
export function claimsOn(key: string, { claims }: Facts): readonly Claim[] {
  return (claims.get(key) ?? [])
    .map((claim) => ({ ...claim, pair: pairOfClaim(claim), region: regionOfClaim(claim) }))
    .toSorted((a, b) => Number(b.own) - Number(a.own));
}

function pairOfClaim({ state, stack }: NamedBy): AppStage | null {
  return state ? { app: state.app, stage: state.stage } : pairFromTags(stack?.tags ?? null);
}

function regionOfClaim({ state, stack, source }: NamedBy): string {
  const region = state?.region ?? stack?.region;
  if (region === undefined) throw new Error(`Neither a state nor a stack claims by ${source}.`);
  return region;
}

export function statesOf({ app, stage }: AppStage, { inventory }: Facts): readonly StageState[] {
  return inventory.stages.filter((state) => state.app === app && state.stage === stage);
}

export function reportOf(state: StageState, { stages }: Facts): StageReport | null {
  return stages.find(({ location }) => location === state.location) ?? null;
}

/** The report of the state or stack that names something. */
export function reportOfClaim({ state, stack }: Claim, { stages }: Facts): StageReport | null {
  const place = state?.location ?? stack?.arn;
  return stages.find(({ location }) => location === place) ?? null;
}

/** Versions of SST that worked on a stage, from its update records, and where its states are. */
export function versionsOf(pair: AppStage, facts: Facts): StageVersions {
  const states = statesOf(pair, facts);
  const versions = states
    .flatMap(({ runs }) => runs)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
    .flatMap(({ record }) => (record?.sstVersion ? [record.sstVersion] : []));
  return {
    ...pair,
    regions: [...new Set(states.map(({ region }) => region))].sort(),
    sstVersions: [...new Set(versions)],
  };
}

/** `sst-sweep explain`'s words for a finding that something live uses. */
export function pairOfFinding({ app, stage }: Finding): AppStage | null {
  return app === null || stage === null ? null : { app, stage };
}

/** `a/b`, or words where nothing is known. */
export function pairText(pair: AppStage | null): string {
  return pair === null ? 'this stage' : stageId(pair);
}

const withoutHash = [3, 8, 0] as const;

/** Names have had a random hash since SST 3.8.0 (platform/src/components/naming.ts). */
export function makesHashedNames(version: string): boolean | null {
  const found = /(?<!\d)(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!found) return null;
  const parts = found.slice(1, 4).map(Number);
  for (const [index, least] of withoutHash.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
