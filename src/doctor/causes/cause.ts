import type { Cause, DeployError, Remedy, RuledOut } from '../../model/diagnosis.ts';
import type { Evidence, Finding } from '../../model/finding.ts';
import type { AppStage } from '../../model/resource.ts';
import type { StageState } from '../../model/stage.ts';
import { sstCommand } from '../../report/stage-advice.ts';
import { makesHashedNames, versionsOf, type Facts } from '../facts.ts';

/** What one family of errors finds: the likeliest cause first. */
export interface Found {
  readonly causes: readonly Cause[];
  readonly ruledOut: readonly RuledOut[];
  /** Where to look where AWS shows no cause. */
  readonly next: readonly string[];
}

export interface NameContext {
  readonly error: DeployError;
  readonly facts: Facts;
  /** The stage that was being deployed, where that is known. */
  readonly pair: AppStage | null;
}

export type CauseFinder = (error: DeployError, facts: Facts) => Found;

export const nothingFound: Found = { causes: [], ruledOut: [], next: [] };

export function because(code: string, source: string, detail: string): Evidence {
  return { code, source, detail };
}

export function command(text: string, note: string | null = null): Remedy {
  return { type: 'command', text, note };
}

/** A sweep of a finding, as `sweepOf` gave it. */
export function sweeping(text: string, { key }: Finding, note: string | null = null): Remedy {
  return { ...command(text, note), takes: [key] };
}

export function config(text: string, note: string | null = null): Remedy {
  return { type: 'config', text, note };
}

export function wait(text: string): Remedy {
  return { type: 'wait', text, note: null };
}

/** `sst deploy --stage dev`; without a stage as the user ran it. */
export function deployAgain(pair: AppStage | null): string {
  return pair === null ? 'sst deploy, as before' : sstDeploy(pair.stage);
}

export function sstDeploy(stage: string): string {
  return sstCommand('remove', stage).replace('sst remove', 'sst deploy');
}

/** `sst remove` finds a stage only in the region whose home keeps its state. */
export function removeIn(state: Pick<StageState, 'stage' | 'region'>, facts: Facts): Remedy {
  const bare = sstCommand('remove', state.stage);
  const configured = facts.project?.region ?? null;
  if (configured === state.region) return command(bare);
  return configured === null
    ? command(`AWS_REGION=${state.region} ${bare}`)
    : command(bare, `with region: "${state.region}" in sst.config.ts for that run`);
}

/** The version that works on the stage: of its newest run, else of the project. */
export function versionAtWork({ facts, pair }: Pick<NameContext, 'facts' | 'pair'>): string | null {
  const recorded = pair === null ? [] : versionsOf(pair, facts).sstVersions;
  return facts.project?.sstVersion ?? recorded.at(-1) ?? null;
}

/** An older SST must be upgraded; with a newer one a plain name was kept, and goes with the component's. */
export function towardsHashedNames(context: Pick<NameContext, 'facts' | 'pair'>): Remedy {
  const version = versionAtWork(context);
  if (version !== null && makesHashedNames(version) === true) {
    return config(
      'give the component another name in sst.config.ts',
      `SST ${version} gives names with a random hash to what is new, and keeps old ones`,
    );
  }
  return command('npm install sst@3', 'SST 3.8.0 or later: new names end in a random hash');
}
