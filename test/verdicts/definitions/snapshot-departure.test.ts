import { describe, expect, it } from 'vitest';
import { departureAfterSnapshot } from '../../../src/match/history/snapshot-departures.ts';
import type {
  Checkpoint,
  EngineDeletion,
  Run,
  RunRecord,
  Snapshot,
  StageState,
} from '../../../src/model/stage.ts';

const hour = (hours: number, seconds = 0) =>
  new Date(Date.UTC(2026, 10, 1, hours, 0, seconds)).toISOString();
const urn = 'urn:pulumi:dev::acme::aws:s3/bucketV2:BucketV2::Uploads';
const gone = { urn, id: 'acme-uploads', kept: [] } as const;

function aRun(id: string, hours: number, record: Partial<RunRecord> | null = {}): Run {
  return {
    id,
    startedAt: hour(hours),
    endedAt: hour(hours, 180),
    spanFrom: 'lock',
    recordedAt: hour(hours, 170),
    record: record && {
      command: 'deploy',
      sstVersion: '4.17.0',
      errors: [],
      completed: true,
      forceUnlocked: false,
      timeStarted: hour(hours),
      timeCompleted: hour(hours, 170),
      ...record,
    },
  };
}

function aSnapshot(runId: string, hours: number, more: Partial<Snapshot> = {}): Snapshot {
  return { runId, checkpoint: aCheckpoint(hours), deletions: null, ...more };
}

function aCheckpoint(hours: number, readable = true): Checkpoint {
  const counts = {
    resources: 1,
    owns: 1,
    ownedIn: {},
    pendingOperations: 0,
    owned: [],
    writes: [],
  };
  return { versionId: `v${hours}`, at: hour(hours, 160), readable, ...counts };
}

interface Story {
  readonly next?: Run;
  readonly later?: readonly Run[];
  readonly readable?: boolean;
  readonly deletions?: readonly EngineDeletion[];
  readonly versioned?: boolean;
}

/** A deploy at one o’clock listed it, a remove at five deleted it; the rest is as it should be. */
function judged({
  next = aRun('b', 5, { command: 'remove' }),
  later = [],
  readable = true,
  deletions = [gone],
  versioned = true,
}: Story = {}): string | null {
  const owner = aSnapshot('a', 1);
  const runs = [aRun('a', 1), next, ...later];
  const state: StageState = {
    home: 'home',
    region: 'us-east-1',
    registered: true,
    app: 'acme',
    stage: 'dev',
    location: 's3://home/app/acme/dev.json',
    versions: [],
    current: null,
    lock: null,
    runs,
    checkpoints: [],
    snapshots: [
      owner,
      aSnapshot('b', 5, { checkpoint: aCheckpoint(5, readable), deletions }),
      ...later.map(({ id }, index) => aSnapshot(id ?? '', 8 + index)),
    ],
    stored: [],
  };
  const { proven, doubt, mayBeHandedOver } = departureAfterSnapshot(owner, gone, state, {
    runs,
    versioned,
  });
  return proven ? null : `${doubt}${mayBeHandedOver ? ', handed over' : ''}`;
}

describe('what a snapshot lists has left for good', () => {
  it('where the engine of the next run deleted it', () => {
    expect(judged()).toBeNull();
    expect(judged({ next: aRun('b', 5) })).toBeNull();
    expect(judged({ later: [aRun('c', 8)] })).toBeNull();
  });

  it.each([
    ['in a home that keeps no versions', { versioned: false }, 'bucket-not-versioned, handed over'],
    ['where the next snapshot cannot be read', { readable: false }, 'next-state-unreadable'],
    ['where the record is gone', { next: aRun('b', 5, null) }, 'record-unread, handed over'],
    [
      'where the run was killed',
      { next: { ...aRun('b', 5, { completed: false }), recordedAt: hour(5, 180) } },
      'run-not-completed',
    ],
    [
      'where a person edited the state',
      { next: aRun('b', 5, { command: 'edit' }) },
      'left-in-edit, handed over',
    ],
    [
      'where a person edited it later',
      { later: [aRun('c', 8, { command: 'edit' })] },
      'later-edit, handed over',
    ],
    ['where a later record is gone', { later: [aRun('c', 8, null)] }, 'later-record-unread'],
    [
      'where two runs were at work',
      { later: [{ ...aRun('c', 5), startedAt: hour(5, 60) }] },
      'overlapping-run',
    ],
    ['where the engine deleted nothing', { deletions: [] }, 'not-in-event-log, handed over'],
    [
      'where the engine deleted another of that name',
      { deletions: [{ ...gone, id: 'acme-uploads-2' }] },
      'not-in-event-log, handed over',
    ],
    [
      'where the engine deleted it under another name',
      { deletions: [{ ...gone, urn: `${urn}2` }] },
      'not-in-event-log, handed over',
    ],
    [
      'where the engine was told to keep it',
      { deletions: [{ ...gone, kept: ['retainOnDelete'] }] },
      'not-in-event-log, handed over',
    ],
  ] as const satisfies readonly (readonly [string, Story, string])[])(
    'and not %s',
    (_, story, doubt) => {
      expect(judged(story)).toBe(doubt);
    },
  );
});
