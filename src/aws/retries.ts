import { headerOf } from './counting.ts';
import { classifyFailure } from './failures.ts';

export interface RetryRules {
  readonly throttledAttempts: number;
  readonly transientAttempts: number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** The SDK's own retries share 500 tokens per client and stop when many calls fail at once; these do not. */
export const defaultRetryRules: RetryRules = {
  throttledAttempts: 8,
  transientAttempts: 4,
  random: Math.random,
};

const longestDelayMs = 20_000;
const longestHintMs = 60_000;

/** Milliseconds until the next attempt, or null where another one is not worth it. */
export function retryDelay(error: unknown, attempt: number, rules: RetryRules): number | null {
  const { class: failureClass } = classifyFailure(error);
  const throttled = failureClass === 'throttled';
  if (!throttled && failureClass !== 'transient') return null;
  if (attempt >= (throttled ? rules.throttledAttempts : rules.transientAttempts)) return null;
  const ceiling = Math.min(longestDelayMs, (throttled ? 1000 : 200) * 2 ** (attempt - 1));
  return Math.max(Math.round(rules.random() * ceiling), retryAfterMs(error));
}

/** The delay that the service itself asks for; the SDK keeps the answer on the error. */
function retryAfterMs(error: unknown): number {
  const headers = (error as { $response?: { headers?: unknown } } | null)?.$response?.headers;
  const seconds = Number(headerOf(headers, 'retry-after') ?? Number.NaN);
  const milliseconds = Number(headerOf(headers, 'x-amz-retry-after') ?? Number.NaN);
  const hint = Number.isFinite(seconds) ? seconds * 1000 : milliseconds;
  return Number.isFinite(hint) ? Math.min(Math.max(hint, 0), longestHintMs) : 0;
}
