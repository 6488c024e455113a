import type { AccountData } from '../account.ts';
import { taggedRows, type Environment, type Service } from '../service.ts';
import { addressOf } from './address.ts';
import { bucketData, seedBuckets } from './buckets.ts';
import { arnOf } from './call.ts';
import { errorReply } from './reply.ts';
import { createPace } from './pace.ts';
import { apiFor } from './routes.ts';

/** S3: one namespace of buckets, each in its region, with every version of every object. */
export function createS3Service(data: AccountData, environment: Environment): Service {
  const buckets = seedBuckets(data.s3?.buckets ?? [], environment);
  const points = data.s3?.multiRegionAccessPoints ?? [];
  const pace = createPace(data.s3?.pace ?? {}, environment.clock);

  return {
    signingName: 's3',
    route(request, region) {
      const address = addressOf(request);
      const api = apiFor(request, address);
      if (!api) return null;
      const { name, action } = api;
      const bucketName = address.bucket ?? '';
      const key = address.key ?? '';
      const target = key === '' ? address.bucket : `${bucketName}/${key}`;
      const call = { environment, buckets, points, request, region, bucketName, key, action, pace };
      return {
        name: `S3.${name}`,
        action,
        target,
        writes: api.writes ?? false,
        latencyMs: pace.latencyMs(name),
        run: (strikes) => api.answer({ ...call, strikes }),
        fail: (error) => errorReply(error, request.method),
      };
    },
    tagged: (region) =>
      taggedRows(
        [...buckets.values()]
          .filter((bucket) => bucket.region === region && bucket.settings.owner === undefined)
          .map(({ name, settings: { tags } }) => ({ name, tags })),
        ({ name }) => arnOf(name),
      ),
    peers: { bucketExists: (name) => buckets.has(name) },
    snapshot: () =>
      data.s3 || buckets.size > 0
        ? {
            s3: {
              buckets: [...buckets.values()].map(bucketData),
              ...(data.s3?.pace && { pace: data.s3.pace }),
              ...(points.length > 0 && { multiRegionAccessPoints: points }),
            },
          }
        : {},
  };
}
