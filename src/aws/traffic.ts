import type { Clock } from '../model/clock.ts';
import { operationName } from './counting.ts';
import type { CallLog } from './counting.ts';
import { classifyFailure } from './failures.ts';
import type { Limiter } from './limits.ts';
import { retryDelay } from './retries.ts';
import type { RetryRules } from './retries.ts';

/** The parts of the SDK's middleware types that are needed here, for any service's stack. */
interface Arguments<Input extends object> {
  input: Input;
  request: unknown;
}
interface Answer<Output extends object> {
  response: unknown;
  output: Output;
}
type Next<Input extends object, Output extends object> = (
  given: Arguments<Input>,
) => Promise<Answer<Output>>;
/** Facts of a command that its middlewares share. */
export interface CallContext {
  readonly clientName?: string;
  readonly commandName?: string;
  readonly __smithy_context?: { readonly abortSignal?: unknown };
  /** Its caller slows down by itself when it is throttled, and others need not. */
  sstSweepOwnPace?: boolean;
}
type TrafficMiddleware = <Input extends object, Output extends object>(
  next: Next<Input, Output>,
  context: CallContext,
) => Next<Input, Output>;

/** The end of a client's stack that counts, paces and retries every attempt. */
export interface Stack {
  addRelativeTo(
    middleware: TrafficMiddleware,
    options: { name: string; relation: 'after'; toMiddleware: string },
  ): void;
}

export interface TrafficOptions {
  readonly log: CallLog;
  readonly clock: Clock;
  readonly limiter: (service: string) => Limiter;
  readonly retries: RetryRules;
}

export const trafficName = 'sstSweepTraffic';

/** Sits inside the SDK's own retry, which is switched off, and outside the signing: each attempt is signed anew. */
export function addTraffic(stack: Stack, options: TrafficOptions): void {
  stack.addRelativeTo(createTraffic(options), {
    name: trafficName,
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
}

function createTraffic({ log, clock, limiter, retries }: TrafficOptions): TrafficMiddleware {
  return (next, context) => async (given) => {
    const operation = operationName(context.clientName ?? '', context.commandName ?? '');
    const [service = '', action = ''] = operation.split('.');
    const signal = signalOf(context);
    const limit = limiter(service);
    const attempt = async () => {
      signal?.throwIfAborted();
      log.count(operation);
      return next(given);
    };
    for (let count = 1; ; count += 1) {
      try {
        const answer = await limit.run(attempt, {
          writes: !isRead(action),
          ...(signal && { signal }),
        });
        log.observe((answer.response as { headers?: unknown }).headers);
        return answer;
      } catch (error) {
        log.observe((error as { $response?: { headers?: unknown } } | null)?.$response?.headers);
        const throttled = classifyFailure(error).class === 'throttled';
        if (throttled && context.sstSweepOwnPace !== true) limit.slowDown();
        const delayMs = retryDelay(error, count, retries);
        if (delayMs === null) throw error;
        await clock.sleep(delayMs, signal);
      }
    }
  };
}

function signalOf(context: CallContext): AbortSignal | undefined {
  const signal = context.__smithy_context?.abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}

function isRead(action: string): boolean {
  return /^(?:Batch)?(?:Get|List|Describe|Head)/.test(action);
}
