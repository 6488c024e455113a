import { compiled } from '../compiled.ts';
import { startChild, startProgram } from './children.ts';
import type { Cost } from './client.ts';
import { checkedReport } from './report.ts';
import type { Rounds } from './rounds.ts';
import { sizeNamed } from './size.ts';

/** `run.ts [--small]`: takes a look at the account and ends with 1 when a bound is broken. */
const size = sizeNamed(process.argv.includes('--small') ? 'small' : 'full');
const server = startChild<{ port: number }>('server.ts', [size.name]);
const { port } = await server.says;
// One after the other: they would slow each other down, and the memory is the client's alone.
const client = startProgram<Cost>(await compiled('scan/client'), [size.name, String(port)]);
const cost = await client.says;
await client.stop();
await server.stop();
const stepper = startChild<Rounds>('rounds.ts', [size.name]);
const rounds = await stepper.says;
await stepper.stop();

const { lines, broken } = checkedReport(size, cost, rounds);
console.log(lines.join('\n'));
if (broken.length > 0) {
  console.error(['', 'Broken', ...broken.slice(0, 50).map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 1;
}
