import { describe, expect, it } from 'vitest';
import type { Run, RunRecord, StageState } from '../../src/model/stage.ts';
import { mayHaveMadeUnrecorded } from '../../src/sst/run-spans.ts';

/** So many seconds after the run took its lock. */
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 10) + second * 1000).toISOString();
const minutes = 60;

interface Story {
  readonly record?: Partial<RunRecord>;
  readonly run?: Partial<Run>;
  /** Seconds at which the state was written; the last one is another run's, after this one's end. */
  readonly written?: readonly number[];
}

/** A deploy that pushed from minute 5 to minute 10 and was killed; its lock stood for two hours. */
function killed({ record, run: more, written = [300, 420, 600, 9000] }: Story = {}) {
  const run: Run = {
    id: 'a',
    startedAt: at(0),
    endedAt: at(7200),
    spanFrom: 'lock',
    recordedAt: at(7200),
    record: {
      command: 'deploy',
      sstVersion: '4.10.0',
      errors: [],
      completed: false,
      forceUnlocked: true,
      timeStarted: at(0),
      timeCompleted: at(7200),
      ...record,
    },
    ...more,
  };
  const state: StageState = {
    home: 'home',
    region: 'us-east-1',
    registered: true,
    app: 'shop',
    stage: 'dev',
    location: 's3://home/app/shop/dev.json',
    versions: written.map((second, index) => ({
      versionId: `v${index}`,
      at: at(second),
      deleteMarker: false,
    })),
    current: null,
    lock: null,
    runs: [run],
    checkpoints: [],
    snapshots: [],
    stored: [],
  };
  return (second: number) => mayHaveMadeUnrecorded(run, at(second), state);
}

describe('a deploy that completed with errors may have made without a record', () => {
  it('what was made between its pushes, or a minute before them, and nothing after the last', () => {
    const run = { recordedAt: at(605) };
    const made = killed({ run, record: { completed: true, errors: ['timeout'] } });
    expect([239, 240, 420, 600, 601].map(made)).toEqual([false, true, true, true, false]);
  });
});

describe('a deploy that was killed may have made without a record', () => {
  it('what was made between its pushes, or within a minute of them', () => {
    const made = killed();
    expect([239, 240, 420, 660, 661].map(made)).toEqual([false, true, true, true, false]);
  });

  it('nothing where others may have written a state after five minutes of silence', () => {
    const silence = 600 + 5 * minutes;
    const others = killed({ written: [300, 600, silence + 1, 9000] });
    const own = killed({ written: [300, 600, silence, 9000] });
    expect([others(silence), own(silence)]).toEqual([false, true]);
  });

  it('nothing by a first state that came more than five minutes after its lock', () => {
    const [late, early] = [5 * minutes + 1, 5 * minutes];
    expect(killed({ written: [late, 9000] })(late)).toBe(false);
    expect(killed({ written: [early, 9000] })(early)).toBe(true);
  });

  it('nothing where its stage wrote no state after it: it may have gone on in another home', () => {
    expect(killed({ written: [300, 420, 600] })(420)).toBe(false);
  });

  it('nothing where it pushed nothing', () => {
    expect([5, 60, 420].map(killed({ written: [9000] }))).toEqual([false, false, false]);
  });

  it('nothing in the second in which it took its lock, nor by a state of that second', () => {
    expect([0, 1].map(killed({ written: [10, 9000] }))).toEqual([false, true]);
    expect(killed({ written: [0, 9000] })(1)).toBe(false);
    expect(killed({ written: [1, 9000] })(1)).toBe(true);
  });

  it('nothing where its end is not known', () => {
    expect(killed({ run: { endedAt: null } })(420)).toBe(false);
  });

  it.each([
    ['that completed', { completed: true }],
    ['of SST before 3.4.0, which pushes at its end alone', { sstVersion: '3.3.62' }],
    ['that is no deploy', { command: 'remove' }],
  ] as const)('nothing by a run %s', (_, record) => {
    expect(killed({ record })(420)).toBe(false);
  });

  it('nothing by a run of which only its lock tells', () => {
    expect(killed({ run: { record: null } })(420)).toBe(false);
  });
});
