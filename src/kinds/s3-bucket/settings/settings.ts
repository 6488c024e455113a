import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';

import type { CallContext } from '../../../aws/call-context.ts';
import { classifyFailure } from '../../../aws/failures.ts';
import type { Resource } from '../../../model/resource.ts';
import { backupPart, jsonText } from '../../backup-parts.ts';
import type { BackupPart } from '../../kind-module.ts';
import { configurationHash } from '../../resource-shape.ts';
import type { BucketPlace } from '../versions.ts';
import { backupKept, keptPermissions } from './backup-only-settings.ts';
import { type BucketInput, type BucketSetting, bucketSettings } from './table.ts';

const rows = Object.values(bucketSettings);

export const settingsPermissions = [
  ...rows.map(({ permission }) => `s3:Get${permission}`).toSorted(),
  's3:ListBucketVersions',
  ...keptPermissions,
] as const;

export const settingWritePermissions = rows
  .map(({ permission }) => `s3:Put${permission}`)
  .toSorted();

/** Error codes of regions without transfer acceleration (aws provider of Terraform, bucket.go). */
const noAcceleration: ReadonlySet<string> = new Set(['MethodNotAllowed', 'UnsupportedArgument']);

/** The answer without the SDK's metadata. Null: the bucket has no such setting. */
export async function readSetting(
  setting: BucketSetting,
  place: BucketPlace,
  context: CallContext,
): Promise<object | null> {
  const { get, ...row } = bucketSettings[setting];
  try {
    const answer = await send(get(inputOf(place, context)), place, context);
    return Object.fromEntries(Object.entries(answer).filter(([member]) => member !== '$metadata'));
  } catch (error) {
    const { code } = classifyFailure(error);
    if (setting === 'acceleration' && noAcceleration.has(code)) return {};
    const none: readonly string[] = 'noneCodes' in row ? row.noneCodes : [];
    if (none.includes(code)) return null;
    throw error;
  }
}

/** Writes one setting as it was read, if the bucket's differs; null: there was none. */
export async function bringSetting(
  setting: BucketSetting,
  wanted: object | null,
  { place, context }: { readonly place: BucketPlace; readonly context: CallContext },
): Promise<void> {
  const now = await readSetting(setting, place, context);
  if (configurationHash(comparable(now)) === configurationHash(comparable(wanted))) return;
  const { put, ...row } = bucketSettings[setting];
  const input = inputOf(place, context);
  // The backup holds the answer of S3's read, so its shape is the one that the write takes.
  if (wanted !== null) await send(put(input, wanted as never), place, context);
  else if ('remove' in row) await send(row.remove(input), place, context);
}

/** A policy is JSON text: the order of its members does not count, and an empty member may have a meaning. */
function comparable(setting: object | null): unknown {
  if (setting === null) return null;
  if ('Policy' in setting && typeof setting.Policy === 'string') return JSON.parse(setting.Policy);
  return 'EventBridgeConfiguration' in setting
    ? { ...setting, EventBridgeConfiguration: 'on' }
    : setting;
}

/** A bucket's settings, each a part of its own, `null` where the bucket has none; and whether it is empty. */
export async function backupSettings(
  resource: Resource,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const place = { name: resource.id, region: resource.region };
  const contents = async () => jsonText({ empty: await isEmpty(place, context) });
  const read = (setting: BucketSetting) => async () =>
    jsonText(await readSetting(setting, place, context));
  return Promise.all([
    ...(Object.keys(bucketSettings) as BucketSetting[]).map((setting) =>
      backupPart(`${setting}.json`, read(setting), context),
    ),
    ...backupKept(place, context),
    backupPart('contents.json', contents, context),
  ]);
}

/** No version of any object, and no delete marker. */
export async function isEmpty(place: BucketPlace, context: CallContext): Promise<boolean> {
  const input = { ...inputOf(place, context), MaxKeys: 1 };
  const { Versions, DeleteMarkers } = await context.session.clients
    .s3(place.region)
    .send(new ListObjectVersionsCommand(input), { abortSignal: context.signal });
  return (Versions ?? []).length + (DeleteMarkers ?? []).length === 0;
}

function inputOf({ name }: BucketPlace, { session }: CallContext): BucketInput {
  return { Bucket: name, ExpectedBucketOwner: session.account };
}

/** The SDK has a type per command; one function here sends every command of the table. */
function send(
  command: object,
  { region }: BucketPlace,
  { session, signal }: CallContext,
): Promise<object> {
  const client = session.clients.s3(region) as {
    send(command: object, options: object): Promise<object>;
  };
  return client.send(command, { abortSignal: signal });
}
