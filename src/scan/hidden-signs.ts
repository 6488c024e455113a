import type { Gap } from '../model/gap.ts';
import type { TaggedResource } from '../model/inventory.ts';
import type { KindModule } from '../kinds/kind-module.ts';
import { comparableArn } from './tag-rows.ts';

/**
 * A list of one region that could not be read hides no sign of an unseen home where the tags of that region
 * were read and name nothing that it could have shown: SST tags all that it makes. Of log groups that is a
 * log group. Functions tell by their environment and name, too, so there nothing at all may carry SST's tags.
 */
export function withoutSigns(
  gaps: readonly Gap[],
  read: ReadonlyMap<string, readonly TaggedResource[]>,
  kinds: readonly KindModule[],
): readonly Gap[] {
  return gaps.flatMap((gap) => {
    const kind = kinds.find(({ facts }) => facts.regional && facts.kind === gap.source);
    const rows = gap.region === null ? undefined : read.get(gap.region);
    if (!kind || !rows) return [];
    const { facts, arns } = kind;
    const shows = ({ arn, tags }: TaggedResource) =>
      (tags['sst:app'] !== undefined || tags['sst:stage'] !== undefined) &&
      (facts.useIsSeenBy !== 'log-events' || arns === null || arns.test(comparableArn(arn)));
    return rows.some(shows) ? [] : [{ ...gap, hidesSigns: false }];
  });
}
