import type { Repeated } from '../../model/command.ts';
import { UserError, AbortError } from '../../model/errors.ts';
import { sentenceText } from '../../text/command-text.ts';
import { renderError } from '../../report/terminal/error.ts';
import { errorJson, jsonLine, jsonText } from '../../report/json/documents.ts';
import { plain } from '../../text/text.ts';
import { createTerminal } from '../../ui/terminal.ts';
import type { Terminal } from '../../ui/terminal.ts';
import { exitCodes } from '../output/exit-code.ts';
import type { Runtime } from './runtime.ts';

/** A fault that the user can mend is one sentence and a hint; a bug shows its place in the code. */
export function reportFailure(error: unknown, runtime: Runtime, repeated: Repeated): number {
  const { argv, signal } = runtime;
  const terminal = terminalForErrors(runtime, repeated);
  if (error instanceof AbortError || signal.aborted) {
    terminal.say(error instanceof AbortError ? plain(error.message) : 'Interrupted.');
    return exitCodes.interrupted;
  }
  const userError =
    error instanceof UserError
      ? {
          code: error.code,
          message: error.message,
          hint:
            error.hint === null
              ? null
              : sentenceText(error.hint, withoutFlag(error.flag, repeated)),
          exitCode: error.exitCode,
        }
      : {
          code: 'INTERNAL',
          message: messageOf(error),
          hint: null,
          exitCode: exitCodes.couldNotRun,
        };
  const format = formatForErrors(argv);
  if (format === 'json') terminal.print(jsonText(errorJson(userError)));
  if (format === 'ndjson') terminal.print(jsonLine(errorJson(userError)));
  if (error instanceof UserError) {
    terminal.streams.stderr.write(renderError(userError, terminal.stderr));
    if (argv.includes('--verbose') && error.cause !== undefined) terminal.say(stackOf(error.cause));
  } else {
    terminal.say(stackOf(error));
    terminal.say('This is a mistake in sst-sweep. Please report it with the lines above.');
  }
  return userError.exitCode;
}

/** The flag at fault is not repeated. */
function withoutFlag(wrong: string | null, { flags, profile }: Repeated): Repeated {
  const kept = Object.entries(flags).map(([command, given]) => [
    command,
    given.filter(({ name }) => name !== wrong),
  ]);
  return { profile, flags: Object.fromEntries(kept) };
}

/** The flags may not have been understood, so only plain signs count. */
function terminalForErrors({ argv, env, streams }: Runtime, repeated: Repeated): Terminal {
  return createTerminal(streams, {
    env,
    color: !argv.includes('--no-color'),
    links: false,
    verbose: false,
    quiet: false,
    repeated,
  });
}

function formatForErrors(argv: readonly string[]): string | null {
  const formats = argv.flatMap((word, index) => {
    const value = word === '--format' ? argv[index + 1] : /^--format=(.*)$/.exec(word)?.[1];
    return word === '--json' ? ['json'] : (value ?? []);
  });
  return formats.find((each) => each === 'json' || each === 'ndjson') ?? null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
