import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { PlanOptions } from '../../src/model/options.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { QuarantineNote, QuarantineNotes } from '../../src/model/quarantine.ts';
import { noQuarantine, type QuarantineContext } from '../../src/plan/quarantine.ts';
import { anyFindings, anyOptions } from './any-account.ts';
import {
  aBucket,
  aDistribution,
  aFunction,
  anEdgeFunction,
  anEdgeVersion,
  exclusionOf,
  planFor,
  takenBy,
  unattended,
} from './builders.ts';

const dayMs = 86_400_000;
const first = '2026-11-22T10:00:00.000Z';
const after = (days: number) => new Date(Date.parse(first) + days * dayMs).toISOString();

function quarantined(
  findings: readonly Finding[],
  {
    now = first,
    options = {},
    ...given
  }: Partial<QuarantineContext> & {
    readonly now?: string;
    readonly options?: Partial<PlanOptions>;
  } = {},
): Plan {
  const quarantine = { ...noQuarantine, isWhole: true, ...given };
  return planFor(
    findings,
    { ...unattended, quarantineMs: 7 * dayMs, ...options },
    { now, quarantine },
  );
}

/** What a sweep would write after this plan, as if all of it succeeded. */
function notesOf({ quarantine }: Plan, since = first): QuarantineNotes {
  return new Map(
    (quarantine?.entries ?? []).flatMap(({ key, proof }): [string, QuarantineNote][] =>
      proof === null ? [] : [[key, { ...proof, since, sweep: 's1' }]],
    ),
  );
}

const stateOf = ({ quarantine }: Plan, { key }: Pick<Finding, 'key'>) =>
  quarantine?.entries.find((entry) => entry.key === key) ?? null;
const off = (finding: Finding): Finding => ({ ...finding, enabled: false });

const distribution = aDistribution('E1');
const fn = aFunction('fn', { usedBy: [distribution.key] });
const bucket = aBucket('bucket', { usedBy: [distribution.key] });
const site = [distribution, fn, bucket];
const noted = notesOf(quarantined(site));
const asleep = [off(distribution), fn, bucket];

describe('with a quarantine', () => {
  it('a leftover that nobody noted is disabled where its kind has a switch, and nothing is deleted', () => {
    const plan = quarantined(site);
    expect(plan.steps.map(({ id }) => id)).toEqual(['disable:E1']);
    for (const finding of site)
      expect(stateOf(plan, finding)).toMatchObject({ state: 'begins', until: after(7) });
    expect(exclusionOf(plan, bucket)).toMatchObject({ reason: 'in-quarantine', command: null });
  });

  it('one that somebody disabled before is only noted', () => {
    const plan = quarantined(asleep);
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, distribution)?.state).toBe('begins');
  });

  it('what was noted waits until its time is over, to the millisecond', () => {
    const early = new Date(Date.parse(after(7)) - 1).toISOString();
    expect(quarantined(asleep, { notes: noted, now: early }).steps).toEqual([]);
    expect(takenBy(quarantined(asleep, { notes: noted, now: after(7) }))).toEqual(
      asleep.map(({ key }) => key).sort(),
    );
  });

  it('a distribution that is switched on is never deleted, and not disabled a second time', () => {
    const plan = quarantined(site, { notes: noted, now: after(8) });
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, distribution)).toMatchObject({
      state: 'anew',
      until: after(15),
      detail: expect.stringContaining('switched on again'),
    });
  });

  it('a list that still shows it switched on right after its disabling is no change', () => {
    const minute = new Date(Date.parse(first) + 60_000).toISOString();
    expect(stateOf(quarantined(site, { notes: noted, now: minute }), distribution)?.state).toBe(
      'waits',
    );
    const short = { quarantineMs: 1_000 };
    const plan = quarantined(site, { notes: noted, now: minute, options: short });
    expect(takenBy(plan)).toEqual([]);
  });

  it('what uses something keeps it as long as it waits itself', () => {
    const notes = new Map(noted).set(distribution.key, {
      ...(noted.get(distribution.key) as QuarantineNote),
      since: after(1),
    });
    const plan = quarantined(asleep, { notes, now: after(7) });
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, fn)).toMatchObject({
      state: 'waits',
      detail: expect.stringContaining('over, and it waits'),
    });
    expect(exclusionOf(plan, bucket)?.reason).toBe('in-quarantine');
  });

  it.each([
    ['its configuration, tags or claims', { lastingFingerprint: 'other' }],
    ['a new user', { usedBy: [distribution.key, 'cloudfront-distribution:E2'] }],
    ['another row', { row: 14 }],
    ['less certainty', { confidence: 'high' as const }],
    ['new evidence', { evidence: [{ code: 'new', source: '', detail: '' }] }],
  ])('%s begins it anew', (_what, change) => {
    const second = off(aDistribution('E2'));
    const plan = quarantined([off(distribution), second, { ...fn, ...change }], {
      notes: noted,
      now: after(8),
    });
    expect(takenBy(plan)).not.toContain(fn.key);
    expect(stateOf(plan, fn)).toMatchObject({ state: 'anew', since: after(8), until: after(15) });
  });

  it('a new version of a function begins it anew', () => {
    const edge = anEdgeFunction('edge');
    const one = anEdgeVersion('edge', 1);
    const notes = notesOf(quarantined([edge, one]));
    expect([...notes.keys()]).toEqual([edge.key]);
    expect(takenBy(quarantined([edge, one], { notes, now: after(8) }))).toEqual([edge.key]);
    const plan = quarantined([edge, one, anEdgeVersion('edge', 2)], { notes, now: after(8) });
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, edge)?.state).toBe('anew');
  });

  it('users that went are no news against it', () => {
    const alone = { ...fn, usedBy: [], row: 13, confidence: 'certain' as const };
    const news = [...alone.evidence, { code: 'unreferenced', source: '', detail: '' }];
    const plan = quarantined([{ ...alone, evidence: news }], { notes: noted, now: after(8) });
    expect(takenBy(plan)).toEqual([fn.key]);
  });

  it('a clock that went backwards shortens nothing', () => {
    const plan = quarantined(asleep, { notes: noted, now: after(-30) });
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, fn)).toMatchObject({ state: 'waits', until: after(7) });
    const other = aFunction('other');
    expect(
      stateOf(quarantined([...asleep, other], { notes: noted, now: after(-30) }), other),
    ).toMatchObject({ state: 'begins', since: first, until: after(7) });
  });
});

describe('a note', () => {
  it.each([
    ['is live', { verdict: 'live' as const }, 'It is live now'],
    ['is busy', { verdict: 'busy' as const }, 'It is busy now'],
    ['was enabled and is unknown', { verdict: 'unknown' as const, enabled: true }, 'switched on'],
  ])('of a resource that %s goes, and that is told', (_what, change, detail) => {
    const plan = quarantined([{ ...fn, ...change }], { notes: noted });
    expect(stateOf(plan, fn)).toMatchObject({
      state: 'left',
      detail: expect.stringContaining(detail),
    });
  });

  it('of a resource that is gone goes only where everything was read', () => {
    expect(stateOf(quarantined([], { notes: noted }), fn)?.detail).toBe('It is gone.');
    expect(quarantined([], { notes: noted, isWhole: false }).quarantine?.entries).toEqual([]);
  });

  it('stays while a gap alone makes its resource unknown, and while a filter hides it', () => {
    const unread = { ...fn, verdict: 'unknown' as const, gaps: ['gap'] };
    expect(stateOf(quarantined([unread], { notes: noted }), fn)).toBeNull();
    const plan = planFor(
      [fn],
      { ...unattended, quarantineMs: 7 * dayMs },
      { within: new Set(), quarantine: { ...noQuarantine, notes: noted, isWhole: true } },
    );
    expect(stateOf(plan, fn)).toBeNull();
  });
});

describe('the rails', () => {
  it('count what goes into quarantine like what is deleted, and what waits not again', () => {
    const options = { maxDeletions: 2 };
    expect(quarantined(site, { options }).refusal).toMatchObject({
      code: 'TOO_MANY_DELETIONS',
      message: expect.stringContaining('delete or put into quarantine 3 resources'),
    });
    expect(quarantined(asleep, { options, notes: noted, now: after(1) }).refusal).toBeNull();
    expect(quarantined(asleep, { options, notes: noted, now: after(7) }).refusal?.code).toBe(
      'TOO_MANY_DELETIONS',
    );
    const share = { maxShare: 0.5 };
    expect(quarantined(site, { options: share }).refusal?.code).toBe('TOO_LARGE_SHARE');
  });

  it('keep what is not sure enough, of a production, or holds data from being disabled', () => {
    const kept = [
      aDistribution('E1', { confidence: 'low' }),
      aDistribution('E2', { stage: 'production', ofStages: ['acme/production'] }),
      aBucket('data', { losesData: true }),
    ];
    const plan = quarantined(kept);
    expect(plan.steps).toEqual([]);
    expect(plan.quarantine?.entries).toEqual([]);
  });
});

describe('a sweep that is resumed', () => {
  it('never deletes what it was only to disable, however late it is resumed', () => {
    const plan = quarantined(asleep, {
      notes: noted,
      now: after(30),
      onlyDisabled: new Set([distribution.key]),
    });
    expect(plan.steps).toEqual([]);
    expect(stateOf(plan, distribution)?.state).toBe('waits');
  });

  it('goes on with what it had begun to delete, whatever that changed', () => {
    const emptied = { ...bucket, usedBy: [], lastingFingerprint: 'emptied' };
    const given = { notes: noted, now: after(8) };
    expect(takenBy(quarantined([emptied], given))).toEqual([]);
    const begun = new Set([bucket.key]);
    expect(takenBy(quarantined([emptied], { ...given, begun }))).toEqual([bucket.key]);
  });
});

describe('whatever the account and the options, a plan with a quarantine', () => {
  const given = fc.tuple(anyFindings, anyOptions, fc.integer({ min: 0, max: 14 }), fc.integer());

  it('deletes nothing that the same plan without one would not, and nothing before its time', () => {
    fc.assert(
      fc.property(given, ([findings, options, days, chance]) => {
        const whole = planFor(findings, options);
        const noting = quarantined(findings, { options: { ...options, quarantineMs: 7 * dayMs } });
        const notes = new Map([...notesOf(noting)].filter((_, at) => ((chance >> at) & 1) === 1));
        const plan = quarantined(findings.map(off), {
          notes,
          now: after(days),
          options: { ...options, quarantineMs: 7 * dayMs },
        });
        const deleted = plan.steps.filter(({ action }) => action === 'delete');
        expect(takenBy(whole)).toEqual(expect.arrayContaining([...takenBy(plan)]));
        expect(deleted.map(({ key }) => key).filter((key) => !notes.has(key))).toEqual([]);
        if (days < 7) expect(deleted).toEqual([]);
      }),
    );
  });

  it('has no step that waits for one which is not in it, and says of all the rest why they stay', () => {
    fc.assert(
      fc.property(given, ([findings, options]) => {
        const quarantineMs = 7 * dayMs;
        const plan = quarantined(findings, { options: { ...options, quarantineMs } });
        const ids = new Set(plan.steps.map(({ id }) => id));
        expect(plan.steps.flatMap(({ waitsFor }) => waitsFor).filter((id) => !ids.has(id))).toEqual(
          [],
        );
        expect(plan.steps.map(({ action }) => action).filter((each) => each !== 'disable')).toEqual(
          [],
        );
        const waiting = plan.excluded.filter(({ reason }) => reason === 'in-quarantine');
        expect(waiting.map(({ key }) => key)).toEqual(
          expect.arrayContaining((plan.quarantine?.entries ?? []).map(({ key }) => key)),
        );
      }),
    );
  });
});
