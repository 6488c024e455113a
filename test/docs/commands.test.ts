import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { examples } from '../../src/commands/program/command-help.ts';
import { optionsFrom } from '../../src/commands/input/options.ts';
import { flagRows } from '../../src/commands/input/flag-rows.ts';
import { policyPurposes } from '../../src/commands/input/policy-purposes.ts';
import { commandNames, longName } from '../../src/commands/input/flags.ts';
import { parseCommandLine } from '../../src/commands/program/program.ts';
import { brokenRail } from '../../src/commands/sweeping/rails.ts';
import { printedIn } from '../printed/printed.ts';
import { callsOf, type Call } from '../printed/shell.ts';
import { blocksOf, pages, read, spansOf } from './pages.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const names: ReadonlySet<string> = new Set(commandNames);
const longFlags: ReadonlySet<string> = new Set(
  ['--help', '--version'].concat(flagRows.map(longName)),
);

/** Commands of other programs that a page may tell people to run. */
const ofOthers = [
  /^sst (?:deploy|remove)(?: --stage \S+)?$/,
  /^sst unlock --stage \S+$/,
  /^aws sts get-caller-identity$/,
  /^aws cloudformation delete-stack$/,
  /^npm (?:ci|test|link)$/,
  /^npm install sst@3$/,
  /^npm install --global sst-sweep$/,
  /^docker build --tag sst-sweep \.$/,
];

/** All commands of a page: of its shell blocks, its workflows, the outputs that it shows, and its sentences. */
function commandsOn(page: string): readonly string[] {
  const text = read(page);
  const inBlocks = blocksOf(text).flatMap((block) => {
    if (block.language === 'sh') return block.text.trimEnd().split('\n');
    if (block.language === 'yaml')
      return [...block.text.matchAll(/^ *- (?:run: )?((?:npm|sst-sweep) .*)$/gm)].map(
        ([, line = '']) => line,
      );
    return block.language === '' ? printedIn(block.text).map((printed) => printed.text) : [];
  });
  const inSentences = spansOf(text).filter((span) => /^(?:sst-sweep|sst|npx|npm|aws) /.test(span));
  return [...inBlocks, ...inSentences.filter((span) => !namesACommand(span))];
}

/** `sst-sweep explain` in a sentence names the command, and `sst-sweep help COMMAND` any. */
function namesACommand(span: string): boolean {
  const [, word = ''] = /^sst-sweep ([a-z-]+)(?: COMMAND)?$/.exec(span) ?? [];
  return names.has(word) || span === 'sst-sweep help COMMAND';
}

/** Null: nothing is wrong with it. */
function wrongWith({ program, words }: Call): string | null {
  const own = ownWords(program, words);
  if (own !== null) return wrongWithOurs(own);
  const line = [program, ...words].join(' ');
  const [, script] = /^npm run (\S+)$/.exec(line) ?? [];
  if (script !== undefined)
    return Object.hasOwn(manifest.scripts, script) ? null : `no script ${script}`;
  const pinned = `npm install --global ${manifest.name}@${manifest.version}`;
  return line === pinned || ofOthers.some((known) => known.test(line)) ? null : 'nobody knows it';
}

function ownWords(program: string, words: readonly string[]): readonly string[] | null {
  if (program === 'sst-sweep') return words;
  if (program === 'docker' && words[0] === 'run' && words.includes('sst-sweep'))
    return words.slice(words.indexOf('sst-sweep') + 1);
  if (program !== 'npx') return null;
  if (words[0] === 'sst-sweep') return words.slice(1);
  return words[0] === 'tsx' && words[1] === 'src/cli.ts' ? words.slice(2) : null;
}

function wrongWithOurs(words: readonly string[]): string | null {
  try {
    const request = parseCommandLine(words, '0.0.0');
    if (request.type === 'text') return null;
    const options = optionsFrom(request.flags);
    if (
      request.name === 'iam-policy' &&
      !policyPurposes.some((purpose) => purpose === request.words[0])
    )
      return 'no such policy';
    // A list names each account by its id, and the rails hold in each of them.
    const account = options.accountsFile === null ? options.account : '123456789012';
    return options.yes
      ? (brokenRail({ ...options, account }, request.words)?.message ?? null)
      : null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Commands that would not be taken as they stand, each with what is wrong. */
function wrongAmong(commands: readonly string[]): readonly string[] {
  const calls = callsOf(commands);
  return commands.flatMap((command, index) => {
    const each = calls[index] ?? [];
    if (each.length === 0) return [`${command}: starts nothing`];
    return each.flatMap((call) => {
      const problem = wrongWith(call);
      return problem === null ? [] : [`${command}: ${problem}`];
    });
  });
}

it('the help tells people only commands that are taken as they stand', () => {
  const commands = Object.values(examples).flat();
  expect(wrongAmong(commands)).toEqual([]);
  expect(commands.length).toBeGreaterThan(9);
});

describe.each(pages)('%s', (page) => {
  it('tells people only commands that are taken as they stand', () => {
    const commands = commandsOn(page);
    expect(wrongAmong(commands)).toEqual([]);
    expect(commands.length).toBeGreaterThan(2);
  });

  it('names only flags that there are', () => {
    const flags = spansOf(read(page))
      .filter((span) => span.startsWith('--'))
      .flatMap((span) => span.match(/--[a-z-]+/g) ?? []);
    expect(flags.filter((flag) => !longFlags.has(flag))).toEqual([]);
  });
});
