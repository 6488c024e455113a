import { setMaxListeners } from 'node:events';
import { openSession, type SessionOptions } from '../../src/aws/session.ts';
import { type Survey, surveyAccount } from '../../src/survey/survey.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import type { SweepResult } from '../../src/model/plan.ts';
import { plan } from '../../src/plan/plan.ts';
import {
  createSimulatedAws,
  type SimulatedAws,
  virtualClock,
  type VirtualClock,
} from 'simulated-aws';
import type { StateFiles } from '../../src/storage/files.ts';
import { sweep } from '../../src/sweep/sweep.ts';
import type { AccountBuilder } from '../account/account.ts';
import { plainOptions } from '../account/looking.ts';
import { unattended } from '../plan/builders.ts';
import { aStateFolder, withoutTime } from './world.ts';

export interface Simulated {
  readonly aws: SimulatedAws;
  readonly clock: VirtualClock;
  readonly files: StateFiles;
  /** Absent: keys that never change. */
  readonly credentials?: NonNullable<SessionOptions['credentials']>;
}

export async function simulated(account: AccountBuilder): Promise<Simulated> {
  const clock = virtualClock({ start: new Date(account.data.now) });
  const aws = createSimulatedAws(account.data, { clock });
  return { aws, clock, files: withoutTime(await aStateFolder(), clock) };
}

/** The whole way: look, plan with the rails of `--yes --delete-data`, sweep. */
export async function sweepAll(
  { aws, clock, files, credentials }: Simulated,
  id: string,
  options: Partial<PlanOptions> = {},
): Promise<SweepResult> {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const session = await openSession({
    env: {},
    clock,
    simulated: true,
    requestHandler: aws.handler,
    ...(credentials && { credentials }),
  });
  let earlier: Survey['inventory']['answers'] = {};
  const lookNow = async (only?: ReadonlySet<string>) => {
    const seen = await surveyAccount(session, {
      kinds,
      clock,
      signal,
      emit: () => undefined,
      regions: [],
      ignoreHomes: [],
      ignoreRegions: [],
      ignoreStages: [],
      matchOptions: plainOptions,
      resolveName: async () => 'none',
      files: new Map(),
      earlier,
      ...(only && { only }),
    });
    earlier = { ...earlier, ...seen.inventory.answers };
    return { findings: seen.findings, resources: seen.inventory.resources, takenAt: seen.takenAt };
  };
  const { findings } = await lookNow();
  const facts = kinds.map((module) => module.facts);
  const made = plan(
    findings,
    facts,
    { ...unattended, deleteData: true, ...options },
    { account: session.account, now: clock.now().toISOString(), accountPinned: true },
  );
  return sweep(made, {
    session,
    kinds,
    clock,
    signal,
    emit: () => undefined,
    look: ({ keys }) => lookNow(keys),
    files,
    machine: { pid: 1, isAlive: () => false },
    newSweepId: () => id,
    planFile: '{}',
    options: {
      unattended: true,
      noWait: false,
      timeoutMs: null,
      waitEdgeMs: 12 * 3_600_000,
      pollIntervalMs: 10_000,
    },
  });
}

/** Ids of what is in the account, of every kind that a sweep takes. */
export function idsIn(aws: SimulatedAws): readonly string[] {
  const { cloudfront, s3, lambda, iam, logs } = aws.snapshot();
  return [
    ...(cloudfront?.distributions ?? []).map(({ id }) => id),
    ...(cloudfront?.functions ?? []).map(({ name }) => name),
    ...(cloudfront?.keyValueStores ?? []).map(({ name }) => name),
    ...(s3?.buckets ?? []).map(({ name }) => name),
    ...(lambda?.functions ?? []).map(({ name }) => name),
    ...(iam?.roles ?? []).map(({ name }) => name),
    ...(logs?.groups ?? []).map(({ name }) => name),
  ].sort();
}
