import picomatch from 'picomatch';
import { UserError } from '../model/errors.ts';

/** The stages that a team means to have, as somebody else than SST's state says. */
export interface WantedStages {
  /** It is meant to exist: nothing of it is swept unless its id is typed. */
  isWanted(stage: string): boolean;
  /** The source knows of stages like this one, so it would name it if it were wanted. */
  isKnown(stage: string): boolean;
}

/** An answer that may be incomplete says nothing: then nothing is swept at all. */
export function notRead(source: string, why: string, cause?: unknown): UserError {
  return new UserError(
    'STAGES_NOT_READ',
    `The stages that are meant to exist could not be read whole from ${source}: ${why}`,
    {
      hint: 'Without them nothing is swept. Mend that, or leave --stages-from out.',
      exitCode: 6,
      cause,
    },
  );
}

/** Characters; SST allows less than a hundred, and the matcher refuses patterns without an end. */
const longestName = 1000;

/** SST's characters and those of globs. Of another form (a list in YAML, quotes, UTF-16) no name would be found. */
const nameOrGlob = /^[\w.*?[\]{}!,^-]+$/;

/**
 * Stage names or globs: one in each line, `#` before a comment, or a JSON array of strings. Upper and lower
 * case are alike: what is meant to exist under a name that differs by that alone is kept.
 */
export function parseStages(given: string, file: string): WantedStages {
  const text = given.replace(/^\uFEFF/, '');
  const names = /^\s*[[{]/.test(text) ? jsonNames(text, file) : lineNames(text);
  if (names.length === 0) throw notRead(file, 'it names no stage.');
  const long = names.find((name) => name.length > longestName);
  if (long !== undefined) throw notRead(file, `it has a name of ${long.length} characters.`);
  const strange = names.find((name) => !nameOrGlob.test(name));
  if (strange !== undefined)
    throw notRead(
      file,
      `${JSON.stringify(strange.slice(0, 40))} is no name of a stage. It takes one name or glob in each line, in UTF-8, or a JSON array of them.`,
    );
  const tests = names.map((name) => picomatch(name, { dot: true, nocase: true }));
  const plain = new Set(names.map((name) => name.toLowerCase()));
  return {
    isWanted: (stage) => plain.has(stage.toLowerCase()) || tests.some((isMatch) => isMatch(stage)),
    isKnown: () => true,
  };
}

function lineNames(text: string): readonly string[] {
  return text
    .split(/\r?\n|\r/)
    .map((line) => line.replace(/(^|\s)#[^]*/, '').trim())
    .filter((name) => name !== '');
}

function jsonNames(text: string, file: string): readonly string[] {
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch (cause) {
    throw notRead(file, 'it begins like JSON and is none.', cause);
  }
  if (Array.isArray(names) && names.every((name) => typeof name === 'string' && name !== ''))
    return names as readonly string[];
  throw notRead(file, 'it is no list of names.');
}
