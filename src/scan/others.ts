import type { TaggedResource } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { comparableArn } from './tag-rows.ts';

/** Services whose lists are read whole: a row that those lists do not have is a ghost of something deleted. */
const listedArns = [
  /^arn:[^:]*:cloudfront::\d*:(distribution|function)\//,
  /^arn:[^:]*:s3:::[^/]+$/,
  /^arn:[^:]*:lambda:us-east-1:\d*:function:/,
];

/** Rows with SST's tags that no listed kind accounts for. `lambdas`: ARNs of us-east-1 functions that are not Lambda@Edge. */
export function otherRows(
  rows: readonly TaggedResource[],
  resources: readonly Resource[],
  lambdas: ReadonlySet<string>,
): readonly TaggedResource[] {
  const known = new Set(resources.flatMap(({ arn }) => (arn === null ? [] : [comparableArn(arn)])));
  return rows
    .filter(({ arn, tags }) => {
      if (tags['sst:app'] === undefined && tags['sst:stage'] === undefined) return false;
      const comparable = comparableArn(arn);
      if (known.has(comparable)) return false;
      return lambdas.has(comparable) || !listedArns.some((pattern) => pattern.test(comparable));
    })
    .toSorted((a, b) => (a.arn < b.arn ? -1 : 1));
}
