import { Option } from 'commander';
import type { OwnCommandName } from '../../model/command.ts';
import type { FlagRow } from './flag-row.ts';
import { flagRows } from './flag-rows.ts';

const collect = (value: string, before: readonly string[] | undefined) => [
  ...(before ?? []),
  value,
];

/** The flags of a command, in the order of its page. */
function rowsOf(command: OwnCommandName): typeof flagRows {
  return flagRows.filter(({ commands }) => commands.includes(command));
}

export function optionsOf(command: OwnCommandName): readonly Option[] {
  return rowsOf(command).map((row) => optionFrom(row, command));
}

function optionFrom(
  { flags, text, textFor, isList, isHidden }: FlagRow,
  command: OwnCommandName,
): Option {
  const own = textFor?.[command] ?? text;
  const option = new Option(flags, isList ? `${own} (repeatable)` : own);
  if (isList) option.argParser(collect);
  return isHidden ? option.hideHelp() : option;
}

/** `--app`, by which people name it. */
export function longName({ flags }: FlagRow): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

export const commandNames: readonly OwnCommandName[] = [
  ...new Set(flagRows.flatMap(({ commands }) => commands)),
];
