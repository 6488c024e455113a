import { classifyFailure } from '../aws/failures.ts';
import type { CallContext } from '../aws/call-context.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { Clock } from '../model/clock.ts';
import type { Step } from '../model/plan.ts';
import { resourceFromStep } from '../model/resource-from-step.ts';
import { failed, stoppedBy, type Ending } from './outcomes.ts';
import type { Stop } from './stop.ts';
import type { SweepDeps } from './sweep-deps.ts';

/** Propagation takes minutes; Terraform gives up after 90 too. */
const longestWaitMs = 90 * 60_000;
/**
 * Reads lag behind a change by seconds; a distribution that is still enabled this long after its disabling
 * was enabled again by somebody.
 */
const readsLagMs = 2 * 60_000;
/** The interval grows up to this while nothing becomes ready. */
const longestIntervalMs = 30_000;
/** With `--no-wait`: time during which steps are collected for one common check. */
const collectMs = 2_000;
const failedPolls = 5;

/** One poller per kind for all waiting steps: one page of a list replaces a hundred reads. */
export interface Settling {
  wait(step: Step, module: KindModule): Promise<Ending>;
}

interface Waiting {
  readonly step: Step;
  readonly since: number;
  readonly steps: Map<string, { resolve(ending: Ending): void; reject(error: unknown): void }>;
}

export interface SettlingContext {
  readonly deps: Pick<SweepDeps, 'session' | 'clock' | 'options'>;
  readonly stop: Stop;
}

export function sharedSettling(context: SettlingContext): Settling {
  const pollers = new Map<KindModule, Map<string, Waiting>>();
  return {
    wait(step, module) {
      return new Promise((resolve, reject) => {
        const running = pollers.get(module);
        const waiting = running ?? new Map<string, Waiting>();
        const entry = waiting.get(step.resource) ?? {
          step,
          since: context.deps.clock.now().getTime(),
          steps: new Map(),
        };
        entry.steps.set(step.id, { resolve, reject });
        waiting.set(step.resource, entry);
        if (running) return;
        pollers.set(module, waiting);
        void pollUntilEmpty(module, waiting, { ...context, ended: () => pollers.delete(module) });
      });
    },
  };
}

/** Never rejects: a bug rejects the promises of all waiting steps. */
async function pollUntilEmpty(
  module: KindModule,
  waiting: Map<string, Waiting>,
  context: SettlingContext & { ended(): void },
): Promise<void> {
  try {
    await pollRounds(module, waiting, context);
  } catch (error) {
    for (const { steps } of waiting.values())
      for (const { reject } of steps.values()) reject(error);
    waiting.clear();
    context.ended();
  }
}

async function pollRounds(
  module: KindModule,
  waiting: Map<string, Waiting>,
  context: SettlingContext & { ended(): void },
): Promise<void> {
  const { noWait, pollIntervalMs } = context.deps.options;
  let interval = noWait ? Math.min(collectMs, pollIntervalMs) : pollIntervalMs;
  for (let failures = 0; waiting.size > 0;) {
    if (!(await context.stop.pause(interval))) {
      endAll(waiting, stoppedBy(context.stop.reason() ?? 'interrupted'));
      break;
    }
    const polled = await poll(module, waiting, context);
    if ('states' in polled) {
      failures = 0;
      const ended = endReady(waiting, polled.states, context);
      // Resources that were disabled together become ready together: after the first one the interval is
      // shortest.
      interval =
        ended > 0
          ? pollIntervalMs
          : Math.max(pollIntervalMs, Math.min(interval * 1.5, longestIntervalMs));
    } else if (polled.final || ++failures >= failedPolls) {
      endAll(waiting, polled.ending);
    }
  }
  // At once, or a step that begins to wait now would join a poller that has ended.
  context.ended();
}

type State = 'pending' | 'ready' | 'undone' | 'gone';
type Polled =
  | { readonly states: ReadonlyMap<string, State> }
  | { readonly final: boolean; readonly ending: Ending };

/** A list may lack a row once: only the resource's own API proves that it is gone. */
async function missingState(
  entry: Waiting | undefined,
  module: KindModule,
  context: CallContext,
): Promise<State> {
  if (!entry) return 'pending';
  return (await module.reread(resourceFromStep(entry.step), context)) === null ? 'gone' : 'pending';
}

async function poll(
  module: KindModule,
  waiting: ReadonlyMap<string, Waiting>,
  settling: SettlingContext,
): Promise<Polled> {
  const { deps, stop } = settling;
  const ids = [...waiting.keys()];
  if (!module.poll)
    throw new Error(`The kind ${module.facts.kind} has a settle step but cannot be polled.`);
  try {
    const { session, clock } = deps;
    const context = { session, clock, signal: stop.neverAborted };
    const states = await module.poll(ids, context);
    const read = await Promise.all(
      ids.map(
        async (id) =>
          [id, states.get(id) ?? (await missingState(waiting.get(id), module, context))] as const,
      ),
    );
    return { states: new Map(read) };
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.class === 'expired-credentials') {
      stop.now('expired-credentials');
      return { final: true, ending: stoppedBy('expired-credentials') };
    }
    const final = failure.class !== 'throttled' && failure.class !== 'transient';
    return { final, ending: failed(failure.class, failure) };
  }
}

/**
 * Ends the steps that are ready, gone or out of time; returns their number. Steps that began to wait after
 * the check keep waiting.
 */
function endReady(
  waiting: Map<string, Waiting>,
  states: ReadonlyMap<string, State>,
  { deps }: SettlingContext,
): number {
  let ended = 0;
  for (const [id, state] of states) {
    const entry = waiting.get(id);
    const ending = entry && endingOf(state, entry, deps);
    if (!ending) continue;
    end(waiting, id, ending);
    ended += 1;
  }
  return ended;
}

function endingOf(
  state: State,
  { since }: Waiting,
  { clock, options }: { clock: Clock; options: SweepDeps['options'] },
): Ending | null {
  if (state === 'ready' || state === 'gone')
    return { outcome: state === 'ready' ? 'done' : 'gone' };
  const now = clock.now().getTime();
  if (state === 'undone' && now - since >= readsLagMs)
    return { outcome: 'skipped', reason: 'enabled-again' };
  if (!options.noWait && now - since < longestWaitMs) return null;
  return {
    outcome: 'parked',
    reason: 'propagating',
    retryAfter: new Date(now + 5 * 60_000).toISOString(),
  };
}

function endAll(waiting: Map<string, Waiting>, ending: Ending): void {
  for (const id of waiting.keys()) end(waiting, id, ending);
}

function end(waiting: Map<string, Waiting>, id: string, ending: Ending): void {
  const entry = waiting.get(id);
  waiting.delete(id);
  for (const { resolve } of entry?.steps.values() ?? []) resolve(ending);
}
