import { removalNote, stageCommand } from '../../advice/removal.ts';
import { flag, type Repeated } from '../../model/command.ts';
import type { Gap } from '../../model/gap.ts';
import type { StageReport } from '../../model/finding.ts';
import type { Passphrases, StageRemains } from '../../model/remains.ts';
import type { RouteRecord } from '../../model/routes.ts';
import type { Home } from '../../model/stage.ts';
import { joined } from '../../text/blocks.ts';
import { commandText, flagText } from '../../text/command-text.ts';
import { gapLines } from './gap-lines.ts';
import { grid, headOf } from './grid.ts';
import { gapsJson, homesJson, stageJson } from '../json/parts.ts';
import { remainsJson, remainsLines } from './remains.ts';
import { routeLines, routesJson } from './routes.ts';
import type { StagesJson } from '../json/schema/stages.ts';
import { sortedStages } from '../../model/order.ts';
import { isIdle, removeFailed } from '../../advice/stage-advice.ts';
import { lacksPassphrase, stageWays } from '../../advice/stage-ways.ts';
import { count, pairOf, plain } from '../../text/text.ts';
import { localDay, localMinute } from '../../text/times.ts';
import type { Style, TextStyle } from '../../text/text-style.ts';
import { folded } from '../../text/wrap.ts';

/** Every app and stage found, as `stages` reports them. */
export interface StagesReport {
  readonly account: string;
  readonly simulated: boolean;
  readonly endpoint: string | null;
  readonly generatedAt: string;
  readonly homes: readonly Home[];
  readonly stages: readonly StageReport[];
  readonly gaps: readonly Gap[];
  readonly remains: readonly StageRemains[];
  /** Of stages that are gone, in stores of others. */
  readonly routes: readonly RouteRecord[];
  readonly passphrases: Passphrases;
  readonly warnings: readonly string[];
  /** From this on a stage counts as idle. */
  readonly idleMs: number;
  /** `--idle` was given: only idle stages are listed. */
  readonly onlyIdle: boolean;
  /** `--stages-from` was given: only stages that are not meant to exist are listed. */
  readonly isUnwanted: ((stage: StageReport) => boolean) | null;
}

export function stagesJson(
  stages: StagesReport,
  { exitCode, repeated }: { readonly exitCode: number; readonly repeated: Repeated },
): StagesJson {
  return {
    schema: 'sst-sweep/stages@1',
    generatedAt: stages.generatedAt,
    exitCode,
    account: stages.account,
    simulated: stages.simulated,
    endpoint: stages.endpoint,
    homes: homesJson(stages.homes),
    stages: listedStages(stages).map((stage) => {
      const command = lacksPassphrase(stage, stages.passphrases)
        ? null
        : stageCommand(stage, stages.stages);
      return {
        ...stageJson(stage),
        idle: idle(stage, stages),
        command: command && commandText(command, repeated),
        abandonWord: stage.abandonWord,
      };
    }),
    gaps: gapsJson(stages.gaps),
    remains: remainsJson(stages.remains),
    routes: routesJson(stages.routes),
  };
}

export function renderStages(stages: StagesReport, view: TextStyle): string {
  const shown = listedStages(stages);
  const cells = shown.map((stage) => [
    pairOf(stage),
    { text: stage.status, style: styleOf(stage, view) },
    stage.region,
    `${stage.resources}`,
    lastRun(stage),
  ]);
  const { head, rows } = grid(cells, {
    width: view.rowWidth,
    indent: 2,
    id: 0,
    head: headOf(['Stage', 'Status', 'Region', 'Owns', 'Last run'], view),
  });
  return joined([
    [
      `Account ${stages.account}${stages.simulated ? ' (simulated)' : ''}`,
      ...stages.warnings.map((warning) => `${view.marks.warning} ${plain(warning)}`),
    ],
    homeLines(stages, view),
    shown.length > 0
      ? [
          view.paint.bold(`Stages (${shown.length})`),
          ...head,
          ...rows.flatMap((lines, index) => [...lines, ...commands(shown[index], stages, view)]),
        ]
      : [noStages(stages)],
    isNarrowed(stages) ? [] : remainsLines(stages.remains, view),
    isNarrowed(stages) ? [] : routeLines(stages.routes, view),
    gapLines(stages.gaps, view, []),
  ]);
}

function isNarrowed({ onlyIdle, isUnwanted }: StagesReport): boolean {
  return onlyIdle || isUnwanted !== null;
}

function noStages({ onlyIdle, isUnwanted }: StagesReport): string {
  if (isUnwanted !== null) return 'Every stage here is meant to exist.';
  return onlyIdle ? 'No stage has been idle for that long.' : 'No stage was found.';
}

function listedStages(stages: StagesReport): StageReport[] {
  const { isUnwanted } = stages;
  return sortedStages(stages.stages)
    .filter((stage) => !stages.onlyIdle || idle(stage, stages))
    .filter((stage) => isUnwanted === null || isUnwanted(stage));
}

function idle(stage: StageReport, { generatedAt, idleMs }: StagesReport): boolean {
  return isIdle(stage, { now: generatedAt, idleMs });
}

function homeLines(stages: StagesReport, view: TextStyle): string[] {
  if (stages.homes.length === 0) return [];
  const cells = stages.homes.map((home) => [
    home.bucket,
    home.region,
    home.registered ? 'registered' : 'not registered',
    { text: home.status, style: home.status === 'read' ? view.paint.green : view.paint.yellow },
    count(home.stages, 'stage'),
  ]);
  const { head, rows } = grid(cells, {
    width: view.rowWidth,
    indent: 2,
    id: 0,
    head: headOf(['Bucket', 'Region', 'Bootstrap', 'Reading', 'Stages'], view),
  });
  return [
    view.paint.bold(`Homes: where SST keeps its state (${stages.homes.length})`),
    ...head,
    ...rows.flat(),
  ];
}

function lastRun({ lastRun: run, updatedAt }: StageReport): string {
  if (!run) return updatedAt ? `changed ${localMinute(updatedAt)}` : '';
  return `${run.command} ${localMinute(run.startedAt)}`;
}

function notes(stage: StageReport, stages: StagesReport): string {
  const run = stage.lastRun;
  return [
    run && run.completedAt === null && !stage.lock && `its ${run.command} did not complete`,
    run && run.errors.length > 0 && count(run.errors.length, 'error'),
    stage.lock && `locked since ${localMinute(stage.lock.createdAt)}`,
    stage.pending.length > 0 &&
      `${count(stage.pending.length, 'pending operation')}${stage.updatedAt === null ? '' : ` since ${localMinute(stage.updatedAt)}`}`,
    lacksPassphrase(stage, stages.passphrases) && 'its passphrase is gone',
    stage.stack && stage.stack.status.endsWith('_FAILED') && stage.stack.status,
    removeFailed(stage) && 'remove failed',
    idle(stage, stages) && stage.updatedAt !== null && `idle since ${localDay(stage.updatedAt)}`,
  ]
    .filter((note) => typeof note === 'string')
    .join(', ');
}

function commands(stage: StageReport | undefined, stages: StagesReport, view: TextStyle): string[] {
  if (!stage) return [];
  const failed = removeFailed(stage) || stage.status === 'unfinished';
  const all = stages.stages;
  const { passphrases, generatedAt: now } = stages;
  const lines = stageWays(stage, { now, all, passphrases }).map(
    ({ command, note }) =>
      `${commandText(command, view.repeated)}${note === null ? '' : `  # ${plain(note)}`}`,
  );
  const note = removalNote(stage, all);
  const word =
    !failed && view.verbose && stage.abandonWord !== null
      ? [flagText(flag('--abandon', stage.abandonWord))]
      : [];
  const errors = view.verbose || removeFailed(stage) ? (stage.lastRun?.errors ?? []) : [];
  const warning = notes(stage, stages);
  return [
    ...(warning === '' ? [] : below(warning, view, view.paint.yellow)),
    ...errors.flatMap((error) => below(error, view, view.paint.red)),
    ...(note === null ? [] : below(note, view, view.paint.dim)),
    ...[...lines, ...word].map((line) => view.paint.dim(`      ${line}`)),
  ];
}

/** Sentences below a stage; commands stay in one line, to be copied. */
function below(text: string, { rowWidth }: TextStyle, style: Style): string[] {
  return folded(plain(text), rowWidth - 6).map((line) => style(`      ${line}`));
}

function styleOf(stage: StageReport, { paint }: TextStyle): Style {
  if (stage.status === 'live') return paint.green;
  return stage.status === 'removed' ? paint.dim : paint.yellow;
}
