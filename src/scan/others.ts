import type { KindModule } from '../kinds/kind-module.ts';
import type { Resource } from '../model/resource.ts';
import type { TaggedResource } from '../model/inventory.ts';
import { comparableArn } from './tag-rows.ts';

/**
 * Rows with SST's tags that no listed kind accounts for. A kind's list is read whole: a row of that
 * kind which it does not have is a ghost of something deleted.
 */
export function otherRows(
  rows: readonly TaggedResource[],
  resources: readonly Resource[],
  kinds: readonly Pick<KindModule, 'arns'>[],
): readonly TaggedResource[] {
  const known = new Set(resources.flatMap(({ arn }) => (arn === null ? [] : [comparableArn(arn)])));
  return rows
    .filter(({ arn, tags }) => {
      if (tags['sst:app'] === undefined && tags['sst:stage'] === undefined) return false;
      const comparable = comparableArn(arn);
      return !known.has(comparable) && !kinds.some(({ arns }) => arns?.test(comparable));
    })
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}
