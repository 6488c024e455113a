import { UserError } from '../../model/errors.ts';
import { plain } from '../../text/text.ts';

/** The words of `--remove-with`; `{app}`, `{stage}` and `{region}` stand in them. */
export type RemoveCommand = readonly string[];

const where = '--remove-with';
const placeholders = ['app', 'stage', 'region'] as const;
type Placeholders = Readonly<Record<(typeof placeholders)[number], string>>;

/**
 * Splits it at spaces, as a shell does, where quotes keep a word together. No shell ever runs it, so what
 * only a shell understands is refused instead of being passed on as text.
 */
export function parseRemoveCommand(text: string): RemoveCommand {
  const words = [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(
      /"([^"]*)"|'([^']*)'/g,
      (_all, double?: string, single?: string) => double ?? single ?? '',
    ),
  );
  const [program = ''] = words;
  if (program === '') throw invalid('is empty.');
  if (plain(text) !== text) throw invalid('has characters that cannot be seen.');
  if (/["']/.test(text.replace(/"[^"]*"|'[^']*'/g, '')))
    throw invalid('has a quote without an end.');
  const [sign] = /[|&;<>$`\\*?~#()]/.exec(text) ?? [];
  if (sign !== undefined)
    throw invalid(`has a ${sign}, which only a shell understands; no shell runs it.`);
  if (/^\w+=/.test(program))
    throw invalid('begins with a variable, which only a shell understands.');
  const names = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const odd = names.find((name) => !placeholders.some((known) => known === name));
  if (odd !== undefined) throw invalid(`has {${odd}}, which stands for nothing.`);
  if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')))
    throw invalid('has a brace without its other.');
  if (program.includes('{')) throw invalid('has a placeholder in the name of the program.');
  if (!names.includes('stage'))
    throw invalid('has no {stage}, so it would remove the same stage each time.');
  return words;
}

/** Each placeholder stays in its word: a name is never split, and never another word. */
export function filledCommand(command: RemoveCommand, values: Placeholders): readonly string[] {
  return command.map((word) =>
    word.replace(/\{(app|stage|region)\}/g, (_all, name: keyof Placeholders) => values[name]),
  );
}

/** The command says itself which app it is meant for. */
export function namesApp(command: RemoveCommand): boolean {
  return command.some((word) => word.includes('{app}'));
}

/** The command says itself which region it is meant for. */
export function namesRegion(command: RemoveCommand): boolean {
  return command.some((word) => word.includes('{region}'));
}

function invalid(what: string): UserError {
  return new UserError('INVALID_OPTION', `${where} ${what}`, {
    hint: 'Write the words of the command with {stage} for the name of the stage; {app} and {region} stand for theirs.',
    flag: where,
  });
}
