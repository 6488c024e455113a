import type { Evidence } from '../../model/finding.ts';
import type { Resource } from '../../model/resource.ts';
import { isAfter } from '../../model/times.ts';
import { logGroupType } from '../../sst/owned.ts';
import { evidence } from '../decision.ts';
import type { Subject } from '../subject.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/**
 * A log group whose events somebody wants for longer than its stage did; CloudWatch keeps no time of that
 * change. A shorter retention saves money, and a retention that many living groups have is a rule of the
 * account: neither is a use.
 */
export function keptLonger({ resource, entry, history, index }: Subject): readonly Evidence[] {
  if (resource.kind !== 'log-group') return [];
  // AWS refuses to delete it in any case.
  const shield = resource.blockers.find(({ code }) => code === 'deletion-protection');
  if (shield) return [evidence('held-by-tag', resource.arn ?? resource.id, shield.detail)];
  if (history.stacks.length > 0) return keptLongerThanStack({ resource, history, index });
  if (entry === null) return [];
  // A group that was made again since is judged by its age.
  const left = history.past[0]?.departure.at ?? null;
  if (left !== null && resource.createdAt !== null && isAfter(resource.createdAt, left)) return [];
  // The group that Lambda makes for a function in the state has no retention.
  const recorded = entry.type === logGroupType ? entry.retentionDays : 0;
  const days = resource.retentionDays;
  if (recorded === null || days === (recorded || null)) return [];
  const isShorter = days !== null && days < recorded;
  if (isShorter || commonRetentions(index).has(days)) return [];
  return [
    evidence(
      'changed-after-departure',
      resource.arn ?? resource.id,
      `It keeps its events ${told(days)}, and the last state that owned it says ${told(recorded || null)}.`,
    ),
  ];
}

/** A deleted stack does not show a retention; one without any such resource never set it. */
function keptLongerThanStack({
  resource,
  history,
  index,
}: Pick<Subject, 'resource' | 'history' | 'index'>): readonly Evidence[] {
  const { retentionDays: days } = resource;
  const isSet = history.stacks.some(
    ({ stack }) => stack.resources?.some(({ type }) => setsRetention.has(type)) === true,
  );
  if (isSet || days === null || commonRetentions(index).has(days)) return [];
  return [
    evidence(
      'changed-after-departure',
      resource.arn ?? resource.id,
      `It keeps its events ${told(days)}, and nothing in its deleted stack set that.`,
    ),
  ];
}

/** CDK's way to give the group of a function a retention, and a group of the stack's own. */
const setsRetention: ReadonlySet<string> = new Set(['AWS::Logs::LogGroup', 'Custom::LogRetention']);

function told(days: number | null): string {
  return days === null ? 'for ever' : `for ${days} days`;
}

const common = new WeakMap<EvidenceIndex, ReadonlySet<Resource['retentionDays']>>();

/** Retentions of at least half of the living log groups, and of at least three. */
function commonRetentions(index: EvidenceIndex): ReadonlySet<Resource['retentionDays']> {
  const known = common.get(index);
  if (known) return known;
  const living = index.inventory.resources.filter(
    ({ kind, key }) => kind === 'log-group' && index.claims.has(key),
  );
  const counts = new Map<Resource['retentionDays'], number>();
  for (const { retentionDays: days } of living) counts.set(days, (counts.get(days) ?? 0) + 1);
  const found = new Set(
    [...counts].flatMap(([days, count]) =>
      count >= 3 && count * 2 >= living.length ? [days] : [],
    ),
  );
  common.set(index, found);
  return found;
}
