import { describe, expect, it } from 'vitest';
import { planCsv } from '../../../src/report/csv/plan-csv.ts';
import { resultCsv } from '../../../src/report/csv/result-csv.ts';
import { scanCsv } from '../../../src/report/csv/scan-csv.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { planJson, resultJson } from '../../../src/report/json/documents.ts';
import { aFinding, anOutcome, aPlan, aReport, aResult, aStep } from '../../builders.ts';
import { someGains } from '../builders.ts';
import { rowsOf } from './parsed.ts';

/** By the names in its header row. */
function records(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = rowsOf(csv);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

const options = {
  digest: 'd',
  scan: { regions: [], ignoreHomes: [], ignoreRegions: [], ignoreStages: [] },
  match: { keep: [], olderThanMs: null, allowTraffic: false, abandon: [] },
  filter: { regions: [], apps: [], stages: [], kinds: [] },
  plan: {
    unattended: false,
    minConfidence: 'high',
    includeRetained: false,
    deleteData: false,
    allowTraffic: false,
    maxDeletions: 50,
    maxShare: null,
    quarantineMs: null,
    typed: [],
    apps: [],
    stages: [],
    ticked: null,
    confirmed: [],
    wantedStages: [],
  },
} as const;

describe('a CSV', () => {
  it('of a scan has a row per finding, with what decided', () => {
    const findings = [
      aFinding({ id: 'b', verdict: 'live', confidence: null }),
      aFinding({ id: 'a', sizeBytes: 17 }),
    ];
    expect(records(scanCsv(aReport({ findings })))).toMatchObject([
      {
        account: '123456789012',
        id: 'a',
        verdict: 'leftover',
        sizeBytes: '17',
        why: 'A state of acme/pr-1 owned it until the remove of 2026-11-20.',
      },
      { id: 'b', verdict: 'live', confidence: '' },
    ]);
  });

  it('of a plan has a row per step, in their order', () => {
    const steps = [
      aStep({ action: 'disable', resource: 'E1' }),
      aStep({ resource: 'E1', waitsFor: ['disable:E1'] }),
    ];
    const csv = planCsv(
      planJson(aPlan({ steps }), { gains: someGains(), options, repeated: nothingRepeated }),
    );
    expect(records(csv)).toMatchObject([
      { step: 'disable:E1', id: 'E1', waitsFor: '' },
      { step: 'delete:E1', waitsFor: 'disable:E1', losesData: 'false' },
    ]);
  });

  it('of a sweep has a row per outcome', () => {
    const error = { code: 'AccessDenied', message: 'no, "never"', requestId: null };
    const outcomes = [
      anOutcome({ step: 'b' }),
      anOutcome({ step: 'a', outcome: 'failed', reason: 'denied', error }),
    ];
    const csv = resultCsv(
      resultJson(aResult({ outcomes }), { exitCode: 0, repeated: nothingRepeated }),
    );
    expect(records(csv)).toMatchObject([
      { step: 'a', outcome: 'failed', reason: 'denied', errorMessage: 'no, "never"' },
      { step: 'b', outcome: 'done' },
    ]);
  });
});
