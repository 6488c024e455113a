import type { Option } from 'commander';
import type { OwnCommandName } from '../../model/command.ts';
import { formatsOf } from '../../report/formats.ts';
import { failures } from '../output/exit-code.ts';
import type { FlagRow } from '../input/flag-row.ts';
import { type FlagName, flagTable } from '../input/flag-table.ts';
import { optionsOf } from '../input/flags.ts';
import { kindNames } from '../input/flag-values.ts';
import { confidences } from '../../model/verdict.ts';
import { commandList } from '../program/program.ts';
import type { LastScanWord } from './last-scan.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

/** What stands behind a flag or a command. */
export type Takes =
  | { readonly type: 'nothing' }
  /** Something that nobody here knows. */
  | { readonly type: 'anything' }
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'file' }
  | { readonly type: 'folder' }
  | { readonly type: 'last-scan'; readonly word: LastScanWord };

export interface CompletedFlag {
  readonly long: string;
  readonly short: string | null;
  readonly text: string;
  readonly takes: Takes;
}

export interface CompletedCommand {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly CompletedFlag[];
  readonly operands: Takes;
}

const anything: Takes = { type: 'anything' };
const nothing: Takes = { type: 'nothing' };
const file: Takes = { type: 'file' };
const folder: Takes = { type: 'folder' };
const lastScan = (word: LastScanWord): Takes => ({ type: 'last-scan', word });
const words = (list: readonly string[]): Takes => ({ type: 'words', words: list });

const valuesBy = {
  kinds: () => words(kindNames),
  confidences: () => words(confidences),
  failures: () => words([...failures, 'none']),
  formats: (command) => words(formatsOf(command)),
  file: () => file,
  folder: () => folder,
  'last-app': () => lastScan('app'),
  'last-stage': () => lastScan('stage'),
  'last-pair': () => lastScan('pair'),
} as const satisfies Readonly<
  Record<NonNullable<FlagRow['completed']>, (command: OwnCommandName) => Takes>
>;

/** All that can be completed, from what the command line itself is read by. */
export function completedCommands(): readonly CompletedCommand[] {
  const own = commandList
    .filter(({ name }) => name !== 'simulate')
    .map(({ name, text }) => ({ name, text, flags: flagsFor(name), operands: operandsOf(name) }));
  const names = own.map(({ name }) => name);
  const help = { name: 'help', text: 'all flags of a command', flags: [], operands: words(names) };
  return [...own, help];
}

/** The flags of `sst-sweep` alone. */
export function flagsFor(command: OwnCommandName): readonly CompletedFlag[] {
  const own = optionsOf(command)
    .filter(({ hidden }) => !hidden)
    .map((option) => ({
      long: option.long ?? option.flags,
      short: option.short ?? null,
      text: option.description,
      takes: takesOf(option, command),
    }));
  return [...own, { long: '--help', short: '-h', text: 'this page', takes: nothing }];
}

function takesOf(option: Option, command: OwnCommandName): Takes {
  if (!option.required) return nothing;
  const { completed }: FlagRow = flagTable[option.attributeName() as FlagName];
  return completed === undefined ? anything : valuesBy[completed](command);
}

function operandsOf(command: OwnCommandName): Takes {
  switch (command) {
    case 'plan':
    case 'sweep':
    case 'explain':
      return lastScan('id');
    case 'iam-policy':
      return words(['scan', 'sweep']);
    case 'completion':
      return words(shells);
    default:
      return nothing;
  }
}
