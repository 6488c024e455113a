import type { Kind } from './kind.ts';
import type { StoredFiles } from './remains.ts';

/** Where SST keeps the state of stages: one `sst-state-*` bucket. */
export interface Home {
  readonly bucket: string;
  readonly region: string;
  /** A `/sst/bootstrap` parameter names it. */
  readonly registered: boolean;
  readonly status: 'read' | 'denied' | 'ignored' | 'error';
  /** Runs and departures can only be proven where the bucket's versioning is `Enabled`. */
  readonly versioned: boolean;
  readonly stages: number;
}

/** One version of a stage's `app/<app>/<stage>.json`, as the listing shows it. */
export interface StateVersion {
  readonly versionId: string;
  /** S3's time in whole seconds; within one second the list's order decides. */
  readonly at: string;
  readonly deleteMarker: boolean;
}

/** A resource that a checkpoint lists as its own: `custom`, not `external`. */
export interface OwnedResource {
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly arn: string | null;
  /** The SST component that made it: the nearest `sst:` ancestor in its URN, and its logical name. */
  readonly component: { readonly type: string; readonly name: string } | null;
  /** Account and region of its provider or ARN, where the entry has them. */
  readonly account: string | null;
  readonly region: string | null;
  /** Kept on purpose: the Pulumi flag, `protect`, an adopted resource, one that goes with another, or a Terraform argument. */
  readonly kept: readonly (
    | 'retainOnDelete'
    | 'protect'
    | 'importID'
    | 'deletedWith'
    | 'inputs.retainOnDelete'
    | 'inputs.skipDestroy'
  )[];
  /** A site's own asset bucket or store: losing it loses nothing that a deploy does not make again. */
  readonly siteAssets: boolean;
  /** Of a role: who may assume it; null: another type, or the state does not say. */
  readonly trusts: readonly string[] | null;
  /**
   * Connections that the same state makes. For a function: ids of statements, event sources and aliases; for
   * a bucket: the targets of its notifications.
   */
  readonly connections: readonly string[];
  /** Of a log group: for how many days it keeps events, 0 for ever; null: another type, or the state does not say. */
  readonly retentionDays: number | null;
  /** Of a role: ARNs of attached policies and names of its own; null: another type, or the state does not say. */
  readonly policies: readonly string[] | null;
  /**
   * Of a bucket: hashes of the statements that the same state says its policy has, and whether its ACL lets
   * everybody read; null: another type, or the state does not say.
   */
  readonly access: readonly string[] | null;
  /**
   * Its tags, those by default too, each with a hash of its value (`hashedValue`; null: it is no plain text);
   * null: the state does not say.
   */
  readonly tags: Readonly<Record<string, string | null>> | null;
  /** Of a distribution that was enabled: the hash of its settings for viewers (`servedHash`). */
  readonly served: string | null;
}

/** Keys that SST wrote into a key-value store, by a state, and the resources that their values name. */
export interface RecordedKeys {
  readonly urn: string;
  /** ARN of the store. */
  readonly store: string;
  /** Whole names, `<namespace>:<key>`, the first of them. */
  readonly keys: readonly string[];
  readonly total: number;
  /** Keys of resources that the values name; the values themselves are not kept. */
  readonly leadsTo: readonly string[];
}

/** The parts of one version of a checkpoint that are read. */
export interface Checkpoint {
  readonly versionId: string;
  readonly at: string;
  /** False: it could not be read or did not parse, so it proves nothing (a gap says why). */
  readonly readable: boolean;
  /** Components, providers and externals count. */
  readonly resources: number;
  /** Custom resources that are neither providers nor external. */
  readonly owns: number;
  /** How many of them each component has, by the URN of the outermost one. */
  readonly ownedIn: Readonly<Record<string, number>>;
  readonly pendingOperations: number;
  /** Those of its own that exist in the inventory, and of listed kinds only. */
  readonly owned: readonly OwnedResource[];
  /** The keys that it records in key-value stores that exist. */
  readonly writes: readonly RecordedKeys[];
}

/**
 * An entry that an engine took out of the state, by its event log: it deleted the resource, or let go of it.
 */
export interface EngineDeletion {
  readonly urn: string;
  readonly id: string;
  /** Why AWS was not asked to delete it, as far as the event says it. */
  readonly kept: OwnedResource['kept'];
}

/** Files that a run left beside the state, by its update id. */
export interface Snapshot {
  /** The run's update id. */
  readonly runId: string;
  /** The state with which it ended: `snapshot/<app>/<stage>/<id>.json`. */
  readonly checkpoint: Checkpoint;
  /** From `eventlog/<app>/<stage>/<id>.json`; null: not read, or there is no single one. */
  readonly deletions: readonly EngineDeletion[] | null;
}

/** The engine's operation when it was killed; nobody knows whether AWS carried it out. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, ... */
  readonly operation: string;
  readonly urn: string;
  readonly type: string;
  readonly id: string | null;
}

/** An entry of a state that leads to a resource, its own or one that it works on; lost where that was not found. */
export interface LostEntry {
  readonly urn: string;
  /** The last part of its URN, by which `sst state remove` knows it. */
  readonly name: string;
  readonly type: string;
  /** The kind of the resource to which it leads. */
  readonly kind: Kind;
  /** As in the entry: an id, a name, or an ARN. */
  readonly id: string;
  readonly account: string | null;
  readonly region: string | null;
  /** False: it works on that, as the files in a bucket do. */
  readonly itself: boolean;
  /** Neither `sst refresh` nor `sst remove` gets past it once that is gone. */
  readonly stops: boolean;
  /**
   * `sst state remove` finds it: no other entry has its name, and the SST that worked on the stage knows
   * that command (3.4.57 and later).
   */
  readonly byName: boolean;
}

/** A stage that owned something which is gone. */
export interface FormerOwner {
  readonly app: string;
  readonly stage: string;
  readonly location: string;
  /** When the newest state that lists it was written. */
  readonly listedAt: string;
  /** When the next one was; null: none was read. */
  readonly leftAt: string | null;
  /** That one lists nothing any more: the stage was removed. */
  readonly wasRemoved: boolean;
}

/** An entry of a state that may work for others in a way that nothing read here shows. */
export interface UnreadThing extends Pick<OwnedResource, 'type' | 'id'> {
  /** It is about what lies in this bucket alone: nothing where that is gone. Null: it is no such thing. */
  readonly ofBucket: string | null;
}

export interface CurrentCheckpoint extends Checkpoint {
  /** Keys of resources that it names as a word, in any way, `external` and inputs included. */
  readonly mentions: readonly string[];
  /** Keys in `mentions` that it lists as its own. */
  readonly lists: readonly string[];
  readonly unread: readonly UnreadThing[];
  /** What it may lend to other stages, and on what of that sort its own things hang (`lendingOf`). */
  readonly lending: { readonly own: readonly string[]; readonly named: readonly string[] };
  readonly pending: readonly PendingOperation[];
  readonly lost: readonly LostEntry[];
  /** The same for resources that exist: once they are gone, SST stops at these. */
  readonly stopping: readonly LostEntry[];
}

/** One execution of SST on a stage. Its times are S3's; its clock is never believed. */
export interface Run {
  /** Update id; null where only its lock is known (before SST 3.2.48). */
  readonly id: string | null;
  /** From its lock's version to the lock's next delete marker, or the update object's span. */
  readonly startedAt: string;
  /** Null: no end is known, so it proves nothing. */
  readonly endedAt: string | null;
  /** Which end states are its own: decided by `startedAt` and `endedAt`. */
  readonly spanFrom: 'lock' | 'record';
  /** The record, if it was read. */
  readonly record: RunRecord | null;
  /** S3's time of the newest version of the update object. */
  readonly recordedAt: string | null;
}

export interface RunRecord {
  readonly command: string;
  readonly sstVersion: string | null;
  readonly errors: readonly string[];
  /** `timeCompleted`, a non-empty `timeStarted` and no force-unlock error. */
  readonly completed: boolean;
  readonly forceUnlocked: boolean;
  readonly timeStarted: string | null;
  readonly timeCompleted: string | null;
}

export interface Lock {
  readonly createdAt: string;
  readonly command: string | null;
  readonly updateId: string | null;
}

/** The facts that one home has about one app and stage. */
export interface StageState {
  readonly home: string;
  readonly region: string;
  readonly registered: boolean;
  readonly app: string;
  readonly stage: string;
  /** `s3://<bucket>/app/<app>/<stage>.json`. */
  readonly location: string;
  /** Versions of the key, oldest first. Empty: the key never existed. */
  readonly versions: readonly StateVersion[];
  /** The current checkpoint; null: no key, or its newest version is a delete marker. */
  readonly current: CurrentCheckpoint | null;
  readonly lock: Lock | null;
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** The checkpoints that were read besides the current one, oldest first. */
  readonly checkpoints: readonly Checkpoint[];
  /** Those that were read, oldest first: only where versions of the state itself are gone. */
  readonly snapshots: readonly Snapshot[];
  /** Counts of the listing of `app/`, `lock/` and `update/`. */
  readonly stored: readonly StoredFiles[];
}

/** CloudFormation's own tag on the resources of a stack: the stack's ARN. */
export const stackTag = 'aws:cloudformation:stack-id';

/** One CloudFormation stack. */
export interface Stack {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly createdAt: string;
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  readonly rootArn: string | null;
  /** Null: could not be read. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** Null: could not be read, or not needed (a deleted stack without SST's tags). */
  readonly resources: readonly StackResource[] | null;
  /** Keys of resources that its physical ids, parameters or outputs name. */
  readonly mentions: readonly string[];
}

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string | null;
  readonly type: string;
  readonly status: string;
  /** When it came into that status. */
  readonly updatedAt: string | null;
}
