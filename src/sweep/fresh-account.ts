import { setMaxListeners } from 'node:events';
import type { Finding } from '../model/finding.ts';
import { AbortError } from '../model/errors.ts';
import type { Resource } from '../model/resource.ts';
import type { AccountReading, SweepDeps } from './sweep-deps.ts';

/** A recent reading of the account. */
export interface FreshAccount {
  /** Milliseconds of the sweep's clock when reading began: everything in it is at least that new. */
  readonly begunAt: number;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly distributions: readonly Finding[];
  /**
   * A part of it could not be read, and another reading may succeed; for a finding that is not listed, any
   * part of the account.
   */
  isUnread(finding: Finding | null): boolean;
}

export interface FreshAccounts {
  /** A view of which nothing is older than `time`. Steps that ask at the same time share one reading. */
  since(time: number): Promise<FreshAccount>;
  /** Ends a reading that nobody needs any more, with its last request. */
  end(): Promise<void>;
}

/** `keys`: the resources that the plan touches. */
export function shareFreshAccounts(
  deps: Pick<SweepDeps, 'look' | 'recent' | 'clock' | 'signal'>,
  keys: ReadonlySet<string>,
): FreshAccounts {
  const { recent, clock } = deps;
  const ended = new AbortController();
  const signal = AbortSignal.any([deps.signal, ended.signal]);
  // Every call under way listens: many listeners are no leak.
  setMaxListeners(0, deps.signal, signal);
  let newest: FreshAccount | null = recent
    ? freshAccountFrom(recent, recent.takenAt.getTime())
    : null;
  let running: Promise<FreshAccount> | null = null;

  function begin(): Promise<FreshAccount> {
    const begunAt = clock.now().getTime();
    return deps
      .look({ keys, signal })
      .then((seen) => (newest = freshAccountFrom(seen, begunAt)))
      .finally(() => (running = null));
  }

  return {
    async since(time) {
      for (let view = newest; ; view = await running) {
        if (view && view.begunAt >= time) return view;
        // A reading under way that began too early is awaited, not doubled: it is costly.
        running ??= begin();
      }
    },
    async end() {
      ended.abort(new AbortError('The sweep is over.'));
      await running?.catch(() => undefined);
    },
  };
}

function freshAccountFrom(
  { findings, resources, passingGaps = [] }: AccountReading,
  begunAt: number,
): FreshAccount {
  const unread = new Set(passingGaps);
  return {
    begunAt,
    findings: new Map(findings.map((finding) => [finding.key, finding])),
    resources: new Map(resources.map((resource) => [resource.key, resource])),
    distributions: findings.filter(({ kind }) => kind === 'cloudfront-distribution'),
    isUnread: (finding) =>
      finding === null ? unread.size > 0 : finding.gaps.some((gap) => unread.has(gap)),
  };
}
