import {
  flag,
  foreignCommand,
  ownCommand,
  sstCommand,
  type Command,
  type Sentence,
  type SstVerb,
} from '../../model/command.ts';
import type {
  AdviceRemedy,
  Cause,
  CommandRemedy,
  DeployError,
  Remedy,
  RuledOut,
} from '../../model/diagnosis.ts';
import { projectNote, reasonToKeep, stageCommand } from '../../advice/removal.ts';
import type { Evidence, Finding, StageReport } from '../../model/finding.ts';
import type { AppStage } from '../../model/resource.ts';
import { isProductionName } from '../../model/production-name.ts';
import type { StageState } from '../../model/stage.ts';
import { makesHashedNames, reportOf, versionsOf, type Facts } from '../facts.ts';

/** The result of looking for causes of one error: the likeliest cause first. */
export interface CauseSearch {
  readonly causes: readonly Cause[];
  readonly ruledOut: readonly RuledOut[];
  /** Where to look where AWS shows no cause. */
  readonly next: readonly Sentence[];
}

export interface NameContext {
  readonly error: DeployError;
  readonly facts: Facts;
  /** The stage that was being deployed, where that is known. */
  readonly pair: AppStage | null;
}

export type CauseFinder = (error: DeployError, facts: Facts) => CauseSearch;

export const nothingFound: CauseSearch = { causes: [], ruledOut: [], next: [] };

export function evidence(code: string, source: string, detail: string): Evidence {
  return { code, source, detail };
}

export function commandRemedy(line: Command, note: string | null = null): CommandRemedy {
  return { type: 'command', command: line, note };
}

/** A sweep of a finding, as `sweepOf` gave it. */
export function sweepRemedy(
  line: Command,
  { key }: Finding,
  note: string | null = null,
): CommandRemedy {
  return { ...commandRemedy(line, note), takes: [key] };
}

export function configRemedy(text: string, note: string | null = null): AdviceRemedy {
  return { type: 'config', text, note };
}

export function manualRemedy(text: string): AdviceRemedy {
  return { type: 'wait', text, note: null };
}

/** Without a stage as the person ran it. */
export function deployRemedy(pair: Pick<AppStage, 'stage'> | null): CommandRemedy {
  return pair === null
    ? commandRemedy(sstCommand('deploy'), 'as before')
    : commandRemedy(sstCommand('deploy', pair.stage));
}

/** SST finds a stage only in the region whose home keeps its state. */
export function sstRemedy(
  verb: SstVerb,
  state: Pick<StageState, 'stage' | 'region'>,
  facts: Facts,
): CommandRemedy {
  const { region, note } = placeFor(state, facts);
  return commandRemedy(sstCommand(verb, state.stage, region), note);
}

function placeFor(
  state: Pick<StageState, 'region'>,
  { project }: Facts,
): { readonly region: string | null; readonly note: string | null } {
  const configured = project?.region ?? null;
  return {
    region: configured === null ? state.region : null,
    note:
      configured === null || configured === state.region
        ? null
        : `with region: "${state.region}" in sst.config.ts for that run`,
  };
}

/** The command that removes a stage; null: none may be printed (`stageCommand`). */
export function removalCommand(
  report: StageReport | null,
  facts: Facts,
  note: string | null = null,
): CommandRemedy | null {
  if (report === null) return null;
  const { region, note: where } = placeFor(report, facts);
  const command = stageCommand(report, facts.stages, region);
  if (command === null) return null;
  const project = projectNote(report, facts.stages);
  const place = report.source === 'cloudformation' ? null : where;
  const own = [place, project].filter((each) => each !== null).join('. ') || null;
  return note === null ? commandRemedy(command, own) : withNote(commandRemedy(command, own), note);
}

/** The command that removes a stage, or the way to learn whether it may go, or why it may not. */
export function removalRemedy(report: StageReport | null, facts: Facts): Remedy {
  if (report === null) return unnamedRerun;
  const command = removalCommand(report, facts);
  if (command !== null) return command;
  if (report.status === 'busy' || report.deletedState)
    return commandRemedy(
      ownCommand('stages', { flags: [flag('--stage', report.stage)] }),
      'tells whether anything of it is still needed: that was not looked up, so nothing removes it here',
    );
  return manualRemedy(reasonToKeep(report, facts.stages) ?? unnamedRerun.text);
}

/**
 * The command that failed, once more, for a stage with a state: the one that the error tells, else that of
 * the newest run: an edit or repair of the state is a step on its way. Where neither is known, and
 * for a stage called production whose removal nobody is known to have asked for, no command is printed.
 */
export function rerunRemedy(state: StageState, facts: Facts): Remedy {
  const recorded = state.runs.flatMap(({ record }) => record?.command ?? []);
  const newest = recorded.findLast((command) => command !== 'edit' && command !== 'repair');
  const isProduction = isProductionName(state.stage);
  const run = facts.run ?? newest;
  if (run === 'refresh') return sstRemedy('refresh', state, facts);
  const isRemoval = run === 'remove';
  if (!isRemoval && run !== 'deploy') return unnamedRerun;
  // An output may be of another day: the record tells whether production is to go.
  if (isRemoval && isProduction && recorded.at(-1) !== 'remove') return unnamedRerun;
  return isRemoval
    ? removalRemedy(reportOf(state, facts), facts)
    : sstRemedy('deploy', state, facts);
}

/** For a failed run whose stage is not known, so that no command can be printed. */
export const unnamedRerun = manualRemedy('Run what failed once more.');

/** `Run it again: "sst remove --stage x".` */
export function rerunSentence(remedy: Remedy): Sentence {
  return remedy.type === 'command' ? ['Run it again: ', remedy.command, '.'] : remedy.text;
}

/** For a cause that holds only on a condition of which the output says nothing. */
export function withCondition(what: string, cause: Cause): Cause {
  const { title } = cause;
  // Ids are written as they are.
  const isWord = /^[A-Z][a-z]+(?= )|^A /.test(title);
  const rest = isWord ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
  return { ...cause, title: `If ${what}: ${rest}` };
}

/** The same command with this note before its own; null: without any. */
export function withNote<R extends Remedy>(remedy: R, note: string | null): R {
  return {
    ...remedy,
    note: note === null || remedy.note === null ? note : `${note}; ${remedy.note}`,
  };
}

/** The version that works on the stage: of the output, of the project, or of its newest run. */
export function deployingVersion({ error, facts, pair }: NameContext): string | null {
  const recorded = pair === null ? [] : versionsOf(pair, facts).sstVersions;
  return error.sstVersion ?? facts.project?.sstVersion ?? recorded.at(-1) ?? null;
}

/** Pulumi knows a component by its name: under a new one it makes all anew, and deletes the old one's things. */
export function renamingRemedy({
  gives,
  isSecond = false,
}: {
  readonly gives: string;
  readonly isSecond?: boolean;
}): AdviceRemedy {
  const words = `${isSecond ? 'or ' : ''}give the component another name in sst.config.ts`;
  return configRemedy(
    words,
    `${gives}; the deploy then deletes what the state has under the old name, with the data in it`,
  );
}

/** An older SST must be upgraded; with a newer one a plain name was kept, and goes with the component's. */
export function hashedNamesRemedy(context: NameContext): CommandRemedy | AdviceRemedy {
  const version = deployingVersion(context);
  if (version !== null && makesHashedNames(version) === true) {
    return renamingRemedy({
      gives: `SST ${version} gives names with a random hash to what is new, and keeps old ones`,
    });
  }
  return commandRemedy(
    foreignCommand('npm', ['install', 'sst@3']),
    'SST 3.8.0 or later: new names end in a random hash',
  );
}
