import type { Option } from 'commander';
import type { OwnCommandName } from '../../model/command.ts';
import { formatsOf } from '../../report/formats.ts';
import { failures } from '../output/exit-code.ts';
import type { FlagRow } from '../input/flag-row.ts';
import type { FlagName } from '../input/flag-rows.ts';
import { flagTable } from '../input/flag-table.ts';
import { optionsOf } from '../input/flags.ts';
import { kindNames } from '../input/flag-values.ts';
import { policyPurposes } from '../input/policy-purposes.ts';
import { confidences } from '../../model/verdict.ts';
import { commandList } from '../program/program.ts';
import type { LastScanWord } from './last-scan.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

/** The kind of word that follows a flag or a command. */
export type Operand =
  | { readonly type: 'nothing' }
  /** Any text: there is nothing to complete it from. */
  | { readonly type: 'anything' }
  | { readonly type: 'words'; readonly words: readonly string[] }
  | { readonly type: 'file' }
  | { readonly type: 'folder' }
  | { readonly type: 'last-scan'; readonly word: LastScanWord }
  /** The id of a past sweep of this machine. */
  | { readonly type: 'past-sweep' };

export interface CompletedFlag {
  readonly long: string;
  readonly short: string | null;
  readonly text: string;
  readonly operand: Operand;
}

export interface CompletedCommand {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly CompletedFlag[];
  readonly operands: Operand;
}

const anything: Operand = { type: 'anything' };
const nothing: Operand = { type: 'nothing' };
const file: Operand = { type: 'file' };
const folder: Operand = { type: 'folder' };
const lastScan = (word: LastScanWord): Operand => ({ type: 'last-scan', word });
const words = (list: readonly string[]): Operand => ({ type: 'words', words: list });

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
  Record<NonNullable<FlagRow['completed']>, (command: OwnCommandName) => Operand>
>;

/** Everything that can be completed, taken from the command line's own definition. */
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
      operand: operandOf(option, command),
    }));
  return [...own, { long: '--help', short: '-h', text: 'this page', operand: nothing }];
}

function operandOf(option: Option, command: OwnCommandName): Operand {
  if (!option.required) return nothing;
  const { completed }: FlagRow = flagTable[option.attributeName() as FlagName];
  return completed === undefined ? anything : valuesBy[completed](command);
}

function operandsOf(command: OwnCommandName): Operand {
  switch (command) {
    case 'plan':
    case 'sweep':
    case 'explain':
      return lastScan('id');
    case 'resume':
    case 'restore':
      return { type: 'past-sweep' };
    case 'iam-policy':
      return words(policyPurposes);
    case 'merge':
      return file;
    case 'completion':
      return words(shells);
    default:
      return nothing;
  }
}
