import type { Clock } from '../model/clock.ts';
import type { CallCounts } from '../model/inventory.ts';

/** The number of requests sent, by operation, and AWS's time from the answers. */
export interface CallLog {
  count(operation: string): void;
  counts(): CallCounts;
  /** Takes the answer's `Date` header, if it has one. */
  observe(headers: unknown): void;
  now(): Date;
  clockIsLocal(): boolean;
}

export function createCallLog(clock: Clock): CallLog {
  const byOperation = new Map<string, number>();
  // The newest answer wins, so that a local clock that jumps is corrected by the next one.
  let aheadMs: number | null = null;

  return {
    count(operation) {
      byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1);
    },
    counts() {
      const entries = [...byOperation].sort(([a], [b]) => (a < b ? -1 : 1));
      const total = entries.reduce((sum, [, calls]) => sum + calls, 0);
      return { total, byOperation: Object.fromEntries(entries) };
    },
    observe(headers) {
      const date = headerOf(headers, 'date');
      const time = date === null ? Number.NaN : Date.parse(date);
      if (!Number.isNaN(time)) aheadMs = time - clock.now().getTime();
    },
    now: () => new Date(clock.now().getTime() + (aheadMs ?? 0)),
    clockIsLocal: () => aheadMs === null,
  };
}

/** One header of an answer, whatever the case of its name. */
export function headerOf(headers: unknown, name: string): string | null {
  if (typeof headers !== 'object' || headers === null) return null;
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return typeof entry?.[1] === 'string' ? entry[1] : null;
}

const shortNames: Readonly<Record<string, string>> = {
  ResourceGroupsTaggingAPI: 'Tagging',
};

/** `CloudFront.ListDistributions`, from the SDK's names of client and command. */
export function operationName(clientName: string, commandName: string): string {
  const service = clientName.replace(/Client$/, '');
  return `${shortNames[service] ?? service}.${commandName.replace(/Command$/, '')}`;
}
