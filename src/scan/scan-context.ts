import type { CallContext } from '../aws/call-context.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import type { Emit } from '../model/event.ts';
import type { NameWords } from '../sst/name-words.ts';
import type { Gap } from '../model/gap.ts';
import { type GapOrigin, gapFrom, isAbort } from '../aws/failures.ts';

/** The options of a scan. None of them makes it read less where that decides over life. */
export interface ScanOptions {
  readonly kinds: readonly KindModule[];
  readonly emit: Emit;
  /** Regions to read besides those that the account's resources point at. */
  readonly regions: readonly string[];
  /** Homes and regions that the user vouches for, because they cannot be read. */
  readonly ignoreHomes: readonly string[];
  readonly ignoreRegions: readonly string[];
  /** Stages (`app/stage`) whose current state cannot be read: the user vouches that it names nothing of others. */
  readonly ignoreStages: readonly string[];
  /** Stages (`app/stage`) that the user gives up: their claims are no reason to read less. */
  readonly abandoned: readonly string[];
  /** Takes the words of current states and live stacks; absent: nobody asks for them. */
  readonly words?: Pick<NameWords, 'take'>;
  /** Files of state buckets by version: they never change, so a second look need not read them again. */
  readonly files: FileCache;
}

/**
 * Values parsed from a state bucket's files, by bucket, key, version and ETag. Never the files themselves.
 */
export type FileCache = Map<string, unknown>;

export interface ScanContext extends CallContext {
  readonly options: ScanOptions;
  readonly gaps: GapKeeper;
}

/** The parts of a scan's context that reading a state file needs. */
export interface FileContext extends Pick<ScanContext, 'session' | 'signal' | 'gaps'> {
  readonly options: Pick<ScanOptions, 'files'>;
}

/** Collects the gaps. The same gap found twice is one gap. */
export interface GapKeeper {
  add(gap: Gap): void;
  all(): readonly Gap[];
  /** Runs a read; when it fails, keeps the gap and gives the substitute, which must not look like an empty answer. */
  guard<Value, Substitute>(
    origin: Omit<GapOrigin, 'error'>,
    read: () => Promise<Value>,
    substitute: Substitute,
  ): Promise<Value | Substitute>;
}

export function createGapKeeper(emit: Emit): GapKeeper {
  const gaps = new Map<string, Gap>();
  const keeper: GapKeeper = {
    add(gap) {
      if (!gaps.has(gap.id)) emit({ type: 'gap-found', gap });
      gaps.set(gap.id, gap);
    },
    all: () => [...gaps.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    async guard(origin, read, substitute) {
      try {
        return await read();
      } catch (error) {
        if (isAbort(error)) throw error;
        keeper.add(gapFrom({ ...origin, error }));
        return substitute;
      }
    },
  };
  return keeper;
}
