import { Command, CommanderError } from 'commander';
import {
  flag,
  ownCommand,
  type OwnCommand,
  type OwnCommandName,
  type Sentence,
} from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { plain } from '../../text/text.ts';
import { optionsOf } from '../input/flags.ts';
import { commandHelp } from './command-help.ts';
import { mainHelp, versionWords } from './help.ts';
import type { GivenFlags } from '../input/given-flags.ts';

/** The request of a command line. */
export type Request =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'command';
      readonly name: OwnCommandName;
      readonly words: readonly string[];
      readonly flags: GivenFlags;
    };

export const commandList: readonly {
  readonly name: OwnCommandName;
  readonly usage: string;
  readonly text: string;
}[] = [
  { name: 'scan', usage: 'scan', text: 'report what was left behind; changes nothing' },
  {
    name: 'plan',
    usage: 'plan [ids...]',
    text: 'what a sweep would do, in which order, and what it keeps back',
  },
  { name: 'sweep', usage: 'sweep [ids...]', text: 'plan and delete' },
  {
    name: 'stages',
    usage: 'stages',
    text: 'every app and stage found, and the command that removes it',
  },
  {
    name: 'explain',
    usage: 'explain <id>',
    text: 'every fact about one resource, and what decided',
  },
  { name: 'runs', usage: 'runs', text: 'past sweeps of this machine, and what is parked' },
  {
    name: 'resume',
    usage: 'resume [sweep]',
    text: 'go on with a sweep that was stopped or left something parked',
  },
  {
    name: 'restore',
    usage: 'restore <sweep>',
    text: 'make again what a sweep deleted, from its backup; says what cannot come back',
  },
  {
    name: 'doctor',
    usage: 'doctor [text...]',
    text: 'why a deploy fails: reads its output, or an error, and says what to do',
  },
  {
    name: 'iam-policy',
    usage: 'iam-policy <for>',
    text: 'the least-privilege IAM policy: for scan, sweep, restore or archive',
  },
  {
    name: 'accounts',
    usage: 'accounts',
    text: 'the accounts of a list or of the organization, and the roles into them',
  },
  {
    name: 'merge',
    usage: 'merge <reports...>',
    text: 'one report over the reports of several accounts',
  },
  {
    name: 'completion',
    usage: 'completion <shell>',
    text: 'the script that completes this in bash, zsh or fish',
  },
  {
    name: 'simulate',
    usage: 'simulate',
    text: 'serve the simulated account over HTTP on loopback',
  },
];

/** Reads the command line. Nothing is run here, so that help and version load nothing else. */
export function parseCommandLine(argv: readonly string[], version: string): Request {
  let request: Request | null = null;
  let written = '';
  const write = (text: string) => void (written += text);
  const program = configured(new Command('sst-sweep'), 'interactive', write)
    .version(version, '-v, --version')
    .argument('[command]')
    .enablePositionalOptions()
    .action((word: string | undefined) => {
      if (word !== undefined) throw unknownCommand(word);
      request = { type: 'command', name: 'interactive', words: [], flags: flagsGiven(program) };
    });
  program.helpInformation = () => mainHelp;
  for (const { name, usage, text } of commandList) {
    const command = configured(program.command(usage), name, write).description(text);
    command.helpInformation = () => commandHelp({ name, usage: usageText(usage), text });
    command.action((...received: unknown[]) => {
      const words = received
        .slice(0, -2)
        .flat()
        .filter((word): word is string => typeof word === 'string');
      request = { type: 'command', name, words, flags: merged(program, command, name) };
    });
  }
  try {
    program.parse(withoutWords(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { type: 'text', text: written };
    throw usageError(error);
  }
  if (!request) throw new Error('The command line was read, but nothing came of it.');
  return request;
}

/** People type `help plan`, `version` and `-V` before they know any flag. */
function withoutWords(argv: readonly string[]): string[] {
  const [first, second, ...rest] = argv;
  if (first !== undefined && versionWords.includes(first)) return ['--version'];
  if (first !== 'help') return [...argv];
  if (second === undefined || second.startsWith('-')) return ['--help'];
  if (!commandList.some(({ name }) => name === second)) throw unknownCommand(second);
  return [second, '--help', ...rest];
}

/** `plan [ids...]` as people read it: `plan [ID...]`. */
function usageText(usage: string): string {
  return usage
    .replace(/(?<=[<[])\w+/g, (word) => word.replace(/s$/, '').toUpperCase())
    .replace(/<([^>]*)>/g, '$1');
}

function configured(
  command: Command,
  name: OwnCommandName,
  write: (text: string) => void,
): Command {
  for (const option of optionsOf(name)) command.addOption(option);
  return command
    .helpOption('-h, --help', 'this page')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined });
}

/** Flags may stand before the command too, if the command has them. */
function merged(program: Command, command: Command, name: OwnCommandName): GivenFlags {
  const before = flagsGiven(program);
  const known = new Set(command.options.map((option) => option.attributeName()));
  const stray = program.options.find(
    (option) => Object.hasOwn(before, option.attributeName()) && !known.has(option.attributeName()),
  );
  if (stray) {
    throw new UserError(
      'USAGE',
      `"sst-sweep ${command.name()}" has no ${stray.long ?? stray.flags}.`,
      {
        hint: [helpOf(name), ' lists its flags.'],
      },
    );
  }
  const after = flagsGiven(command);
  const lists = Object.entries(before).flatMap(([key, value]) => {
    const other: unknown = after[key as keyof GivenFlags];
    return Array.isArray(value) && Array.isArray(other)
      ? [[key, [...value, ...other]] as const]
      : [];
  });
  return { ...before, ...after, ...Object.fromEntries(lists) };
}

/** Only flags of the command line: commander's own defaults are not the user's. */
function flagsGiven(command: Command): GivenFlags {
  const given = Object.entries(command.opts<Record<string, unknown>>()).filter(
    ([key]) => command.getOptionValueSource(key) === 'cli',
  );
  return Object.fromEntries(given);
}

function helpOf(name: OwnCommandName): OwnCommand {
  return ownCommand(name, { flags: [flag('--help')] });
}

function unknownCommand(word: string): UserError {
  const [meant] = nearest(
    word,
    commandList.map(({ name }) => name).filter((name) => name !== 'simulate'),
  );
  const known = commandList.find(({ name }) => name === meant);
  const lists: Sentence = [helpOf('interactive'), ' lists the commands.'];
  return new UserError('USAGE', `There is no command "${plain(word)}".`, {
    hint: known ? ['Did you mean ', helpOf(known.name), '? ', ...lists] : lists,
  });
}

function usageError(error: CommanderError): UserError {
  const [, takesNone] = /^error: too many arguments for '([a-z-]+)'/.exec(error.message) ?? [];
  if (takesNone !== undefined)
    return new UserError('USAGE', `"sst-sweep ${takesNone}" takes fewer words than that.`, {
      hint: ['Narrow it with --app, --stage or --kind, or see ', helpOf('interactive'), '.'],
      cause: error,
    });
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/([^.?!])$/, '$1.');
  const suggestion = rest.join(' ').replace(/^\((.*)\)$/, '$1');
  return new UserError('USAGE', sentence, {
    hint: suggestion || [helpOf('interactive'), ' lists commands and flags.'],
    cause: error,
  });
}
