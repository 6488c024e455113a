import type { Writable } from 'node:stream';
import { runBinary } from './binary.ts';
import type { Program, Row } from './rows.ts';

/** Standard input that never ends, for each command that reads it. */
export async function withoutEnd(program: Program): Promise<readonly Row[]> {
  const run = await runBinary([...program, 'doctor', '--demo', '--json'], { feed: forEver });
  return [
    {
      fault: 'standard input without an end',
      operation: 'doctor',
      struck: 1,
      ended: `code ${run.code}: ${/"code":\s*"(\w+)"/.exec(run.stdout)?.[1] ?? ''}`,
      seconds: run.seconds,
      memory: run.memory,
      wrong: [
        ...(run.code === null ? ['it hangs'] : []),
        ...(run.memory > 600 ? [`${run.memory} MB`] : []),
      ],
    },
  ];
}

function forEver(stdin: Writable): void {
  const piece = 'error: the deploy goes on\n'.repeat(4096);
  const write = () => {
    while (stdin.writable) if (!stdin.write(piece)) return void stdin.once('drain', write);
  };
  write();
}
