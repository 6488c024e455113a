import type {
  Command,
  Flag,
  ForeignCommand,
  OwnCommand,
  Repeated,
  Sentence,
} from '../model/command.ts';
import type { CommandRemedy } from '../model/diagnosis.ts';
import { plain } from './text.ts';

/** A command as it is copied into a POSIX shell, with the flags that the person gave. */
export function commandText(command: Command, repeated: Repeated): string {
  return command.program === 'sst-sweep'
    ? ownText(command, repeated)
    : foreignText(command, repeated);
}

/** A sentence with its commands in quotes. */
export function sentenceText(sentence: Sentence, repeated: Repeated): string {
  if (typeof sentence === 'string') return sentence;
  return sentence
    .map((part) => (typeof part === 'string' ? part : `"${commandText(part, repeated)}"`))
    .join('');
}

/** A command with its note as a shell's comment: the line runs as it stands. */
export function notedCommand({ command, note }: CommandRemedy, repeated: Repeated): string {
  return `${commandText(command, repeated)}${note === null ? '' : `  # ${plain(note)}`}`;
}

/** `--profile work`, for a sentence that names a flag alone. */
export function flagText(flag: Flag): string {
  return flagWords(flag, { flags: {}, profile: null }).join(' ');
}

function ownText(command: OwnCommand, repeated: Repeated): string {
  const { name, operands, reads, into } = command;
  const text = [
    'sst-sweep',
    ...(name === 'interactive' ? [] : [name]),
    ...allFlags(command, repeated).flatMap((each) => flagWords(each, repeated)),
    // What begins with a hyphen would be read as a flag.
    ...(operands.some((word) => word.startsWith('-')) ? ['--'] : []),
    ...operands.map(shellWord),
    ...(into === null ? [] : ['>', shellWord(into)]),
  ].join(' ');
  return reads === null ? text : `${foreignText(reads, repeated)} 2>&1 | ${text}`;
}

const filters: ReadonlySet<string> = new Set(['--app', '--stage', '--kind']);
const choices: ReadonlySet<string> = new Set(['--min-confidence', '--include-retained']);
const lists: ReadonlySet<string> = new Set([
  '--region',
  '--keep',
  '--abandon',
  '--ignore-home',
  '--ignore-region',
]);

/**
 * The command's own flags, then the person's. An id, or a filter of the command's own, says what is
 * meant: the person's filters would hide it, and what is typed needs no choice by confidence.
 */
function allFlags({ name, flags, operands }: OwnCommand, repeated: Repeated): readonly Flag[] {
  const narrowed = operands.length > 0 || flags.some((own) => filters.has(own.name));
  const given = (repeated.flags[name] ?? []).filter(
    (each) =>
      !(narrowed && filters.has(each.name)) &&
      !(operands.length > 0 && choices.has(each.name)) &&
      !flags.some(
        (own) => own.name === each.name && (!lists.has(own.name) || own.value === each.value),
      ),
  );
  return [...flags, ...given];
}

function foreignText(command: ForeignCommand, repeated: Repeated): string {
  const { program, words, region, into } = command;
  const runsSst = program === 'sst' || (program === 'npx' && words[0] === 'sst');
  const text = [
    ...(runsSst && repeated.profile !== null ? [`AWS_PROFILE=${shellWord(repeated.profile)}`] : []),
    ...(region === null ? [] : [`AWS_REGION=${shellWord(region)}`]),
    program,
    ...words.map(shellWord),
    ...command.flags.flatMap((each) => flagWords(each, repeated)),
    ...(program === 'aws' && repeated.profile !== null
      ? ['--profile', shellWord(repeated.profile)]
      : []),
  ].join(' ');
  return into === null ? text : `${text} | ${foreignText(into, repeated)}`;
}

function flagWords({ name, value }: Flag, repeated: Repeated): readonly string[] {
  if (value === null) return [name];
  if (typeof value !== 'string') return [name, `"$(${commandText(value, repeated)})"`];
  return value.startsWith('-') ? [`${name}=${shellWord(value)}`] : [name, shellWord(value)];
}

/**
 * One word of a POSIX shell, quoted only where it must be. Characters that a terminal acts on, or
 * that hide what is read, are written as bash and zsh take them (`$'\u202e'`): the word stays the
 * same, and can be looked at.
 */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (plain(word) === word) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = Array.from(word, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    if (plain(character) === character) return character;
    const code = character.codePointAt(0) ?? 0;
    return code < 0x80
      ? String.raw`\x${code.toString(16).padStart(2, '0')}`
      : String.raw`\U${code.toString(16).padStart(8, '0')}`;
  });
  return `$'${escaped.join('')}'`;
}
