import { readFile } from 'node:fs/promises';
import type { Clients } from './clients.ts';
import {
  createBucket,
  createDistribution,
  createFunction,
  createLambda,
} from './seed-resources.ts';
import type { State } from './seed-runs.ts';

/** The members that are read of an entry of a checkpoint. */
interface Entry {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly external?: boolean;
  readonly outputs?: {
    readonly region?: string;
    readonly role?: string;
    readonly version?: string;
    readonly comment?: string;
    readonly domainName?: string;
    readonly origins?: readonly { readonly domainName: string }[];
    readonly defaultCacheBehavior?: {
      readonly functionAssociations?: readonly { readonly functionArn: string }[];
    };
    readonly tagsAll?: Readonly<Record<string, string>>;
  };
}

/** A checkpoint of `fixtures/checkpoints`. */
export async function readCheckpoint(file: string): Promise<State> {
  const url = new URL(`../../fixtures/checkpoints/${file}`, import.meta.url);
  return JSON.parse(await readFile(url, 'utf8')) as State;
}

/** Ids that a server made, by those in the checkpoints. */
export type MadeIds = Map<string, string>;

/**
 * Makes what a checkpoint owns and a sweep could delete, as far as it is not there yet. Servers make
 * ids of distributions up, so these go into `ids`.
 */
export async function makeResourcesOf(state: State, ids: MadeIds, clients: Clients): Promise<void> {
  for (const entry of entriesOf(state)) {
    const { external, id, type } = entry;
    if (id === undefined || external === true || ids.has(id)) continue;
    const make = makers[type];
    if (make) ids.set(id, await make(entry, id, clients));
  }
}

/** The checkpoint with the ids that the server made. */
export function withMadeIds(state: State, ids: MadeIds): State {
  let text = JSON.stringify(state);
  for (const [written, made] of ids) text = text.replaceAll(written, made);
  return JSON.parse(text) as State;
}

export function entriesOf(state: State): readonly Entry[] {
  const { checkpoint } = state as { checkpoint: { latest: { resources?: readonly Entry[] } } };
  return checkpoint.latest.resources ?? [];
}

type Maker = (entry: Entry, id: string, clients: Clients) => Promise<string>;

/** SST's default tags, which the provider puts on all that can be tagged. */
function tagsOf({ outputs, urn }: Entry): Readonly<Record<string, string>> {
  const [, , stage = '', , app = ''] = urn.split(':');
  return outputs?.tagsAll ?? { 'sst:app': app, 'sst:stage': stage };
}

const makeBucket: Maker = async (entry, id, clients) => {
  const place = { name: id, region: entry.outputs?.region ?? 'us-east-1' };
  await createBucket({ ...place, tags: tagsOf(entry), versioned: true }, clients);
  return id;
};

const makers: Readonly<Record<string, Maker>> = {
  'aws:s3/bucket:Bucket': makeBucket,
  'aws:s3/bucketV2:BucketV2': makeBucket,
  'aws:cloudfront/function:Function': async (_entry, id, clients) => {
    await createFunction({ name: id }, clients);
    return id;
  },
  'aws:cloudfront/distribution:Distribution': async (entry, id, clients) => {
    const { outputs } = entry;
    const [origin] = outputs?.origins ?? [];
    const [association] = outputs?.defaultCacheBehavior?.functionAssociations ?? [];
    const made = await createDistribution(
      {
        reference: id,
        comment: outputs?.comment ?? '',
        tags: tagsOf(entry),
        ...(association && clients.publishes && { functionArn: association.functionArn }),
        ...(origin?.domainName.endsWith('.amazonaws.com') && { origin: origin.domainName }),
      },
      clients,
    );
    return made.id;
  },
  'aws:lambda/function:Function': async (entry, id, clients) => {
    const { outputs } = entry;
    const role = outputs?.role?.split('/').at(-1) ?? `${id}-role`;
    const versions = Number(outputs?.version) || 0;
    await createLambda(
      { name: id, role, edge: versions > 0, versions, tags: tagsOf(entry) },
      clients,
    );
    return id;
  },
};
