import type { Kind } from './kind.ts';

/** The source of the gap of a `/sst/bootstrap` that could not be read. */
export const bootstrapSource = 'sst-bootstrap';

export type GapCause = 'denied' | 'throttled' | 'timeout' | 'invalid' | 'error';

/**
 * Something that could not be read. It never counts as an empty list: everything that it touches loses its
 * certainty.
 */
export interface Gap {
  readonly id: string;
  /** A kind, `sst-state`, `cloudformation`, `tags`, `lookup`, ... */
  readonly source: string;
  readonly region: string | null;
  /** IAM style: `s3:GetBucketTagging`. */
  readonly operation: string;
  readonly cause: GapCause;
  readonly affects: GapScope;
  readonly message: string;
  /** The current state of a stage that could not be read; null: something else. */
  readonly state: UnreadState | null;
  /** It may hide signs of a home that AWS does not show: the unread part may hold resources of SST's. */
  readonly hidesSigns: boolean;
}

/** A stage's current state that could not be read, and the facts that help to mend that. */
export interface UnreadState {
  readonly app: string;
  readonly stage: string;
  readonly bucket: string;
  /** `app/acme/pr-1.json`. */
  readonly key: string;
  readonly region: string;
  /** It was read and is no state, so no permission helps. */
  readonly damaged: boolean;
  /** The newest older version that can be read and owns something; null: none of the newest few. */
  readonly readableVersion: { readonly id: string; readonly at: string } | null;
  /** `--ignore-stage` names it: the user vouches that it names nothing of other stages. */
  readonly ignored: boolean;
}

/** A gap touches the findings that match its stages *and* its kinds *and* its regions, and no others. */
export interface GapScope {
  /** `acme/pr-1`. */
  readonly stages: 'all' | readonly string[];
  readonly kinds: 'all' | readonly Kind[];
  /** `global` counts as us-east-1 too. */
  readonly regions: 'all' | readonly string[];
  /** It also touches resources with look-up tags such as `sst:ref:*`, whatever their stage. */
  readonly lookups: boolean;
  /** Only these resources' keys; null means no such limit. */
  readonly resources: readonly string[] | null;
  /**
   * It also touches resources of any stage that may have been made before this time; null: only those of its
   * own stages.
   */
  readonly madeBefore: string | null;
  /** It also touches resources of any stage that no state's history owned: it may hide another owner. */
  readonly unrecorded: boolean;
}

/**
 * The scope of a gap that `limits` do not narrow: everything except resources to which only look-up tags
 * lead.
 */
export function touching(limits: Partial<GapScope>): GapScope {
  return { ...touchesAll, lookups: false, ...limits };
}

/** Everything is touched. */
export const touchesAll: GapScope = {
  stages: 'all',
  kinds: 'all',
  regions: 'all',
  lookups: true,
  resources: null,
  madeBefore: null,
  unrecorded: false,
};
