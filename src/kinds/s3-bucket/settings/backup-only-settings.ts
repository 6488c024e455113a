import {
  GetBucketAbacCommand,
  GetBucketMetadataConfigurationCommand,
  GetBucketReplicationCommand,
  ListBucketAnalyticsConfigurationsCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
} from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import { readAll } from '../../../aws/pages.ts';
import type { Difference } from '../../../model/restore.ts';
import { backupPart, jsonText } from '../../backup-parts.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { BackupPart } from '../../kind-module.ts';
import { difference, savedJson } from '../../restoring/restoring.ts';
import type { SavedResource } from '../../restoring/restoring.ts';
import type { BucketPlace } from '../versions.ts';

export const keptPermissions = [
  's3:GetAnalyticsConfiguration',
  's3:GetBucketAbac',
  's3:GetBucketMetadataTableConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
] as const;

/** Wording of these settings, and the reason why each is not restored. */
const kept = {
  'access-by-tags': 'Who may do what would be decided by tags again: turn it on by hand.',
  analytics: 'It may write into another bucket.',
  'intelligent-tiering': 'It moves objects into archive tiers.',
  inventory: 'It writes into another bucket.',
  'metadata-tables': 'S3 makes new tables, which are billed.',
  metrics: 'They are billed.',
  replication: 'It copies what is written into another bucket.',
} as const;

type KeptSetting = keyof typeof kept;

/** The error codes for a setting that does not exist. */
const noneCodes: ReadonlySet<string> = new Set([
  'MetadataConfigurationNotFound',
  'ReplicationConfigurationNotFoundError',
]);

/** Settings that are saved and not restored: each a part, `null` where the bucket has none. */
export function backupKept(
  place: BucketPlace,
  context: CallContext,
): readonly Promise<BackupPart>[] {
  return Object.entries(keptReads(place, context)).map(([name, read]) =>
    backupPart(`${name}.json`, async () => jsonText(await orNone(read)), context),
  );
}

export async function lostSettings(saved: SavedResource): Promise<readonly Difference[]> {
  const found = await Promise.all(
    Object.entries(kept).map(async ([name, why]) => {
      const part = `${name}.json`;
      const missing = saved.missing(part);
      if (missing !== null)
        return difference(name, [null, null], `It could not be read for the backup: ${missing}`);
      if ((await savedJson<object>(saved, part)) === null) return null;
      return difference(name, [null, null], `It is in the backup, and is not given back. ${why}`);
    }),
  );
  return found.filter((each) => each !== null);
}

async function orNone(read: () => Promise<object | null | undefined>): Promise<object | null> {
  try {
    return (await read()) ?? null;
  } catch (error) {
    if (noneCodes.has(classifyFailure(error).code)) return null;
    throw error;
  }
}

function keptReads(
  { name, region }: BucketPlace,
  { session, signal }: CallContext,
): Readonly<Record<KeptSetting, () => Promise<object | null | undefined>>> {
  const s3 = session.clients.s3(region);
  const input = { Bucket: name, ExpectedBucketOwner: session.account };
  const options = { abortSignal: signal };
  return {
    async 'access-by-tags'() {
      const { AbacStatus: status } = await s3.send(new GetBucketAbacCommand(input), options);
      return status?.Status === 'Enabled' ? status : null;
    },
    analytics: () =>
      listed(async (token) => {
        const answer = await s3.send(
          new ListBucketAnalyticsConfigurationsCommand({ ...input, ...token }),
          options,
        );
        return [answer.AnalyticsConfigurationList, answer.NextContinuationToken];
      }),
    'intelligent-tiering': () =>
      listed(async (token) => {
        const answer = await s3.send(
          new ListBucketIntelligentTieringConfigurationsCommand({ ...input, ...token }),
          options,
        );
        return [answer.IntelligentTieringConfigurationList, answer.NextContinuationToken];
      }),
    inventory: () =>
      listed(async (token) => {
        const answer = await s3.send(
          new ListBucketInventoryConfigurationsCommand({ ...input, ...token }),
          options,
        );
        return [answer.InventoryConfigurationList, answer.NextContinuationToken];
      }),
    async 'metadata-tables'() {
      const answer = await s3.send(new GetBucketMetadataConfigurationCommand(input), options);
      return answer.GetBucketMetadataConfigurationResult;
    },
    metrics: () =>
      listed(async (token) => {
        const answer = await s3.send(
          new ListBucketMetricsConfigurationsCommand({ ...input, ...token }),
          options,
        );
        return [answer.MetricsConfigurationList, answer.NextContinuationToken];
      }),
    async replication() {
      const answer = await s3.send(new GetBucketReplicationCommand(input), options);
      return answer.ReplicationConfiguration;
    },
  };
}

/** Settings of which a bucket may have a thousand, by id. Null: it has none. */
async function listed(
  page: (token: {
    readonly ContinuationToken?: string;
  }) => Promise<readonly [rows: readonly object[] | undefined, next: string | undefined]>,
): Promise<readonly object[] | null> {
  const all = await readAll<object>(async (token) => {
    const [rows = [], next] = await page(token === null ? {} : { ContinuationToken: token });
    return { rows, next: next || null };
  });
  return all.length === 0 ? null : all;
}
