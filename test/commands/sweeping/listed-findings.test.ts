import { describe, expect, it } from 'vitest';
import { listedFindings } from '../../../src/commands/sweeping/listed-findings.ts';
import type { GivenFlags } from '../../../src/commands/input/given-flags.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { mayBeTicked } from '../../../src/ui/picker/pick.ts';
import { aFinding } from '../../builders.ts';
import { aContext, aLook } from '../a-context.ts';

/** By id: `safe`, `single` or `read`. */
function listing(findings: readonly Finding[], flags: GivenFlags = {}) {
  const { context } = aContext({ flags });
  const rows = listedFindings(aLook(findings), context, findings);
  return {
    ticking: Object.fromEntries(rows.map(({ finding, ticking }) => [finding.id, ticking])),
    notes: Object.fromEntries(rows.map(({ finding, note }) => [finding.id, note])),
    rows,
  };
}

const bucket = { kind: 's3-bucket', region: 'us-east-1' } as const;

describe('the list ticks at first', () => {
  it('what is certain or likely to be left over', () => {
    const found = [aFinding({ id: 'certain' }), aFinding({ id: 'high', confidence: 'high' })];
    expect(listing(found).ticking).toEqual({ certain: 'safe', high: 'safe' });
  });

  it('not what is unsure, retained, or holds data', () => {
    const { ticking, notes } = listing([
      aFinding({ id: 'low', confidence: 'low' }),
      aFinding({ id: 'kept', verdict: 'retained', confidence: null }),
      aFinding({ id: 'full', ...bucket, losesData: true, sizeBytes: 2048 }),
    ]);
    expect(ticking).toEqual({ low: 'single', kept: 'single', full: 'single' });
    expect(notes['full']).toBe('It holds data (2 KB) that no deploy makes again.');
  });

  it('not what belongs to a stage that lives on, guarded or not', () => {
    const { ticking, notes } = listing([
      aFinding({ id: 'guarded', stageLivesOn: true }),
      aFinding({ id: 'E1', kind: 'cloudfront-distribution', stageLivesOn: true }),
    ]);
    expect(ticking).toEqual({ guarded: 'single', E1: 'single' });
    expect(notes['guarded']).toBe('Its stage lives on.');
    expect(notes['E1']).toBe('Its stage lives on: its id is typed before it goes.');
  });

  it('only what is certain where --min-confidence says so, and never what is low', () => {
    const found = [
      aFinding({ id: 'high', confidence: 'high' }),
      aFinding({ id: 'low', confidence: 'low' }),
    ];
    expect(listing(found, { minConfidence: 'certain' }).ticking).toMatchObject({ high: 'single' });
    expect(listing(found, { minConfidence: 'low' }).ticking).toEqual({
      high: 'safe',
      low: 'single',
    });
  });

  it('not what goes only beside something that is not ticked', () => {
    const { ticking, notes } = listing([
      aFinding({ id: 'E1', kind: 'cloudfront-distribution', confidence: 'low' }),
      aFinding({ id: 'assets', ...bucket }),
    ]);
    expect(ticking).toEqual({ E1: 'single', assets: 'single' });
    expect(notes['assets']).toContain('The distribution E1 of its stage stays');
  });
});

describe('the list only shows', () => {
  it('what is unknown or busy, with the reason', () => {
    const { ticking, notes } = listing([
      aFinding({ id: 'riddle', verdict: 'unknown', confidence: null }),
      aFinding({ id: 'working', verdict: 'busy', confidence: null }),
    ]);
    expect(ticking).toEqual({ riddle: 'read', working: 'read' });
    expect(notes['riddle']).toContain('The proof is missing');
    expect(notes['working']).toContain('It may be in use by a run of its stage');
  });

  it('what the plan would keep back even if all were ticked', () => {
    const { ticking, notes } = listing([
      aFinding({
        id: 'E1',
        kind: 'cloudfront-distribution',
        verdict: 'unknown',
        confidence: null,
      }),
      aFinding({ id: 'assets', ...bucket }),
      aFinding({
        id: 'locked',
        ...bucket,
        stage: 'pr-2',
        blockers: [{ code: 'object-lock', detail: 'Object Lock is on.' }],
      }),
    ]);
    expect(ticking).toEqual({ E1: 'read', assets: 'read', locked: 'read' });
    expect(notes['assets']).toContain('The distribution E1 of its stage stays');
    expect(notes['locked']).toBe('Object Lock is on.');
  });

  it('nothing that is alive or protected', () => {
    const found = (['live', 'protected'] as const).map((verdict) =>
      aFinding({ id: verdict, verdict, confidence: null }),
    );
    expect(listing(found).rows).toEqual([]);
  });

  it('nothing that is alive, unknown or busy with a box, whatever else it is', () => {
    for (const verdict of ['unknown', 'busy', 'live', 'protected'] as const)
      for (const given of [{}, { stageLivesOn: true }, { losesData: true }, { answers: true }])
        expect(
          listing([aFinding({ verdict, ...given })], { allowTraffic: true }).rows.filter(
            mayBeTicked,
          ),
        ).toEqual([]);
  });
});
