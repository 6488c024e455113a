import type { Finding, StageReport } from '../model/finding.ts';
import { type Inventory, type Lookup, lookupKey } from '../model/inventory.ts';
import type { MatchOptions } from '../model/options.ts';
import type { RouteRecord } from '../model/routes.ts';
import type { Row } from './decision.ts';
import { findingOf } from './findings/finding.ts';
import { type Cases, casesOf, judge, type Verdicts } from './judge.ts';
import { otherFindings } from './findings/others.ts';
import { verdictRows } from './rows/index.ts';
import { stageReports } from './findings/stage-reports.ts';
import { hasTrace } from './history/traces.ts';
import { buildWorld, type World } from './world.ts';

export interface MatchResult {
  /** Every resource that is, or looks like, SST's. */
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  /** What states say stands in key-value stores that still exist. */
  readonly routes: readonly RouteRecord[];
  /**
   * What must still be read before the findings are final. Until then whatever rests on it is
   * `unknown`.
   */
  readonly needs: readonly Lookup[];
}

/**
 * Judges an account by the design's verdict table. Pure: the same inventory and options give the
 * same findings, and AWS's time comes with the inventory. `rows` is for tests that take one out.
 */
export function match(
  inventory: Inventory,
  options: MatchOptions,
  rows: readonly Row[] = verdictRows,
): MatchResult {
  const world = buildWorld(inventory, options);
  const cases = casesOf(world);
  const hopeful = judge(cases, rows, { strict: false });
  const needs = needsOf(hopeful, cases, world);
  const verdicts = needs.length > 0 ? judge(cases, rows, { strict: true }) : hopeful;
  let findings: readonly Finding[] | null = null;
  return {
    // Made when they are asked for: who still has to read something asks for `needs` alone.
    get findings() {
      findings ??= findingsOf(verdicts, cases, world);
      return findings;
    },
    stages: stageReports(world),
    routes: world.routes,
    needs,
  };
}

function findingsOf(
  { decisions }: Verdicts,
  { subjects }: Cases,
  world: World,
): readonly Finding[] {
  const findings = [...decisions].flatMap(([key, decision]) => {
    const subject = subjects.get(key);
    return subject && decision ? [findingOf(subject, decision)] : [];
  });
  return inPlace([...findings, ...otherFindings(world)]);
}

/** What the rows missed, and what a plan must know of everything that may be deleted. */
function needsOf(
  { missing, decisions }: Verdicts,
  { subjects }: Cases,
  world: World,
): readonly Lookup[] {
  const needs = new Map(missing);
  const need = (lookup: Lookup) => {
    if (!world.answer(lookup)) needs.set(lookupKey(lookup), lookup);
  };
  for (const [key, { resource }] of subjects) {
    if (hasTrace(resource)) need({ type: 'distribution-config', id: resource.id });
    const verdict = decisions.get(key)?.verdict;
    if (verdict !== 'leftover' && verdict !== 'retained') continue;
    if (resource.kind === 'cloudfront-distribution')
      need({ type: 'distribution-config', id: resource.id });
    if (resource.kind === 's3-bucket')
      need({ type: 'bucket-contents', bucket: resource.id, region: resource.region });
    if (resource.blockers.some(({ code }) => code === 'tenant-only-distribution')) {
      need({ type: 'tenants', distribution: resource.id });
    }
  }
  return [...needs].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, lookup]) => lookup);
}

const verdictOrder = ['leftover', 'retained', 'unknown', 'busy', 'live', 'protected'];

function inPlace(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .map((finding) => {
      const { app, stage, kind, id, verdict } = finding;
      const name = [app ?? '\uFFFF', stage ?? '\uFFFF', kind, id].join('\u0000');
      return { finding, name, rank: verdictOrder.indexOf(verdict) };
    })
    .toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ finding }) => finding);
}
