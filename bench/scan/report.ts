import type { Cost } from './client.ts';
import type { Rounds } from './rounds.ts';
import { countsOf, type Size } from './size.ts';

/** The account's lists: what is read of any account, however many stages it had. */
const listOperations =
  /^(CloudFront\.List|CloudWatchLogs\.|IAM\.(?:ListRoles|GetAccountAuthorizationDetails)$|Lambda\.ListFunctions$|S3\.ListBuckets$|Tagging\.|CloudFormation\.|SSM\.|STS\.)/;

export interface Checked {
  readonly lines: readonly string[];
  readonly broken: readonly string[];
}

type Bounded = readonly (readonly [name: string, value: number, bound: number])[];

/** The report's lines, and the bounds that do not hold. */
export function checkedReport(size: Size, cost: Cost, rounds: Rounds): Checked {
  const bounded = boundedFigures(size, cost);
  const missed = bounded.filter(([, value, bound]) => value >= bound);
  return {
    lines: [
      `The account (${size.name}): ${describe(countsOf(size))}.`,
      '',
      'Calls by operation',
      ...Object.entries(cost.calls.byOperation).map(([name, calls]) => figure(name, calls)),
      '',
      'Bounds',
      ...bounded.map(([name, value, bound]) => `${figure(name, value)}   must stay under ${bound}`),
      figure('leftovers, all certain', cost.leftovers),
      '',
      'For information',
      ...otherFigures(cost, rounds),
    ],
    broken: [
      ...missed.map(([name, value, bound]) => `${name}: ${value}, and the bound is ${bound}`),
      ...cost.mistakes,
    ],
  };
}

function boundedFigures({ bounds }: Size, { calls, peakRssBytes }: Cost): Bounded {
  const lists = Object.entries(calls.byOperation).filter(([name]) => listOperations.test(name));
  const listCalls = lists.reduce((sum, [, count]) => sum + count, 0);
  return [
    ['calls', calls.total, bounds.calls],
    ["calls of the account's lists", listCalls, bounds.listCalls],
    ['peak memory (RSS), MB', megabytes(peakRssBytes), bounds.memoryMB],
  ];
}

function otherFigures(cost: Cost, { rounds, widest }: Rounds): readonly string[] {
  return [
    figure('findings', cost.findings),
    figure('bytes read, MB', megabytes(cost.bytesRead)),
    figure('longest chain of calls', rounds),
    figure('requests in flight over HTTP, at most', cost.mostInFlight),
    figure('requests in flight in lock step, at most', widest),
    figure('peak heap, MB', megabytes(cost.peakHeapBytes)),
    figure('memory before the look (RSS), MB', megabytes(cost.rssBytesBefore)),
    figure('CPU seconds, on this machine', Math.round(cost.cpuSeconds)),
    figure('seconds, on this machine', Math.round(cost.seconds)),
  ];
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

function figure(name: string, value: number): string {
  return `  ${name.padEnd(42)}${value.toLocaleString('en-US').padStart(8)}`;
}

function describe(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count.toLocaleString('en-US')} ${name}`)
    .join(', ');
}
