import { filterFlags } from '../model/command.ts';
import type {
  Command,
  Flag,
  ForeignCommand,
  OwnCommand,
  Repeated,
  Sentence,
} from '../model/command.ts';
import type { Remedy } from '../model/diagnosis.ts';
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

/** Without characters that act in a terminal; commands are safe as they are. */
export function plainSentence(sentence: Sentence): Sentence {
  return typeof sentence === 'string'
    ? plain(sentence)
    : sentence.map((part) => (typeof part === 'string' ? plain(part) : part));
}

/** The words of a sentence for wrapping: a command is one word, and stays whole. */
export function sentenceWords(sentence: Sentence, repeated: Repeated): string[] {
  const parts = typeof sentence === 'string' ? [sentence] : sentence;
  const words: string[] = [''];
  for (const part of parts) {
    const [first = '', ...rest] =
      typeof part === 'string' ? part.split(' ') : [`"${commandText(part, repeated)}"`];
    words.push(`${words.pop() ?? ''}${first}`, ...rest);
  }
  return words;
}

/** A command with its note as a shell's comment, so that the line can be run as it is; else the advice. */
export function remedyText(remedy: Remedy, repeated: Repeated): string {
  if (remedy.type !== 'command') return plain(remedy.text);
  const { command, note } = remedy;
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
    // A word that begins with a hyphen would be read as a flag.
    ...(operands.some((word) => word.startsWith('-')) ? ['--'] : []),
    ...operands.map(shellWord),
    ...(into === null ? [] : ['>', shellWord(into)]),
  ].join(' ');
  return reads === null ? text : `${foreignText(reads, repeated)} 2>&1 | ${text}`;
}

const choices: ReadonlySet<string> = new Set([
  '--min-confidence',
  '--include-retained',
  '--delete-data',
  // A command that names ids removes no stages.
  '--remove-with',
  '--max-removals',
]);
const lists: ReadonlySet<string> = new Set([
  '--region',
  '--keep',
  '--abandon',
  '--ignore-home',
  '--ignore-region',
  '--ignore-stage',
]);

/**
 * The command's own flags, then the person's. With an id or a filter of its own, the command names its
 * subject: the person's filters would hide it, and a typed id needs no choice by confidence.
 */
function allFlags({ name, flags, narrowed }: OwnCommand, repeated: Repeated): readonly Flag[] {
  const given = (repeated.flags[name] ?? []).filter(
    (each) =>
      !(narrowed && (filterFlags.has(each.name) || choices.has(each.name))) &&
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
    ...(takesProfile(command) && repeated.profile !== null
      ? ['--profile', shellWord(repeated.profile)]
      : []),
  ].join(' ');
  return into === null ? text : `${text} | ${foreignText(into, repeated)}`;
}

/** AWS's CLI reads the profile first: one that does not exist would stop it from listing those that do. */
function takesProfile({ program, words, flags }: ForeignCommand): boolean {
  return (
    program === 'aws' && words[0] !== 'configure' && !flags.some(({ name }) => name === '--profile')
  );
}

function flagWords({ name, value }: Flag, repeated: Repeated): readonly string[] {
  if (value === null) return [name];
  if (typeof value !== 'string') return [name, `"$(${commandText(value, repeated)})"`];
  return value.startsWith('-') ? [`${name}=${shellWord(value)}`] : [name, shellWord(value)];
}

/**
 * One word of a POSIX shell, quoted only where it must be. Characters that act in a terminal, or that hide
 * others, are written as bash and zsh take them (`$'\u202e'`): the word stays the same, and can be looked at.
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
