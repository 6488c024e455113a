import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run, StageState } from '../../src/model/stage.ts';
import { endStateOf, mayHaveWritten, outsideRuns, wroteState } from '../../src/sst/run-spans.ts';

const second = (at: number) => new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();

const runs = fc.array(fc.record({ start: fc.nat(60), lasts: fc.option(fc.nat(8), { freq: 8 }) }), {
  maxLength: 8,
});
const versions = fc.array(fc.record({ at: fc.nat(60), deleteMarker: fc.boolean() }), {
  maxLength: 20,
});

const states = fc.record({ runs, versions }).map((made): StageState => ({
  home: 'home',
  region: 'us-east-1',
  registered: true,
  app: 'shop',
  stage: 'dev',
  location: 's3://home/app/shop/dev.json',
  versions: made.versions
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, deleteMarker }, index) => ({
      versionId: `v${index}`,
      at: second(at),
      deleteMarker,
    })),
  current: null,
  lock: null,
  runs: made.runs
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, lasts }, index): Run => ({
      id: `r${index}`,
      startedAt: second(start),
      endedAt: lasts === null ? null : second(start + lasts),
      spanFrom: 'lock',
      record: null,
      recordedAt: null,
    })),
  checkpoints: [],
  snapshots: [],
  stored: [],
}));

describe('what is found without walking over all versions', () => {
  it('are the versions that no run can have written', () => {
    fc.assert(
      fc.property(states, (state) => {
        const walked = state.versions.filter(
          ({ at }) => !state.runs.some((run) => mayHaveWritten(run, at)),
        );
        expect(outsideRuns(state)).toEqual(walked);
      }),
    );
  });

  it('is whether a run wrote a state', () => {
    fc.assert(
      fc.property(states, (state) => {
        for (const run of state.runs) {
          const wrote = state.versions.some(
            ({ at, deleteMarker }) => !deleteMarker && mayHaveWritten(run, at),
          );
          expect(wroteState(run, state)).toBe(wrote);
        }
      }),
    );
  });

  it('is the last version up to the end of a run', () => {
    fc.assert(
      fc.property(states, (state) => {
        for (const run of state.runs) {
          const { endedAt } = run;
          const last = state.versions.findLast(({ at }) => endedAt !== null && at <= endedAt);
          expect(endStateOf(run, state)).toBe(last ?? null);
        }
      }),
    );
  });
});
