import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCycle } from '../../src/graph/components.ts';
import { graphFrom } from '../../src/graph/graph.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Plan } from '../../src/model/plan.ts';
import { parsePlanFile } from '../../src/plan/plan-file.ts';
import type { PlanFileOptions } from '../../src/model/options.ts';
import { driftSince } from '../../src/plan/drift.ts';
import { anyFindings, anyOptions } from './any-account.ts';
import { attended, planFor, takenBy, unattended, savedText } from './builders.ts';

const index = (findings: readonly Finding[]) =>
  new Map(findings.map((finding) => [finding.key, finding]));

/** Everything that a step waits for, directly or not. */
function awaited(made: Plan, id: string): ReadonlySet<string> {
  const steps = new Map(made.steps.map((step) => [step.id, step]));
  const found = new Set<string>();
  const open = [...(steps.get(id)?.waitsFor ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(steps.get(next)?.waitsFor ?? []));
  }
  return found;
}

describe('whatever the account and the options, a plan', () => {
  it('never takes what is live, busy, protected, blocked or unknown for a gap', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const byKey = index(findings);
        for (const key of takenBy(planFor(findings, options))) {
          const finding = byKey.get(key) as Finding;
          expect(['leftover', 'retained', 'unknown']).toContain(finding.verdict);
          expect(finding.blockers).toEqual([]);
          expect(finding.kind).not.toBe('other');
          if (finding.verdict === 'unknown') expect(finding.gaps).toEqual([]);
        }
      }),
    );
  });

  it('takes unknown ones and leftovers of a living stage only by name', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const byKey = index(findings);
        for (const key of takenBy(planFor(findings, options))) {
          const finding = byKey.get(key) as Finding;
          const named =
            options.typed.includes(finding.id) ||
            (!options.unattended && options.confirmed.includes(key));
          if (finding.verdict === 'unknown') expect(named).toBe(true);
          if (finding.stageLivesOn && finding.kind !== 'cloudfront-function')
            expect(named).toBe(true);
          if (options.unattended) expect(finding.gaps).toEqual([]);
          if (options.unattended && !options.deleteData)
            expect(finding.losesData && !finding.siteAssets).toBe(false);
        }
      }),
    );
  });

  it('takes nothing that something else uses which it leaves', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const made = planFor(findings, options);
        const gone = new Set(made.basis.map(({ key }) => key));
        const taken = new Set(takenBy(made));
        for (const finding of findings.filter(({ key }) => taken.has(key))) {
          for (const user of finding.usedBy) expect(gone).toContain(user);
        }
      }),
    );
  });

  it('has no step that waits for itself, and none that waits for what is not in it', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const { steps } = planFor(findings, options);
        const graph = graphFrom(steps.map((step) => [step.id, step.waitsFor]));
        expect(findCycle(graph)).toBeNull();
        expect(graph.size).toBe(steps.length);
        const place = new Map(steps.map((step, at) => [step.id, at]));
        for (const [at, step] of steps.entries()) {
          for (const before of step.waitsFor) expect(place.get(before)).toBeLessThan(at);
        }
      }),
    );
  });

  it('lets nothing unguarded of a stage begin before the distributions of that stage are gone', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const made = planFor(findings, options);
        const byKey = index(findings);
        const taken = new Set(takenBy(made));
        const distributions = findings.filter(({ kind }) => kind === 'cloudfront-distribution');
        for (const step of made.steps) {
          const finding = byKey.get(step.key) as Finding;
          if (finding.kind === 'cloudfront-distribution' || finding.kind === 'cloudfront-function')
            continue;
          const before = awaited(made, step.id);
          for (const distribution of distributions) {
            if (!distribution.ofStages.some((stage) => finding.ofStages.includes(stage))) continue;
            if (taken.has(distribution.key)) expect(before).toContain(`delete:${distribution.id}`);
            else expect([distribution.verdict, finding.stageLivesOn]).toEqual(['live', true]);
          }
        }
      }),
    );
  });

  it('lets every deletion wait for its referrers, unless these wait for it in turn', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const made = planFor(findings, { ticked: findings.map(({ key }) => key) });
        const byKey = index(findings);
        const reach = references(findings);
        for (const step of made.steps.filter(({ action }) => action === 'delete')) {
          const finding = byKey.get(step.key) as Finding;
          const before = new Set(
            [...awaited(made, step.id)].map(
              (id) => made.steps.find((other) => other.id === id)?.key,
            ),
          );
          for (const user of finding.usedBy) {
            if (user === finding.key || !takenBy(made).includes(user)) continue;
            if (!reach(user).has(finding.key)) expect(before).toContain(user);
          }
        }
      }),
    );
  });

  it('names for each exclusion a command that takes it', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const made = planFor(findings, options);
        for (const { key, command } of made.excluded) {
          if (command === null) continue;
          const has = (name: string) => command.flags.some((flag) => flag.name === name);
          const stages = command.flags.flatMap(({ name, value }) =>
            name === '--stage' && typeof value === 'string' ? [value] : [],
          );
          const shown = findings.filter(
            ({ stage }) => stages.length === 0 || stages.includes(stage ?? ''),
          );
          const again = planFor(
            findings,
            {
              ...(has('--yes') ? unattended : attended),
              typed: command.operands,
              deleteData: has('--delete-data'),
              stages,
            },
            { within: new Set(shown.map((finding) => finding.key)) },
          );
          expect(again.refusal).toBeNull();
          expect(again.basis.map((basis) => basis.key)).toContain(key);
        }
      }),
    );
  });

  it('lists everything that it does not take but could be meant, once', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const made = planFor(findings, options);
        const taken = made.basis.map(({ key }) => key);
        const listed = made.excluded.map(({ key }) => key);
        expect(new Set([...taken, ...listed]).size).toBe(taken.length + listed.length);
        for (const { key, verdict } of findings) {
          if (verdict !== 'live' && verdict !== 'protected')
            expect([...taken, ...listed]).toContain(key);
        }
      }),
    );
  });

  it('is the same after it was saved and read again, and nothing has changed since', () => {
    fc.assert(
      fc.property(anyFindings, anyOptions, (findings, options) => {
        const made = planFor(findings, options);
        const stored: PlanFileOptions = {
          scan: { regions: ['eu-west-1'], ignoreHomes: [], ignoreRegions: [], ignoreStages: [] },
          match: {
            keep: ['x*'],
            olderThanMs: null,
            allowTraffic: options.allowTraffic,
            abandon: [],
          },
          filter: { regions: [], apps: [], stages: options.stages, kinds: [] },
          plan: options,
        };
        const { excluded: _excluded, quarantine: _quarantine, refusal, ...saved } = made;
        expect(parsePlanFile(savedText(made, stored), 'plan.json')).toEqual({
          plan: { ...saved, refusal: refusal && { ...refusal, hint: '' } },
          options: stored,
        });
        expect(driftSince(made, findings)).toEqual([]);
      }),
    );
  });
});

/** What references what, through anything in the account, stage guards included. */
function references(findings: readonly Finding[]): (key: string) => ReadonlySet<string> {
  const before = new Map(
    findings.map((finding) => [
      finding.key,
      [
        ...finding.usedBy,
        ...finding.routedFrom,
        // A function and its versions go together.
        ...findings
          .filter((other) => isVersionOf(other, finding) || isVersionOf(finding, other))
          .map(({ key }) => key),
        ...findings
          .filter(
            (other) =>
              other.kind === 'cloudfront-distribution' &&
              finding.kind !== 'cloudfront-distribution' &&
              other.ofStages.some((stage) => finding.ofStages.includes(stage)),
          )
          .map(({ key }) => key),
      ],
    ]),
  );
  return (key) => {
    const found = new Set<string>();
    const open = [...(before.get(key) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(before.get(next) ?? []));
    }
    return found;
  };
}

function isVersionOf(version: Finding, finding: Finding): boolean {
  return (
    finding.kind === 'lambda-edge-function' && version.arn?.startsWith(`${finding.arn}:`) === true
  );
}
