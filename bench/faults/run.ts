import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { twoStages } from '../../test/commands/policy/two-stages.ts';
import { demoAccount } from '../../test/account/demo.ts';
import { networkFaults } from './faults.ts';
import { endedKeys, type Strike } from './faulty-account.ts';
import { type Program, readRow, type Row, truthOf, writeRow } from './rows.ts';
import { withoutEnd } from './without-end.ts';

/**
 * Each fault at each read of a scan and each write of a sweep, on the built binary. Rows that wait run
 * beside each other, since they cost little; `--fault` and `--operation` take some of them, and `--every 4`
 * a quarter, in which each operation and each fault has its turns.
 */
const { values } = parseArgs({
  options: {
    fault: { type: 'string', default: '' },
    operation: { type: 'string', default: '' },
    busy: { type: 'string', default: '2' },
    beside: { type: 'string', default: '8' },
    every: { type: 'string', default: '1' },
  },
});
const program: Program = [process.execPath, resolve('dist/cli.js')];
const busy = pLimit(Number(values.busy));
const waiting = pLimit(Number(values.beside));

const wanted = (operation: string, name: string) =>
  operation.includes(values.operation) && name.includes(values.fault);

function strikesAt(operations: readonly string[]): readonly Strike[] {
  const faults = [...networkFaults, endedKeys] as const;
  return operations.flatMap((operation, row) =>
    faults
      .filter((_fault, column) => (row + column) % Number(values.every) === 0)
      .filter((fault) => typeof fault === 'string' || fault.fits(operation))
      .filter((fault) => wanted(operation, typeof fault === 'string' ? fault : fault.name))
      .map((fault) => ({ operation, fault })),
  );
}

const [scanned, swept] = [demoAccount().data, twoStages()];
const readTruth = await truthOf(program, scanned);
const writeTruth = await truthOf(program, swept);
console.log(`${readTruth.reads.length} reads, ${writeTruth.writes.length} writes`);

const rows: Row[] = [];
const started = Date.now();
async function one(strike: Strike, run: () => Promise<Row>): Promise<void> {
  const waits = typeof strike.fault !== 'string' && strike.fault.waits;
  await (waits ? waiting : busy)(async () => {
    const row = await run();
    rows.push(row);
    console.log(
      [
        row.operation,
        row.fault,
        row.ended,
        `${row.struck} times`,
        `${row.seconds.toFixed(0)} s`,
        `${row.memory} MB`,
        ...row.wrong.map((each) => `WRONG: ${each}`),
      ].join(' | '),
    );
  });
}
await Promise.all([
  ...strikesAt(readTruth.reads).map((strike) =>
    one(strike, () => readRow(program, scanned, readTruth, strike)),
  ),
  ...strikesAt(writeTruth.writes).map((strike) =>
    one(strike, () => writeRow(program, swept, writeTruth, strike)),
  ),
]);
if (values.fault === '' && values.operation === '') rows.push(...(await withoutEnd(program)));

const names = [...new Set(rows.map(({ fault }) => fault))];
console.log();
console.table(
  names.map((fault) => {
    const own = rows.filter((row) => row.fault === fault);
    return {
      fault,
      runs: own.length,
      'slowest, s': Math.round(Math.max(...own.map(({ seconds }) => seconds))),
      'most, MB': Math.max(...own.map(({ memory }) => memory)),
      wrong: own.filter(({ wrong }) => wrong.length > 0).length,
    };
  }),
);
const wrong = rows.filter((row) => row.wrong.length > 0);
console.log(
  `${rows.length} runs in ${Math.round((Date.now() - started) / 60_000)} minutes, ${wrong.length} wrong`,
);
if (wrong.length > 0) process.exitCode = 1;
