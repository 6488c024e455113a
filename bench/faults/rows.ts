import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountData } from 'simulated-aws';
import { thingsIn } from '../../test/printed/things.ts';
import { type Ended, runBinary } from './binary.ts';
import { type FaultyAccount, serveFaulty, type Strike } from './faulty-account.ts';

export type Program = readonly [string, ...string[]];

/** What became of one run. */
export interface Row {
  readonly fault: string;
  readonly operation: string;
  /** How often the fault struck; 0: the run never came to it. */
  readonly struck: number;
  readonly ended: string;
  readonly seconds: number;
  /** Megabytes at their most. */
  readonly memory: number;
  /** What must never be, as sentences. */
  readonly wrong: readonly string[];
}

const account = '123456789012';
const mostMemory = 600;

/** A run without a fault: what may be found, what may go, and what is asked for. */
export interface Truth {
  readonly leftovers: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

interface ReportLike {
  readonly findings?: readonly { readonly key: string; readonly verdict: string }[];
  readonly gaps?: readonly { readonly operation: string; readonly cause: string }[];
  readonly outcomes?: readonly { readonly outcome: string }[];
  readonly code?: string;
}

export async function truthOf(program: Program, data: AccountData): Promise<Truth> {
  const served = await serveFaulty(data, null);
  const scan = await runBinary([...program, 'scan', '--json'], served);
  const reads = operationsIn(served, false);
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-faults-'));
  await sweep(program, served, folder);
  const after = thingsIn(served.aws.snapshot());
  const writes = operationsIn(served, true);
  await served.stop();
  await rm(folder, { recursive: true });
  return {
    leftovers: leftoversIn(documentOf(scan)),
    gone: new Set([...thingsIn(data).keys()].filter((id) => !after.has(id))),
    reads,
    writes,
  };
}

/** A scan with a fault at one of its reads. */
export async function readRow(
  program: Program,
  data: AccountData,
  truth: Truth,
  strike: Strike,
): Promise<Row> {
  const served = await serveFaulty(data, strike);
  const scan = await runBinary([...program, 'scan', '--json'], served);
  await served.stop();
  const found = leftoversIn(documentOf(scan));
  const widened = [...found].filter((key) => !truth.leftovers.has(key));
  return rowOf(strike, served, scan, {
    ended: endOf(scan, strike),
    wrong: widened.map((key) => `${key} is called a leftover`),
  });
}

/** A sweep with a fault at one of its writes, and the same sweep again without it. */
export async function writeRow(
  program: Program,
  data: AccountData,
  truth: Truth,
  strike: Strike,
): Promise<Row> {
  const served = await serveFaulty(data, strike);
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-faults-'));
  const first = await sweep(program, served, folder);
  served.relent();
  const next = await sweep(program, served, folder);
  const after = thingsIn(served.aws.snapshot());
  await served.stop();
  await rm(folder, { recursive: true });
  const taken = [...thingsIn(data).keys()].filter((id) => !after.has(id) && !truth.gone.has(id));
  const left = [...truth.gone].filter((id) => after.has(id));
  return rowOf(strike, served, first, {
    ended: `${endOf(first, strike)}; the next run ${left.length === 0 ? 'ends it' : `leaves ${left.join(', ')} (code ${next.code})`}`,
    wrong: [
      ...taken.map((id) => `${id} was taken`),
      ...(left.length === 0 ? [] : [`the next run leaves ${left.length}`]),
      ...flawsOf(next),
    ],
  });
}

function sweep(program: Program, { url }: FaultyAccount, folder: string): Promise<Ended> {
  const rails = ['--yes', '--account', account, '--delete-data', '--state-dir', folder];
  const pace = ['--poll-interval', '1s', '--wait-edge', '1m'];
  return runBinary([...program, 'sweep', '--json', '--stage', 'pr-7', ...rails, ...pace], { url });
}

function rowOf(
  { operation, fault }: Strike,
  { struck, elsewhere }: FaultyAccount,
  run: Ended,
  { ended, wrong }: Pick<Row, 'ended' | 'wrong'>,
): Row {
  return {
    fault: typeof fault === 'string' ? fault : fault.name,
    operation,
    struck,
    ended,
    seconds: run.seconds,
    memory: run.memory,
    wrong: [
      ...wrong,
      ...flawsOf(run),
      ...(elsewhere > 0 ? [`${elsewhere} requests went to another host`] : []),
    ],
  };
}

function flawsOf({ code, stderr, stdout, memory }: Ended): readonly string[] {
  return [
    ...(code === null ? ['it hangs'] : []),
    ...(code === 1 ? ['it ends with 1'] : []),
    ...(/^\s+at .+:\d+/m.test(stderr) ? [`a stack: ${stderr.slice(0, 300)}`] : []),
    ...(/"code":\s*"INTERNAL"/.test(stdout) ? [`INTERNAL: ${stdout.slice(0, 300)}`] : []),
    ...(memory > mostMemory ? [`${memory} MB`] : []),
  ];
}

function endOf(run: Ended, { operation }: Strike): string {
  const { code: error, gaps = [], outcomes = [] } = documentOf(run);
  if (error !== undefined) return `one sentence: ${error}`;
  const [, action = ''] = operation.split('.');
  const own = gaps.filter((gap) => gap.operation.endsWith(`:${action}`));
  const causes = new Set((own.length > 0 ? own : gaps).map(({ cause }) => cause));
  if (causes.size > 0) return `a gap: ${[...causes].join(', ')}`;
  if (outcomes.length === 0) return run.code === 0 ? 'read whole' : `code ${run.code}`;
  const counts = new Map<string, number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

function documentOf({ stdout }: Ended): ReportLike {
  try {
    return JSON.parse(stdout) as ReportLike;
  } catch {
    return {};
  }
}

function leftoversIn({ findings = [] }: ReportLike): ReadonlySet<string> {
  return new Set(findings.flatMap(({ key, verdict }) => (verdict === 'leftover' ? [key] : [])));
}

function operationsIn({ aws }: FaultyAccount, writes: boolean): readonly string[] {
  const found = aws.requests.filter((each) => each.writes === writes);
  return [...new Set(found.map(({ operation }) => operation))].toSorted();
}
