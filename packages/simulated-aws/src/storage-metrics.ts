import type { MetricData } from './account.ts';
import type { BucketData } from './account-s3.ts';
import type { Environment } from './service.ts';

const dayMs = 24 * 3_600_000;
/** Days for which CloudWatch keeps sums of hours. */
const keptDays = 455;

/**
 * The daily number of objects of each bucket, every version and delete marker among them, at midnight of each
 * day since the first was written (S3 user guide, "Metrics and dimensions"). Of objects that the account was
 * made with: what is written while it runs is not counted, as S3 tells of it up to two days later.
 */
export function storageMetrics(
  buckets: readonly BucketData[],
  { time, clock }: Pick<Environment, 'time' | 'clock'>,
): MetricData[] {
  const now = clock.now().getTime();
  return buckets.flatMap(({ name, region, objects = [], bulk }) => {
    const written = [
      ...objects.map(({ at }) => ({ at: time(at).getTime(), objects: 1 })),
      ...(bulk ? [{ at: time(bulk.at).getTime(), objects: bulk.versions }] : []),
    ];
    if (written.length === 0) return [];
    const first = Math.max(Math.min(...written.map(({ at }) => at)), now - keptDays * dayMs);
    const midnights: number[] = [];
    for (let day = Math.ceil(first / dayMs) * dayMs; day <= now; day += dayMs) midnights.push(day);
    const points = midnights.map((day) => ({
      at: new Date(day).toISOString(),
      value: written.reduce((sum, each) => (each.at <= day ? sum + each.objects : sum), 0),
    }));
    const dimensions = { BucketName: name, StorageType: 'AllStorageTypes' };
    return [{ namespace: 'AWS/S3', name: 'NumberOfObjects', region, dimensions, points }];
  });
}
