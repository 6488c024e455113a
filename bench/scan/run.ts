import { growthLines } from './growth.ts';
import { measured } from './measure.ts';
import { checkedReport } from './report.ts';
import { sizeNamed } from './size.ts';

/**
 * `run.ts [--small]`: takes a look at the account and ends with 1 when a bound is broken.
 * `run.ts --growth [DISTRIBUTIONS ...]`: looks at accounts of several sizes, and how what they cost grows.
 */
const growth = process.argv.indexOf('--growth');
if (growth === -1) await check(process.argv.includes('--small') ? 'small' : 'full');
else {
  const asked = process.argv.slice(growth + 1);
  for await (const line of growthLines(asked.length > 0 ? asked : ['20', '100', '1000', '5000']))
    console.log(line);
}

async function check(name: string): Promise<void> {
  const size = sizeNamed(name);
  const { cost, rounds } = await measured(size);
  const { lines, broken } = checkedReport(size, cost, rounds);
  console.log(lines.join('\n'));
  if (broken.length === 0) return;
  console.error(['', 'Broken', ...broken.slice(0, 50).map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 1;
}
