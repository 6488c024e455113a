import { nothingRepeated } from '../../model/command.ts';
import { exitCodes } from '../output/exit-code.ts';
import { answerOf } from './help.ts';
import type { Runtime } from './runtime.ts';

/** From a command line to an exit code. Each part is loaded when it is needed. */
export async function main(runtime: Runtime): Promise<number> {
  let repeated = nothingRepeated;
  try {
    const answer = answerOf(runtime.argv, runtime);
    if (answer !== null) return written(answer, runtime);
    const { parseCommandLine } = await import('./program.ts');
    const request = parseCommandLine(runtime.argv, runtime.version);
    if (request.type === 'text') return written(request.text, runtime);
    const { repeatedFrom } = await import('../input/repeated.ts');
    repeated = repeatedFrom(request.flags);
    const { runCommand } = await import('./run-command.ts');
    return await runCommand(request, runtime);
  } catch (error) {
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error, runtime, repeated);
  }
}

function written(text: string, { streams }: Runtime): number {
  streams.stdout.write(text);
  return exitCodes.done;
}
