import {
  DeleteFunctionCommand,
  DeleteDistributionCommand,
  DescribeFunctionCommand,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { SimulatedAws } from '../../src/simulator/index.ts';
import { clientsOf } from './clients.ts';

interface Listed {
  readonly type: string;
  readonly id?: string;
  readonly custom: boolean;
  readonly external?: boolean;
}

interface Place {
  readonly app: string;
  readonly stage: string;
  /** Where SST looks for the home. */
  readonly region: string;
}

/** What `sst remove` does: deletes what the state lists, users first, and leaves an empty state. */
export async function sstRemove(aws: SimulatedAws, place: Place): Promise<void> {
  const { s3, cloudfront } = clientsOf(aws);
  const home = homeIn(aws, place.region);
  const key = `app/${place.app}/${place.stage}.json`;
  const client = s3(place.region);
  const state = await client.send(new GetObjectCommand({ Bucket: home, Key: key }));
  const checkpoint = JSON.parse((await state.Body?.transformToString()) ?? '{}') as {
    checkpoint: { latest: { resources?: Listed[] } };
  };
  const own = (checkpoint.checkpoint.latest.resources ?? []).filter(
    ({ custom, external }) => custom && !external,
  );
  const idsOf = (type: string) =>
    own.filter((each) => each.type === type).flatMap(({ id }) => (id ? [id] : []));
  for (const Id of idsOf('aws:cloudfront/distribution:Distribution')) {
    const { DistributionConfig: config, ETag: IfMatch } = await cloudfront.send(
      new GetDistributionConfigCommand({ Id }),
    );
    if (!config) throw new Error(`${Id} has no configuration.`);
    const { ETag } = await cloudfront.send(
      new UpdateDistributionCommand({
        Id,
        IfMatch,
        DistributionConfig: { ...config, Enabled: false },
      }),
    );
    await aws.clock.sleep(600_000);
    await cloudfront.send(new DeleteDistributionCommand({ Id, IfMatch: ETag }));
  }
  for (const Name of idsOf('aws:cloudfront/function:Function')) {
    const { ETag } = await cloudfront.send(new DescribeFunctionCommand({ Name }));
    await cloudfront.send(new DeleteFunctionCommand({ Name, IfMatch: ETag }));
  }
  const empty = { version: 3, checkpoint: { stack: 'x', latest: { metadata: {} } } };
  await client.send(new PutObjectCommand({ Bucket: home, Key: key, Body: JSON.stringify(empty) }));
}

/** What `sst unlock` does to the lock. */
export async function sstUnlock(aws: SimulatedAws, place: Place): Promise<void> {
  await clientsOf(aws)
    .s3(place.region)
    .send(
      new DeleteObjectCommand({
        Bucket: homeIn(aws, place.region),
        Key: `lock/${place.app}/${place.stage}.json`,
      }),
    );
}

/** A deploy takes the lock first, and is refused where there is one. */
export async function takeLock(aws: SimulatedAws, place: Place): Promise<string> {
  const lock = { Bucket: homeIn(aws, place.region), Key: `lock/${place.app}/${place.stage}.json` };
  try {
    await clientsOf(aws).s3(place.region).send(new GetObjectCommand(lock));
    return 'StageLocked';
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return 'no refusal';
    throw error;
  }
}

/** The bucket that the region's `/sst/bootstrap` names. */
export function homeIn(aws: SimulatedAws, region: string): string {
  const parameter = aws
    .snapshot()
    .ssm?.parameters.find((each) => each.name === '/sst/bootstrap' && each.region === region);
  const value = JSON.parse(parameter?.value ?? '{}') as { state?: string };
  if (!value.state) throw new Error(`${region} has no home.`);
  return value.state;
}
