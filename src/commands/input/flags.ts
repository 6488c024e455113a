import { Option } from 'commander';
import type { OwnCommandName } from '../../model/command.ts';

const collect = (value: string, before: readonly string[] | undefined) => [
  ...(before ?? []),
  value,
];

function repeatable(flags: string, text: string): () => Option {
  return () => new Option(flags, `${text} (repeatable)`).argParser(collect);
}

function single(flags: string, text: string): () => Option {
  return () => new Option(flags, text);
}

/** Groups of flags; a command is a choice of these. */
const general = [
  single(
    '--config <file>',
    'the config file (default: sst-sweep.json beside the nearest package.json)',
  ),
  single('--state-dir <dir>', 'where sweeps, journals and backups are kept'),
  single('--demo', 'use the simulated account: no AWS, no credentials'),
  single('--demo-reset', 'start the simulated account afresh'),
  single('--verbose', 'show all evidence, and what nothing will happen to'),
  single('-q, --quiet', 'no progress'),
  single('--no-color', 'no colours'),
];

const connecting = [
  single('--profile <name>', 'AWS profile'),
  single('--account <id>', 'refuse to run in any other account; needed with --yes'),
];

const narrowing = [
  repeatable('--region <region>', 'only findings of this region, and read it too'),
  repeatable('--app <glob>', 'only findings of these apps'),
  repeatable('--stage <glob>', 'only findings of these stages'),
  repeatable('--kind <kind>', 'only findings of this kind'),
];

const judging = [
  repeatable('--keep <glob>', 'ids and names that are never touched'),
  single('--older-than <duration>', 'younger resources count as busy'),
  single('--allow-traffic', 'judge a distribution that still answers as if it did not'),
  repeatable('--abandon <word>', 'give up a stage: [BUCKET:]APP/STAGE[@UPDATE]'),
  repeatable('--ignore-home <bucket>', 'go on without a home that could not be read'),
  repeatable('--ignore-region <region>', 'go on without a region that could not be read'),
  repeatable('--ignore-stage <app/stage>', 'go on without a stage’s state that could not be read'),
];

const choosing = [
  single(
    '--min-confidence <level>',
    'low, high or certain: how sure a leftover must be (default: high)',
  ),
  single('--include-retained', 'also take what was left on purpose'),
  single('--delete-data', 'with --yes: also take what loses data'),
  single('--max-deletions <n>', 'with --yes: refuse a plan of more resources (default: 50)'),
];

const confirming = [single('-y, --yes', 'no questions; needs --account')];

const waiting = [
  single('--no-wait', 'start what can be started, park what must wait'),
  single(
    '--wait-edge <duration>',
    'how long to retry Lambda@Edge functions that still have replicas (default: 10m, with --yes 0s)',
  ),
  single('--timeout <duration>', 'after this nothing new starts'),
  single(
    '--poll-interval <duration>',
    'shortest time between two looks at what is waited for (default: 10s)',
  ),
];

const planned = [single('--plan <file>', 'run exactly this plan, of "plan --json"')];

const archiving = [
  single(
    '--archive <place>',
    'also keep the objects of emptied buckets: DIR or s3://bucket/prefix',
  ),
];

const sweeping = [single('--dry-run', 'change nothing'), ...waiting, ...archiving];

const output = [
  single('--format <format>', 'what goes to standard output (default: table)'),
  single('--json', 'short for --format json'),
  repeatable('--report <file>', 'also write a report there; its ending says the format'),
  // Defined only to be refused with the names of the right flags.
  () => new Option('-o, --output <file>').hideHelp(),
];

const failing = [
  repeatable('--fail-on <list>', 'leftover, unknown, gaps, parked or none (default: gaps)'),
];

const idling = [
  single('--idle <duration>', 'only stages to which nothing has happened for so long'),
];

const reading = [...connecting, ...narrowing, ...judging, ...output, ...failing, ...general];

export const flagsOf = {
  interactive: [...reading, ...choosing, ...confirming, ...sweeping],
  scan: reading,
  plan: [...reading, ...choosing, ...confirming],
  sweep: [...reading, ...choosing, ...confirming, ...planned, ...sweeping],
  stages: [...reading, ...idling],
  explain: [...connecting, ...narrowing.slice(0, 1), ...judging, ...output, ...general],
  doctor: [...connecting, ...narrowing.slice(0, 3), ...judging, ...output, ...general],
  runs: [single('--account <id>', 'only of this account'), ...output, ...general],
  resume: [
    ...connecting,
    repeatable('--keep <glob>', 'ids and names that are never touched'),
    ...confirming,
    ...waiting,
    ...archiving,
    ...output,
    ...failing,
    ...general,
  ],
  restore: [
    ...connecting,
    single('--dry-run', 'change nothing'),
    ...confirming,
    ...output,
    ...general,
  ],
  'iam-policy': [single('--account <id>', 'only in this account'), ...output, ...general.slice(-3)],
  completion: [single('--state-dir <dir>', 'where the last scan is kept'), ...general.slice(-3)],
  simulate: [
    single('--port <n>', 'TCP port on loopback; 0 takes a free one'),
    single('--account-file <file>', 'the account as data (default: the demo account)'),
    ...general.slice(-3),
  ],
} as const satisfies Readonly<Record<OwnCommandName, readonly (() => Option)[]>>;

export const commandNames = Object.keys(flagsOf) as readonly OwnCommandName[];
