import type { Prompts, PromptStreams } from './questions.ts';

/** Questions for the terminal at hand. The prompts are loaded with the first one: most runs ask none. */
export function createPrompts(streams: PromptStreams): Prompts {
  let loading: Promise<Prompts> | null = null;
  const loaded = () => (loading ??= load(streams));
  return {
    select: async (...asked) => (await loaded()).select(...asked),
    chooseFindings: async (...asked) => (await loaded()).chooseFindings(...asked),
    confirm: async (...asked) => (await loaded()).confirm(...asked),
    typeWord: async (...asked) => (await loaded()).typeWord(...asked),
    typeText: async (...asked) => (await loaded()).typeText(...asked),
  };
}

async function load(streams: PromptStreams): Promise<Prompts> {
  if (streams.plain) return (await import('./plain-prompts.ts')).createPlainPrompts(streams);
  return (await import('./screen-prompts.ts')).createScreenPrompts(streams);
}
