import { createSimulatedAws, virtualClock } from 'simulated-aws';
import type { Outcome } from '../../src/model/plan.ts';
import { benchAccount } from '../scan/account.ts';
import type { Size } from '../scan/size.ts';
import { swept } from '../swept.ts';
import { answeringAfter } from './slow-aws.ts';

/** What a sweep of ten sites came to; all times are simulated. */
export interface SlowSweep {
  /** From the first request to the sweep's start: the look at the whole account. */
  readonly wholeLookSeconds: number;
  /** From the sweep's start to its first write: the first look between the steps, and the backups. */
  readonly firstWriteSeconds: number;
  readonly sweepSeconds: number;
  readonly looks: number;
  /** By the tool's own count, and by the server's. */
  readonly calls: { readonly told: number; readonly seen: number };
  readonly steps: number;
  readonly mistakes: readonly string[];
}

/** Ten of the account's stages, each with a distribution, its function and its bucket. */
const words = ['--stage', 'pr-10?'];

export async function sweepAfter(milliseconds: number, size: Size): Promise<SlowSweep> {
  const { data, bodies } = benchAccount(size);
  // Journal and backups are written in real time, in which the simulated one must not run on.
  const clock = virtualClock({ start: new Date(data.now), idleTurns: 300 });
  const aws = createSimulatedAws(data, { bodies, clock });
  const { code, stdout } = await swept(answeringAfter(milliseconds, aws), words);
  const result = JSON.parse(stdout);
  const outcomes = result.outcomes as readonly Outcome[];
  const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;
  const count = (operation: string) =>
    aws.requests.filter((request) => request.operation === operation).length;
  const firstWrite = aws.requests.find(({ writes }) => writes)?.at ?? result.finishedAt;
  const undone = outcomes.filter(({ outcome }) => outcome !== 'done');
  const calls = { told: result.calls.total, seen: aws.requests.length };
  return {
    wholeLookSeconds: seconds(data.now, result.startedAt),
    firstWriteSeconds: seconds(result.startedAt, firstWrite),
    sweepSeconds: seconds(result.startedAt, result.finishedAt),
    // Every look lists these once, and nothing else does.
    looks: count('CloudFront.ListOriginAccessControls'),
    calls,
    steps: outcomes.length,
    mistakes: [
      ...(code === 0 ? [] : [`the sweep ended with ${code}`]),
      ...(outcomes.length === 60 ? [] : [`the plan has ${outcomes.length} steps, not 60`]),
      ...undone.map(({ step, outcome, reason }) => `${step}: ${outcome} ${reason ?? ''}`),
      ...(calls.told < calls.seen ? [`${calls.seen - calls.told} calls were not counted`] : []),
    ],
  };
}
