import type { NoticeTo } from '../../notices/targets.ts';
import type { AccountList } from '../../model/account-list.ts';
import { type Confidence, confidences } from '../../model/verdict.ts';
import type { AbandonWord, FindingFilter, MatchOptions } from '../../model/options.ts';
import type { Format } from '../../report/formats.ts';
import type { ReportOptions } from '../../report/json/schema/report.ts';
import { UserError } from '../../model/errors.ts';
import { emptyConfig } from './config-schema.ts';
import { defaultMaxDeletions, defaultMaxRemovals, defaultMinConfidence } from './defaults.ts';
import type { Config } from './config-schema.ts';
import type { FailOn } from '../output/exit-code.ts';
import type { GivenFlags } from './given-flags.ts';
import { flagRows } from './flag-rows.ts';
import { parseRemoveCommand, type RemoveCommand } from './remove-command.ts';
import * as value from './flag-values.ts';
import { longName } from './flags.ts';
import type { ReportFile } from './flag-values.ts';

/** Flags and config with the defaults filled in, for all commands. */
export interface Options {
  readonly profile: string | null;
  readonly account: string | null;
  /** `--accounts`: a file. */
  readonly accountsFile: string | null;
  readonly organization: boolean;
  /** Of the config file. */
  readonly accountList: AccountList | null;
  readonly filter: FindingFilter;
  readonly match: MatchOptions;
  readonly ignoreHomes: readonly string[];
  readonly ignoreRegions: readonly string[];
  /** `app/stage`. */
  readonly ignoreStages: readonly string[];
  readonly minConfidence: Confidence;
  readonly includeRetained: boolean;
  readonly deleteData: boolean;
  readonly maxDeletions: number;
  readonly maxShare: number | null;
  /** Milliseconds; null: nothing waits. */
  readonly quarantineMs: number | null;
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** `--plan`: exactly that plan, with its own options. */
  readonly planFile: string | null;
  /** `--archive`: a directory, or `s3://bucket/prefix`. */
  readonly archive: string | null;
  readonly wait: boolean;
  readonly waitEdgeMs: number;
  readonly timeoutMs: number | null;
  readonly pollIntervalMs: number;
  readonly format: Format;
  readonly reports: readonly ReportFile[];
  readonly failOn: readonly FailOn[];
  /** `--compare`: an earlier report. */
  readonly compare: string | null;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly demo: boolean;
  readonly notify: readonly NoticeTo[];
  /** `--stages-from`: `github`, or a file. */
  readonly stagesFrom: string | null;
  /** `--remove-with`; null: stages are only told. */
  readonly removeWith: RemoveCommand | null;
  readonly maxRemovals: number;
  /** Null: `--idle` was not given. */
  readonly idleMs: number | null;
  /** Stages that the config lets a run without questions give up. */
  readonly mayAbandon: readonly AbandonWord[];
  /** Stages that the config lets a run without questions ignore. */
  readonly mayIgnoreStages: readonly string[];
}

const tenMinutesMs = 600_000;

export function optionsFrom(flags: GivenFlags, config: Config = emptyConfig): Options {
  refuseOutput(flags);
  refuseBesidePlan(flags);
  const yes = flags.yes ?? false;
  // With a list `--account` names one of its accounts, and the config's account was meant without one.
  const isOfSeveral = flags.accounts !== undefined || flags.organization === true;
  return {
    profile: orNull(flags.profile ?? config.profile, (text) => value.given('--profile', text)),
    account: orNull(flags.account ?? (isOfSeveral ? undefined : config.account), (text) =>
      value.accountId('--account', text),
    ),
    accountsFile: orNull(flags.accounts, (text) => value.given('--accounts', text)),
    organization: flags.organization ?? false,
    accountList: config.accounts ?? null,
    filter: filterFrom(flags, config),
    match: matchFrom(flags, config),
    ignoreHomes: both(flags.ignoreHome, config.ignoreHomes, (text) =>
      value.given('--ignore-home', text),
    ),
    ignoreRegions: both(flags.ignoreRegion, config.ignoreRegions, (text) =>
      value.region('--ignore-region', text),
    ),
    ignoreStages: (flags.ignoreStage ?? []).map((text) => value.stageWord('--ignore-stage', text)),
    ...choiceFrom(flags, config),
    yes,
    dryRun: flags.dryRun ?? false,
    planFile: orNull(flags.plan, (text) => value.given('--plan', text)),
    archive: orNull(flags.archive, (text) => value.given('--archive', text)),
    ...waitsFrom(flags, yes),
    format: formatFrom(flags),
    reports: (flags.report ?? []).map((file) => value.reportFile('--report', file)),
    failOn: value.failOn('--fail-on', flags.failOn ?? config.failOn ?? ['gaps']),
    compare: orNull(flags.compare, (text) => value.given('--compare', text)),
    verbose: flags.verbose ?? false,
    quiet: flags.quiet ?? false,
    demo: flags.demo === true || flags.demoReset === true,
    notify: config.notify ?? [],
    stagesFrom: orNull(flags.stagesFrom ?? config.stagesFrom, (text) =>
      value.given('--stages-from', text),
    ),
    ...removalsFrom(flags, config),
    idleMs: orNull(flags.idle, (text) => value.durationMs('--idle', text)),
    mayAbandon: (config.abandon ?? []).map((word) => value.abandonWord('abandon', word)),
    mayIgnoreStages: (config.ignoreStages ?? []).map((word) =>
      value.stageWord('ignoreStages', word),
    ),
  };
}

/** The options that decided, as reports record them. */
export function reportOptionsOf(options: Options): ReportOptions {
  const { filter, match } = options;
  return {
    regions: [...filter.regions],
    apps: [...filter.apps],
    stages: [...filter.stages],
    kinds: [...filter.kinds],
    keep: [...match.keep],
    olderThanSeconds: match.olderThanMs === null ? null : match.olderThanMs / 1000,
    minConfidence: options.minConfidence,
    allowTraffic: match.allowTraffic,
    abandon: match.abandon.map(value.abandonText),
    ignoreHomes: [...options.ignoreHomes],
    ignoreRegions: [...options.ignoreRegions],
    ignoreStages: [...options.ignoreStages],
    failOn: [...options.failOn],
  };
}

function filterFrom(flags: GivenFlags, config: Config): FindingFilter {
  return {
    regions: (flags.region ?? config.regions ?? []).map((text) => value.region('--region', text)),
    apps: (flags.app ?? config.apps ?? []).map((text) => value.given('--app', text)),
    stages: (flags.stage ?? config.stages ?? []).map((text) => value.given('--stage', text)),
    kinds: (flags.kind ?? config.kinds ?? []).map((text) => value.kind('--kind', text)),
  };
}

function matchFrom(flags: GivenFlags, config: Config): MatchOptions {
  return {
    keep: both(flags.keep, config.keep, (text) => value.given('--keep', text)),
    olderThanMs: orNull(flags.olderThan ?? config.olderThan, (text) =>
      value.durationMs('--older-than', text),
    ),
    allowTraffic: flags.allowTraffic ?? false,
    abandon: (flags.abandon ?? []).map((text) => value.abandonWord('--abandon', text)),
  };
}

type PlanChoice = Pick<
  Options,
  'minConfidence' | 'includeRetained' | 'deleteData' | 'maxDeletions' | 'maxShare' | 'quarantineMs'
>;

function choiceFrom(flags: GivenFlags, config: Config): PlanChoice {
  const confidence = flags.minConfidence ?? config.minConfidence ?? defaultMinConfidence;
  const maximum = flags.maxDeletions ?? String(config.maxDeletions ?? defaultMaxDeletions);
  return {
    minConfidence: value.oneOf('--min-confidence', confidence, confidences),
    includeRetained: flags.includeRetained ?? false,
    deleteData: flags.deleteData ?? false,
    maxDeletions: value.wholeNumber('--max-deletions', maximum, { from: 1, to: 100_000 }),
    maxShare: config.maxShare === undefined ? null : Number.parseInt(config.maxShare, 10) / 100,
    quarantineMs: quarantineFrom(flags, config),
  };
}

/** Which stages are meant to exist must be said by whoever lets others be removed. */
function removalsFrom(
  flags: GivenFlags,
  config: Config,
): Pick<Options, 'removeWith' | 'maxRemovals'> {
  const removeWith = orNull(flags.removeWith ?? config.removeWith, parseRemoveCommand);
  // A config that was only found could name a list on which nothing stands.
  const isSaid = flags.stagesFrom !== undefined || flags.config !== undefined;
  const source = flags.stagesFrom ?? config.stagesFrom;
  if (removeWith !== null && (source === undefined || !isSaid)) {
    throw new UserError('USAGE', '--remove-with needs to know which stages are meant to exist.', {
      hint: 'Add --stages-from github or --stages-from FILE, or "stagesFrom" in a file that --config names.',
      flag: '--remove-with',
    });
  }
  const maximum = flags.maxRemovals ?? String(config.maxRemovals ?? defaultMaxRemovals);
  return {
    removeWith,
    maxRemovals: value.wholeNumber('--max-removals', maximum, { from: 1, to: 1000 }),
  };
}

/** `0s` lifts the one of a config file. */
function quarantineFrom(flags: GivenFlags, config: Config): number | null {
  const text = flags.quarantine ?? config.quarantine;
  if (text === undefined) return null;
  return value.durationMs('--quarantine', text) || null;
}

function waitsFrom(
  flags: GivenFlags,
  yes: boolean,
): Pick<Options, 'wait' | 'waitEdgeMs' | 'timeoutMs' | 'pollIntervalMs'> {
  const edgeMs = orNull(flags.waitEdge, (text) => value.durationMs('--wait-edge', text));
  return {
    wait: flags.wait ?? true,
    waitEdgeMs: edgeMs ?? (yes ? 0 : tenMinutesMs),
    timeoutMs: orNull(flags.timeout, (text) => value.durationMs('--timeout', text)),
    pollIntervalMs: value.durationMs('--poll-interval', flags.pollInterval ?? '10s'),
  };
}

function formatFrom(flags: GivenFlags): Format {
  if (flags.json && flags.format !== undefined && flags.format !== 'json') {
    throw new UserError(
      'INVALID_OPTION',
      `--json and --format ${flags.format} contradict each other.`,
      {
        hint: 'Give one of them.',
      },
    );
  }
  return value.format('--format', flags.json ? 'json' : (flags.format ?? 'table'));
}

function refuseOutput(flags: GivenFlags): void {
  if (flags.output === undefined) return;
  throw new UserError('USAGE', 'There is no --output.', {
    hint: 'Use --format FORMAT for what goes to standard output, and --report FILE for a report in a file.',
  });
}

function refuseBesidePlan(flags: GivenFlags): void {
  if (flags.plan === undefined) return;
  const beside = flagRows.find(({ name, isOfPlan }) => isOfPlan && flags[name] !== undefined);
  if (!beside) return;
  throw new UserError('USAGE', `--plan and ${longName(beside)} contradict each other.`, {
    hint: 'A plan runs with the options that it was made with. Make a new one with other options.',
  });
}

/** Rules of the config file hold too: a flag adds to them. */
function both<T>(
  flags: readonly string[] | undefined,
  config: readonly string[] | undefined,
  read: (text: string) => T,
): T[] {
  return [...new Set([...(config ?? []), ...(flags ?? [])])].map(read);
}

function orNull<T>(text: string | undefined, read: (text: string) => T): T | null {
  return text === undefined ? null : read(text);
}
