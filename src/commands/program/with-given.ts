import type { CommandContext } from '../context.ts';
import type { GivenFlags } from '../input/given-flags.ts';
import type { Options } from '../input/options.ts';
import { repeatedFrom } from '../input/repeated.ts';

/** The same context with other options, which printed commands repeat from then on. */
export function withGiven(
  context: CommandContext,
  given: GivenFlags,
  options: Options,
): CommandContext {
  const repeated = repeatedFrom(given);
  const { terminal } = context;
  return {
    ...context,
    given,
    options,
    terminal: {
      ...terminal,
      stdout: { ...terminal.stdout, repeated },
      stderr: { ...terminal.stderr, repeated },
    },
  };
}
