import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import type { Plan, SweepResult } from '../../src/model/plan.ts';
import { virtualClock, type VirtualClock } from 'simulated-aws';
import { folderLocks } from '../../src/storage/lock.ts';
import { stateFiles, type FolderFiles } from '../../src/storage/state-files.ts';
import type { SweepDeps, SweepOptions } from '../../src/sweep/sweep-deps.ts';
import { sweep } from '../../src/sweep/sweep.ts';
import { planFor } from '../plan/builders.ts';
import { fakeAccount, type FakeAccount, type FakeOptions } from './fake-account.ts';

export const start = new Date('2026-11-22T10:00:00.000Z');

export async function aStateFolder(): Promise<FolderFiles> {
  const root = await mkdtemp(join(tmpdir(), 'sst-sweep-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return stateFiles(root);
}

export interface TestWorld {
  readonly clock: VirtualClock;
  readonly account: FakeAccount;
  readonly files: FolderFiles;
  readonly events: Event[];
  readonly controller: AbortController;
  plan(options?: Partial<PlanOptions>): Plan;
  sweep(
    plan: Plan,
    options?: Partial<SweepOptions>,
    overrides?: Partial<SweepDeps>,
  ): Promise<SweepResult>;
}

const defaults: SweepOptions = {
  unattended: true,
  noWait: false,
  timeoutMs: null,
  waitEdgeMs: 0,
  pollIntervalMs: 10_000,
};

export async function aWorld(
  findings: readonly Finding[],
  given: Omit<FakeOptions, 'clock'> = {},
): Promise<TestWorld> {
  const clock = virtualClock({ start });
  const account = fakeAccount(findings, { clock, ...given });
  const files = withoutTime(await aStateFolder(), clock);
  const events: Event[] = [];
  const controller = new AbortController();
  let sweeps = 0;
  return {
    clock,
    account,
    files,
    events,
    controller,
    plan: (options) => planFor(account.findings(), options),
    sweep: (plan, options = {}, overrides = {}) =>
      sweep(plan, {
        session: account.session,
        kinds: account.kinds,
        clock,
        signal: controller.signal,
        emit: (event) => events.push(event),
        look: account.look,
        files,
        machine: { pid: 100, isAlive: (pid) => pid === 100 },
        newSweepId: () => `sweep-${(sweeps += 1)}`,
        planFile: '{"saved":"plan"}',
        options: { ...defaults, ...options },
        ...overrides,
      }),
  };
}

/** Writing to the disk takes real time, in which the virtual one must stand still. */
export function withoutTime(files: FolderFiles, clock: VirtualClock): FolderFiles {
  const held = <Given extends unknown[], Result>(write: (...given: Given) => Promise<Result>) => {
    return async (...given: Given): Promise<Result> => {
      const release = clock.hold();
      try {
        return await write(...given);
      } finally {
        release();
      }
    };
  };
  const timeless: Omit<FolderFiles, 'locks'> = {
    keeper: files.keeper,
    absolute: files.absolute,
    write: held(files.write),
    read: held(files.read),
    readBytes: held(files.readBytes),
    list: held(files.list),
    create: held(files.create),
    remove: held(files.remove),
    append: held(async (path) => {
      const log = await files.append(path);
      return { append: held(log.append), close: held(log.close) };
    }),
  };
  return { ...timeless, locks: folderLocks(timeless) };
}

/** `disable:E1 done`, in the plan's order. */
export function endings(result: SweepResult): readonly string[] {
  return result.outcomes.map(({ step, outcome, reason }) =>
    [step, outcome, ...(reason ? [reason] : [])].join(' '),
  );
}

export function endingOf(result: SweepResult, step: string) {
  return result.outcomes.find((outcome) => outcome.step === step);
}
