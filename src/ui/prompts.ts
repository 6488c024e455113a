import { createPlainPrompts } from './plain-prompts.ts';
import type { Prompts, PromptStreams } from './questions.ts';
import { createScreenPrompts } from './screen-prompts.ts';

/** Questions for the terminal at hand. */
export function createPrompts(streams: PromptStreams): Prompts {
  return streams.plain ? createPlainPrompts(streams) : createScreenPrompts(streams);
}
