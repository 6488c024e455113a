import {
  CreateFunctionCommand,
  DescribeKeyValueStoreCommand,
  GetDistributionConfigCommand,
  GetOriginAccessControlCommand,
} from '@aws-sdk/client-cloudfront';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { SimulatedAws } from 'simulated-aws';
import { clientsOf } from './clients.ts';
import { deletions, etagOf, nameOf, typeOf, type Listed } from './sst-deletions.ts';

export interface Place {
  readonly app: string;
  readonly stage: string;
  /** Where SST looks for the home. */
  readonly region: string;
}

export interface Latest {
  readonly resources?: Listed[];
  readonly pending_operations?: readonly object[];
}

interface Checkpoint {
  readonly checkpoint: { readonly latest: Latest };
}

/** What `sst remove` does: deletes what the state lists, users first, and leaves an empty state. */
export async function sstRemove(aws: SimulatedAws, place: Place): Promise<void> {
  const own = resourcesIn(await stateOf(aws, place));
  for (const [type, remove] of deletions) {
    for (const resource of own.filter((each) => typeOf(each) === type)) await remove(aws, resource);
  }
  await writeState(aws, place, {
    version: 3,
    checkpoint: { stack: 'x', latest: { metadata: {} } },
  });
}

/**
 * What `sst refresh` does: what AWS has no more leaves the state, and ETags are AWS's again. Controls it
 * reads and fails where one is gone; files and keys it does not read (`sst-deletions.ts`).
 */
export async function sstRefresh(aws: SimulatedAws, place: Place): Promise<void> {
  const state = await stateOf(aws, place);
  const gone = new Set<string>();
  for (const resource of resourcesIn(state)) {
    if (!(await isThere(aws, resource))) gone.add(resource.urn);
    else if (resource.type === 'aws:cloudfront/function:Function')
      resource.outputs = { ...resource.outputs, etag: await etagOf(aws, resource) };
  }
  await writeState(aws, place, withoutUrns(state, gone));
}

async function isThere(aws: SimulatedAws, resource: Listed): Promise<boolean> {
  const { cloudfront, s3 } = clientsOf(aws);
  const { id } = resource;
  const reads: Readonly<Record<string, () => Promise<unknown>>> = {
    'aws:cloudfront/function:Function': () => etagOf(aws, resource),
    'aws:cloudfront/distribution:Distribution': () =>
      cloudfront.send(new GetDistributionConfigCommand({ Id: id })),
    'aws:cloudfront/keyValueStore:KeyValueStore': () =>
      cloudfront.send(new DescribeKeyValueStoreCommand({ Name: id })),
    'aws:s3/bucket:Bucket': () =>
      s3('us-east-1').send(new ListObjectVersionsCommand({ Bucket: id })),
  };
  const control = { Id: id };
  if (typeOf(resource) === 'sst.aws.OriginAccessControl')
    await cloudfront.send(new GetOriginAccessControlCommand(control));
  try {
    await reads[typeOf(resource)]?.();
    return true;
  } catch (error) {
    if (error instanceof Error && /^NoSuch|NotFound/.test(error.name)) return false;
    throw error;
  }
}

function withoutUrns(state: Checkpoint, urns: ReadonlySet<string>): Checkpoint {
  const { latest } = state.checkpoint;
  const resources = (latest.resources ?? []).filter(({ urn }) => !urns.has(urn));
  return { ...state, checkpoint: { ...state.checkpoint, latest: { ...latest, resources } } };
}

/** What `sst state remove` does: one entry, found by its name, leaves the state. */
export async function sstStateRemove(aws: SimulatedAws, place: Place, name: string): Promise<void> {
  const state = await stateOf(aws, place);
  const found = (state.checkpoint.latest.resources ?? []).filter(({ urn }) => nameOf(urn) === name);
  if (found.length !== 1) throw new Error(`${found.length} entries are called ${name}.`);
  await writeState(aws, place, withoutUrns(state, new Set(found.map(({ urn }) => urn))));
}

/** What somebody does in the editor that `sst state edit` opens. */
export async function sstStateEdit(
  aws: SimulatedAws,
  place: Place,
  edit: (latest: Latest) => Latest,
): Promise<void> {
  const state = await stateOf(aws, place);
  const { checkpoint } = state;
  await writeState(aws, place, {
    ...state,
    checkpoint: { ...checkpoint, latest: edit(checkpoint.latest) },
  });
}

/** What `sst deploy` does for one function: what the state of its region lists stays, else it is made. */
export async function sstDeploy(aws: SimulatedAws, place: Place, name: string): Promise<void> {
  if (resourcesIn(await stateOf(aws, place)).some(({ id }) => id === name)) {
    await etagOf(aws, {
      urn: name,
      type: 'aws:cloudfront/function:Function',
      id: name,
      custom: true,
    });
    return;
  }
  await clientsOf(aws).cloudfront.send(
    new CreateFunctionCommand({
      Name: name,
      FunctionConfig: { Comment: '', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: new Uint8Array([1]),
    }),
  );
}

function resourcesIn({ checkpoint }: Checkpoint): Listed[] {
  return (checkpoint.latest.resources ?? []).filter(({ custom, external }) => custom && !external);
}

function stateObject(aws: SimulatedAws, { app, stage, region }: Place) {
  return { Bucket: homeIn(aws, region), Key: `app/${app}/${stage}.json` };
}

async function stateOf(aws: SimulatedAws, place: Place): Promise<Checkpoint> {
  const { Body } = await clientsOf(aws)
    .s3(place.region)
    .send(new GetObjectCommand(stateObject(aws, place)));
  return JSON.parse((await Body?.transformToString()) ?? '') as Checkpoint;
}

async function writeState(aws: SimulatedAws, place: Place, state: object): Promise<void> {
  await clientsOf(aws)
    .s3(place.region)
    .send(new PutObjectCommand({ ...stateObject(aws, place), Body: JSON.stringify(state) }));
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
