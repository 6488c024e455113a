import { emptyAccountList } from '../../model/account-list.ts';
import { flag, ownCommand, type OwnCommandName } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import type { Emit } from '../../model/event.ts';
import { needsPlainPrompts, showsOnlyAscii } from '../../ui/abilities.ts';
import { createProgress } from '../../ui/progress.ts';
import { createPrompts } from '../../ui/prompts.ts';
import { createTerminal } from '../../ui/terminal.ts';
import type { Terminal } from '../../ui/terminal.ts';
import { refuseMissingFormats } from '../input/command-formats.ts';
import { readWantedStages } from '../input/wanted-stages.ts';
import { emptyConfig, type Config } from '../input/config-schema.ts';
import { readConfig, type ReadConfig } from '../input/config.ts';
import { exitCodes } from '../output/exit-code.ts';
import type { Command, CommandContext, Backend } from '../context.ts';
import { createEventStream } from '../output/event-stream.ts';
import * as value from '../input/flag-values.ts';
import { optionsFrom } from '../input/options.ts';
import type { GivenFlags } from '../input/given-flags.ts';
import type { Options } from '../input/options.ts';
import type { Request } from './program.ts';
import { repeatedFrom } from '../input/repeated.ts';
import { besideEnvironment, valueSources } from '../input/value-sources.ts';
import { bucketHome, folderHome } from '../account/state-home.ts';
import type { NoticeTarget } from '../../notices/targets.ts';
import { targetsOf, tellError } from './told-errors.ts';
import { demoFolder, stateBucketOf, stateDirOf } from '../state-dir.ts';
import { readProject } from '../input/project.ts';
import type { Runtime, Simulation } from './runtime.ts';

type CommandRequest = Extract<Request, { type: 'command' }>;

/** Each is loaded only when it runs. */
const commands: Readonly<
  Record<Exclude<OwnCommandName, 'simulate' | 'completion'>, () => Promise<Command>>
> = {
  interactive: async () => (await import('../sweeping/interactive.ts')).interactive,
  scan: async () => (await import('../scan.ts')).scan,
  plan: async () => (await import('../plan.ts')).planOnly,
  sweep: async () => (await import('../sweep.ts')).sweepCommand,
  stages: async () => (await import('../stages.ts')).stages,
  explain: async () => (await import('../explain.ts')).explain,
  doctor: async () => (await import('../doctor.ts')).doctor,
  runs: async () => (await import('../runs.ts')).runs,
  resume: async () => (await import('../resume.ts')).resume,
  restore: async () => (await import('../restore.ts')).restore,
  'iam-policy': async () => (await import('../iam-policy.ts')).iamPolicy,
  merge: async () => (await import('../merge.ts')).merge,
  accounts: async () => (await import('../accounts.ts')).accounts,
};

export async function runCommand(
  { name, words, flags }: CommandRequest,
  runtime: Runtime,
): Promise<number> {
  if (name === 'simulate') return runSimulate(flags, runtime);
  if (name === 'completion') return printCompletion(words, flags, runtime);
  refuseYesWithoutSweep(name, flags);
  const { config: read, path, warning } = await configOf(flags, runtime);
  const config = besideEnvironment(read, runtime.env);
  const terminal = terminalOf(runtime, flags);
  if (warning !== null) terminal.warn(warning);
  if (path !== null && flags.verbose === true) {
    const from = { flags, path, env: runtime.env };
    for (const line of valueSources(read, from)) terminal.say(line);
  }
  let world: Backend | null = null;
  const isDemo = flags.demo === true || flags.demoReset === true;
  const backend = async () =>
    isDemo ? world : (await import('../account/backend.ts')).awsBackend(runtime);
  const told = { name, config, flags, runtime, terminal, backend };
  const notify = targetsOf(told);
  try {
    const given = { name, words, flags, config, notify, terminal };
    return await runIn(given, runtime, (opened) => (world = opened));
  } catch (error) {
    return await tellError(error, notify, told);
  }
}

interface GivenRun {
  readonly name: Exclude<OwnCommandName, 'simulate' | 'completion'>;
  readonly words: readonly string[];
  readonly flags: GivenFlags;
  readonly config: Config;
  readonly notify: readonly NoticeTarget[];
  readonly terminal: Terminal;
}

/** `onWorld` hears which world the command runs in. */
async function runIn(
  { name, words, flags, config, notify, terminal }: GivenRun,
  runtime: Runtime,
  onWorld: (backend: Backend) => void,
): Promise<number> {
  const options = optionsFrom(flags, config);
  refuseMissingFormats(name, options);
  const typed = name === 'plan' || name === 'sweep' ? words.map(value.typedId) : words;
  const stateDir = stateDirOf(flags, runtime);
  const bucket = stateBucketOf(flags);
  const { signal, cwd, version, machine } = runtime;
  const context: Omit<CommandContext, 'backend' | 'state' | 'stateDir' | 'progress' | 'events'> = {
    options,
    typed,
    terminal,
    prompts: promptsOn(terminal, runtime),
    signal,
    tool: { name: 'sst-sweep', version },
    project: options.demo ? null : await readProject(cwd),
    wantedStages:
      options.stagesFrom === null ? null : await readWantedStages(options.stagesFrom, runtime),
    removing: removingOf(options, runtime),
    accounts: await accountsGiven(options, cwd),
    quarantine: null,
    notify,
    fileCache: new Map(),
    machine,
    cwd,
    given: flags,
  };
  refuseRemovalsOfSeveral(context);
  const own = await commands[name]();
  const command =
    context.accounts === null
      ? own
      : (await import('../accounts/over-accounts.ts')).overAccounts(name, own);
  const { awsBackend, simulatedBackend } = await import('../account/backend.ts');
  const inWorld = async (backend: Backend, folder: string) => {
    onWorld(backend);
    const state =
      bucket === null
        ? folderHome(folder, terminal)
        : bucketHome(bucket, { backend, options, signal });
    const own = { backend, state, stateDir: folder, ...progressOf(context, backend) };
    try {
      return await command({ ...context, ...own });
    } finally {
      state.close();
    }
  };
  if (!options.demo) return inWorld(awsBackend(runtime), stateDir);
  const folder = demoFolder(stateDir);
  return inDemo({ runtime, folder, reset: flags.demoReset ?? false }, (simulation) =>
    inWorld(simulatedBackend(simulation), folder),
  );
}

/** `--remove-with`, with the source of the stages that are meant to exist. */
function removingOf(
  { removeWith, stagesFrom }: Options,
  runtime: Runtime,
): CommandContext['removing'] {
  if (removeWith === null || stagesFrom === null) return null;
  return { command: removeWith, readWanted: () => readWantedStages(stagesFrom, runtime) };
}

/** A list in a file is read before AWS is asked anything. */
async function accountsGiven(
  { accountsFile, accountList, organization }: Options,
  cwd: string,
): Promise<CommandContext['accounts']> {
  if (accountsFile === null)
    return organization || accountList !== null
      ? { list: accountList ?? emptyAccountList, organization }
      : null;
  const { readAccountList } = await import('../input/account-list.ts');
  return { list: await readAccountList(accountsFile, cwd), organization };
}

/** The screen and the event stream get the same events. */
function progressOf(
  context: Pick<CommandContext, 'options' | 'terminal' | 'cwd'>,
  { clock }: Backend,
): Pick<CommandContext, 'progress' | 'events'> {
  const events = createEventStream(context, clock);
  const { emit, stop } = createProgress(context.terminal);
  const both: Emit = (event) => {
    events.emit(event);
    emit(event);
  };
  return { events, progress: { emit: both, stop } };
}

/** The account is saved after each command, also after one that fails. */
async function inDemo(
  demo: { readonly runtime: Runtime; readonly folder: string; readonly reset: boolean },
  run: (simulation: Simulation) => Promise<number>,
): Promise<number> {
  const simulation = await demo.runtime.simulation({ folder: demo.folder, reset: demo.reset });
  try {
    return await run(simulation);
  } finally {
    await simulation.save();
  }
}

async function runSimulate(flags: GivenFlags, runtime: Runtime): Promise<number> {
  const { simulate } = await import('../simulate.ts');
  if (flags.port === undefined) {
    throw new UserError('USAGE', '"sst-sweep simulate" needs a port.', {
      hint: 'Add --port 4566, or --port 0 for a free one.',
    });
  }
  return simulate({
    port: value.wholeNumber('--port', flags.port, { from: 0, to: 65_535 }),
    terminal: terminalOf(runtime, flags),
    signal: runtime.signal,
    serve: (port) => runtime.serveSimulation({ port, accountFile: flags.accountFile ?? null }),
  });
}

/** It needs neither a config nor an account. */
async function printCompletion(
  [shell = '']: readonly string[],
  flags: GivenFlags,
  runtime: Runtime,
): Promise<number> {
  const { completionScript } = await import('../completion.ts');
  terminalOf(runtime, flags).print(completionScript(shell, stateDirOf(flags, runtime)));
  return exitCodes.done;
}

/** A program of this machine signs in by itself, and only ever to one account. */
function refuseRemovalsOfSeveral({
  removing,
  accounts,
}: Pick<CommandContext, 'removing' | 'accounts'>): void {
  if (removing === null || accounts === null) return;
  throw new UserError('USAGE', '--remove-with runs a command of one account, and not of several.', {
    hint: 'Leave it out, or run it in each account by itself.',
  });
}

/** Whoever writes `sst-sweep --yes` means the sweep, but must name it. */
function refuseYesWithoutSweep(name: OwnCommandName, flags: GivenFlags): void {
  if (name !== 'interactive' || !flags.yes) return;
  throw new UserError('USAGE', '--yes needs the command that it is meant for.', {
    hint:
      flags.account === undefined
        ? ['To delete without questions add the command and the account: sweep, --account.']
        : ['To delete without questions: ', ownCommand('sweep', { flags: [flag('--yes')] }), '.'],
  });
}

/** The config file of the folder is not the demo's: it pins a real account. */
async function configOf(flags: GivenFlags, { cwd }: Runtime): Promise<ReadConfig> {
  const demo = flags.demo === true || flags.demoReset === true;
  const file = flags.config === undefined ? null : value.given('--config', flags.config);
  return demo && file === null
    ? { config: emptyConfig, path: null, warning: null }
    : readConfig(cwd, file);
}

function terminalOf({ streams, env, links }: Runtime, flags: GivenFlags): Terminal {
  return createTerminal(streams, {
    env,
    color: flags.color ?? true,
    links,
    verbose: flags.verbose ?? false,
    quiet: flags.quiet ?? false,
    repeated: repeatedFrom(flags),
  });
}

function promptsOn({ streams, stderr }: Terminal, { env, signal }: Runtime) {
  return createPrompts({
    input: streams.stdin,
    output: streams.stderr,
    signal,
    coloured: stderr.coloured,
    plain: needsPlainPrompts(env),
    ascii: showsOnlyAscii(env),
  });
}
