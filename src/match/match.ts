import type { Finding, StageReport } from '../model/finding.ts';
import { type Inventory, type Lookup, lookupKey } from '../model/inventory.ts';
import type { MatchOptions } from '../model/options.ts';
import type { Row } from './decision.ts';
import { findingOf } from './finding.ts';
import { judge, type Verdicts } from './judge.ts';
import { otherFindings } from './others.ts';
import { verdictRows } from './rows/index.ts';
import { stageReports } from './stage-reports.ts';
import { hasTrace } from './traces.ts';
import { buildWorld, type World } from './world.ts';

export interface MatchResult {
  /** Every resource that is, or looks like, SST's. */
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
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
  const hopeful = judge(world, rows, { strict: false });
  const needs = needsOf(hopeful, world);
  const verdicts = needs.length > 0 ? judge(world, rows, { strict: true }) : hopeful;
  const findings = [...verdicts.decisions].flatMap(([key, decision]) => {
    const subject = verdicts.subjects.get(key);
    return subject && decision ? [findingOf(subject, decision)] : [];
  });
  return {
    findings: [...findings, ...otherFindings(world)].toSorted(byPlace),
    stages: stageReports(world),
    needs,
  };
}

/** What the rows missed, and what a plan must know of everything that may be deleted. */
function needsOf({ missing, decisions, subjects }: Verdicts, world: World): readonly Lookup[] {
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

function byPlace(a: Finding, b: Finding): number {
  const rank = ({ verdict }: Finding) => verdictOrder.indexOf(verdict);
  const name = ({ app, stage, kind, id }: Finding) =>
    [app ?? '\uFFFF', stage ?? '\uFFFF', kind, id].join('\u0000');
  return rank(a) - rank(b) || (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0);
}
