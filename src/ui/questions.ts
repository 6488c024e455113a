import { AbortError } from '../model/errors.ts';
import type { PickList } from './picker/pick.ts';

export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** The consequence of the choice. */
  readonly description?: string;
}

/** The text behind the key `?`. */
interface Help {
  readonly help: string;
}

/**
 * Everything that is asked of a person. Each of these has a flag that answers it. Esc throws a
 * `BackError`, Ctrl-C an `AbortError`: a question that is not answered is never taken for a yes.
 */
export interface Prompts {
  select<T extends string>(message: string, choices: readonly Choice<T>[], help?: Help): Promise<T>;
  /** Keys of the findings that were ticked; none: the list was left. */
  chooseFindings(list: PickList): Promise<readonly string[]>;
  /** The default is no. */
  confirm(message: string, help?: Help): Promise<boolean>;
  /** True only for exactly that word, or one of them; empty means no. */
  typeWord(message: string, word: string | readonly string[], help?: Help): Promise<boolean>;
  /** A place or a name; an empty answer takes the initial one. */
  typeText(message: string, initial: string, help?: Help): Promise<string>;
}

export interface PromptStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & PromptScreen;
  readonly signal: AbortSignal;
  readonly coloured: boolean;
  /** Nothing moves on the screen: for screen readers and terminals that cannot. */
  readonly plain: boolean;
  /** The terminal shows no more than ASCII. */
  readonly ascii: boolean;
}

/** A terminal's size, as it is at the moment. */
interface PromptScreen {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Esc: the previous question is asked once more. Without one, it ends the command. */
export class BackError extends AbortError {
  /** For the list: the keys that were ticked there. */
  readonly ticked: readonly string[] | null;

  constructor(
    message: string,
    options: { readonly ticked?: readonly string[]; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.ticked = options.ticked ?? null;
  }
}
