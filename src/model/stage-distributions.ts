import type { Finding } from './finding.ts';

/**
 * The distributions for whose sake an unguarded resource of their stage stays. A site reaches its
 * buckets and functions through a key-value store that no configuration shows, so only a
 * distribution that goes as well is none of them. Where the stage lives on, its live distributions
 * do not count: there the resource's id was typed for that very case.
 */
export function distributionsThatStay(
  finding: Pick<Finding, 'ofStages' | 'stageLivesOn'>,
  distributions: readonly Finding[],
  goes: (key: string) => boolean,
): readonly Finding[] {
  return distributions.filter(
    (distribution) =>
      distribution.ofStages.some((stage) => finding.ofStages.includes(stage)) &&
      !goes(distribution.key) &&
      !(finding.stageLivesOn && distribution.verdict === 'live'),
  );
}
