import type { FlagRow } from './flag-row.ts';

const looking = ['interactive', 'scan', 'plan', 'sweep', 'stages', 'explain', 'doctor'] as const;
const narrowing = ['interactive', 'scan', 'plan', 'sweep', 'stages'] as const;
const choosing = ['interactive', 'plan', 'sweep'] as const;
const waiting = ['interactive', 'sweep', 'resume'] as const;
const onAccounts = [...looking, 'resume', 'restore'] as const;
const withState = [...looking, 'runs', 'resume', 'restore'] as const;
const printing = [...withState, 'iam-policy'] as const;
const all = [...printing, 'completion', 'simulate'] as const;

/** By the name under which commander gives its value. */
export const flagTable = {
  profile: {
    flags: '--profile <name>',
    text: 'AWS profile',
    commands: onAccounts,
    help: ['Where', 'whom to be; refuse any other account'],
    repeated: 2,
  },
  account: {
    flags: '--account <id>',
    text: 'refuse to run in any other account; needed with --yes',
    textFor: { runs: 'only of this account', 'iam-policy': 'only in this account' },
    commands: [...onAccounts, 'runs', 'iam-policy'],
    repeated: 3,
  },
  region: {
    flags: '--region <region>',
    text: 'only findings of this region, and read it too',
    commands: looking,
    isList: true,
    help: ['Where', 'only this region, and read it too *'],
    isOfPlan: true,
  },
  app: {
    flags: '--app <glob>',
    text: 'only findings of these apps',
    commands: [...narrowing, 'doctor'],
    isList: true,
    help: ['Which', 'only these; pr-* takes patterns *'],
    isOfPlan: true,
    completed: 'last-app',
  },
  stage: {
    flags: '--stage <glob>',
    text: 'only findings of these stages',
    commands: [...narrowing, 'doctor'],
    isList: true,
    isOfPlan: true,
    completed: 'last-stage',
  },
  kind: {
    flags: '--kind <kind>',
    text: 'only findings of this kind',
    commands: narrowing,
    isList: true,
    help: ['Which', 'only this kind; ids never to touch *'],
    isOfPlan: true,
    completed: 'kinds',
  },
  keep: {
    flags: '--keep <glob>',
    text: 'ids and names that are never touched',
    commands: [...looking, 'resume'],
    isList: true,
    isOfPlan: true,
  },
  stagesFrom: {
    flags: '--stages-from <source>',
    text: 'stages that are meant to exist: github, or a file of names; others are told, never swept',
    commands: narrowing,
    help: ['Which', 'stages meant to exist: github or FILE'],
    isOfPlan: true,
    completed: 'file',
  },
  idle: {
    flags: '--idle <duration>',
    text: 'only stages to which nothing has happened for so long',
    commands: ['stages'],
    help: ['Which', 'stages where nothing happened so long'],
  },
  olderThan: {
    flags: '--older-than <duration>',
    text: 'younger resources count as busy',
    commands: looking,
    help: ['Judge', 'younger resources count as busy'],
    isOfPlan: true,
  },
  allowTraffic: {
    flags: '--allow-traffic',
    text: 'judge a distribution that still answers as if it did not',
    commands: looking,
    help: ['Judge', 'a distribution that answers may go'],
    isOfPlan: true,
  },
  abandon: {
    flags: '--abandon <word>',
    text: 'give up a stage: [BUCKET:]APP/STAGE[@UPDATE]',
    commands: looking,
    isList: true,
    help: ['Judge', 'give up a stage: APP/STAGE@UPDATE *'],
    isOfPlan: true,
    completed: 'last-pair',
  },
  ignoreHome: {
    flags: '--ignore-home <bucket>',
    text: 'go on without a home that could not be read',
    commands: looking,
    isList: true,
    help: ['Judge', 'go on unread *'],
    isOfPlan: true,
  },
  ignoreRegion: {
    flags: '--ignore-region <region>',
    text: 'go on without a region that could not be read',
    commands: looking,
    isList: true,
    isOfPlan: true,
  },
  ignoreStage: {
    flags: '--ignore-stage <app/stage>',
    text: 'go on without a stage’s state that could not be read',
    commands: looking,
    isList: true,
    help: ['Judge', 'go on without its unread state *'],
    isOfPlan: true,
    completed: 'last-pair',
  },
  minConfidence: {
    flags: '--min-confidence <level>',
    text: 'low, high or certain: how sure a leftover must be (default: high)',
    commands: choosing,
    help: ['Choose', 'low, high or certain (default: high)'],
    isOfPlan: true,
    completed: 'confidences',
  },
  includeRetained: {
    flags: '--include-retained',
    text: 'also take what was left on purpose',
    commands: choosing,
    help: ['Choose', 'also what was left on purpose'],
    isOfPlan: true,
  },
  deleteData: {
    flags: '--delete-data',
    text: 'with --yes: also take what loses data',
    commands: choosing,
    help: ['Choose', 'with --yes: also what loses data'],
    isOfPlan: true,
  },
  maxDeletions: {
    flags: '--max-deletions <n>',
    text: 'with --yes: refuse a plan of more resources (default: 50)',
    commands: choosing,
    help: ['Choose', 'with --yes: refuse more (default: 50)'],
    isOfPlan: true,
  },
  yes: {
    flags: '-y, --yes',
    text: 'no questions; needs --account',
    commands: [...choosing, 'resume', 'restore'],
    help: ['Run', 'ask nothing (--account); change nothing'],
  },
  dryRun: {
    flags: '--dry-run',
    text: 'change nothing',
    commands: ['interactive', 'sweep', 'restore'],
  },
  plan: {
    flags: '--plan <file>',
    text: 'run exactly this plan, of "plan --json"',
    commands: ['sweep'],
    help: ['Run', 'run exactly this plan of plan --json'],
    completed: 'file',
  },
  archive: {
    flags: '--archive <place>',
    text: 'also keep the objects of emptied buckets: DIR or s3://bucket/prefix',
    commands: waiting,
    help: ['Run', 'keep objects: DIR or s3://bucket/prefix'],
    completed: 'folder',
  },
  wait: {
    flags: '--no-wait',
    text: 'start what can be started, park what must wait',
    commands: waiting,
    help: ['Run', 'park what waits; start none after'],
  },
  timeout: {
    flags: '--timeout <duration>',
    text: 'after this nothing new starts',
    commands: waiting,
  },
  waitEdge: {
    flags: '--wait-edge <duration>',
    text: 'how long to retry Lambda@Edge functions that still have replicas (default: 10m, with --yes 0s)',
    commands: waiting,
    help: ['Run', 'retry edge functions (10m, --yes: 0s)'],
  },
  pollInterval: {
    flags: '--poll-interval <duration>',
    text: 'shortest time between two checks of a waiting step (default: 10s)',
    commands: waiting,
    help: ['Run', 'between two looks (default: 10s)'],
  },
  port: {
    flags: '--port <n>',
    text: 'TCP port on loopback; 0 takes a free one',
    commands: ['simulate'],
    help: ['Run', 'where it listens; what it plays'],
  },
  accountFile: {
    flags: '--account-file <file>',
    text: 'the account as data (default: the demo account)',
    commands: ['simulate'],
    completed: 'file',
  },
  format: {
    flags: '--format <format>',
    text: 'what goes to standard output (default: table)',
    commands: printing,
    help: ['Output', 'what is printed (default: table)'],
    completed: 'formats',
  },
  json: { flags: '--json', text: 'short for --format json', commands: printing },
  report: {
    flags: '--report <file>',
    text: 'also write a report there; its ending says the format',
    commands: printing,
    isList: true,
    help: ['Output', 'also this FILE.txt, .json, .md, ... *'],
    completed: 'file',
  },
  output: { flags: '-o, --output <file>', text: '', commands: printing, isHidden: true },
  failOn: {
    flags: '--fail-on <list>',
    text: 'leftover, unknown, gaps, parked or none (default: gaps)',
    commands: [...narrowing, 'resume'],
    isList: true,
    help: ['Output', 'leftover unknown gaps parked none *'],
    completed: 'failures',
  },
  quiet: {
    flags: '-q, --quiet',
    text: 'no progress',
    commands: all,
    help: ['Output', 'less, all, plain'],
  },
  verbose: {
    flags: '--verbose',
    text: 'show all evidence, and what nothing will happen to',
    commands: all,
  },
  color: { flags: '--no-color', text: 'no colours', commands: all },
  config: {
    flags: '--config <file>',
    text: 'the config file (default: sst-sweep.json beside the nearest package.json)',
    commands: withState,
    help: ['More', 'the config; sweeps and the last scan'],
    repeated: 4,
    completed: 'file',
  },
  stateDir: {
    flags: '--state-dir <dir>',
    text: 'where sweeps, journals and backups are kept',
    textFor: { completion: 'where the last scan is kept' },
    commands: [...withState, 'completion'],
    repeated: 5,
    completed: 'folder',
  },
  demo: {
    flags: '--demo',
    text: 'use the simulated account: no AWS, no credentials',
    commands: withState,
    help: ['More', 'the simulated account; afresh'],
    repeated: 1,
  },
  demoReset: {
    flags: '--demo-reset',
    text: 'start the simulated account afresh',
    commands: withState,
  },
} as const satisfies Readonly<Record<string, FlagRow>>;

export type FlagName = keyof typeof flagTable;

/** For every command, also where its row does not list it. */
export const flagRows: readonly (FlagRow & { readonly name: FlagName })[] = (
  Object.entries(flagTable) as [FlagName, FlagRow][]
).map(([name, row]) => ({ ...row, name }));
