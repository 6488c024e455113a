import { compiled } from '../compiled.ts';
import { startChild, startProgram } from './children.ts';
import type { Cost } from './client.ts';
import type { Rounds } from './rounds.ts';
import type { Size } from './size.ts';

/** Two looks at an account of that size: one over HTTP, and one in lock step for the chain of its calls. */
export async function measured({ name }: Size): Promise<{ cost: Cost; rounds: Rounds }> {
  const server = startChild<{ port: number }>('server.ts', [name]);
  const { port } = await server.says;
  // One after the other: they would slow each other down, and the memory is the client's alone.
  const client = startProgram<Cost>(await compiled('scan/client'), [name, String(port)]);
  const cost = await client.says;
  await client.stop();
  await server.stop();
  const stepper = startChild<Rounds>('rounds.ts', [name]);
  const rounds = await stepper.says;
  await stepper.stop();
  return { cost, rounds };
}
