import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import type { Difference } from '../../model/restore.ts';
import { difference, MissingPart, requiredText, savedJson } from '../restoring/restoring.ts';
import type { SavedResource } from '../restoring/restoring.ts';
import { savedTags } from '../restoring/saved-tags.ts';

export interface SavedVersion {
  readonly number: string;
  readonly description: string | null;
  readonly sha: string | null;
  /** Null: the backup lacks its package. */
  readonly bytes: Uint8Array | null;
}

export interface SavedFunction {
  readonly configuration: FunctionConfiguration;
  readonly sha: string | null;
  readonly code: Uint8Array | null;
  /** Oldest first. */
  readonly versions: readonly SavedVersion[];
}

type SavedConfiguration = FunctionConfiguration & { readonly environmentNames?: readonly string[] };

export async function savedFunction(saved: SavedResource): Promise<SavedFunction> {
  const configuration = await savedConfiguration(saved);
  if (configuration.PackageType === 'Image')
    throw new MissingPart('package.zip', 'Its code is an image.');
  const sha = configuration.CodeSha256 ?? null;
  const packages = new Map<string | null, Uint8Array>();
  const keep = async (part: string, of: string | null) => {
    const bytes = await saved.bytes(part);
    if (bytes !== null) packages.set(of, bytes);
  };
  await keep('package.zip', sha);
  const rows: { readonly number: string; readonly row: FunctionConfiguration }[] = [];
  for (const number of versionNumbers(saved)) {
    const row = await savedJson<FunctionConfiguration>(
      saved,
      `versions/${number}/configuration.json`,
    );
    rows.push({ number, row: row ?? {} });
    await keep(`versions/${number}/package.zip`, row?.CodeSha256 ?? null);
  }
  return {
    configuration,
    sha,
    code: packages.get(sha) ?? null,
    versions: rows.map(({ number, row }) => ({
      number,
      description: row.Description || null,
      sha: row.CodeSha256 ?? null,
      bytes: packages.get(row.CodeSha256 ?? null) ?? null,
    })),
  };
}

/** Differences that are certain before the function is made; only AWS gives out the versions' new numbers. */
export async function foreseeFunction(saved: SavedResource): Promise<readonly Difference[]> {
  const saidOfIt = await savedConfiguration(saved);
  const { environmentNames = [] } = saidOfIt;
  const { versions, code } = await savedFunction(saved);
  const { differs } = await savedTags(saved);
  return [
    ...environmentNames.map((name) =>
      difference(
        `environment variable ${name}`,
        [null, null],
        'Values may be secrets and are in no backup: set it again.',
      ),
    ),
    ...lostSettings(saidOfIt),
    ...(await lostTriggers(saved)),
    ...(code === null
      ? [difference('code', [null, null], `It is in no backup: ${saved.missing('package.zip')}`)]
      : []),
    ...unread(saved, 'versions.json', 'versions'),
    ...versions.flatMap(({ number, bytes }) =>
      versionDifference(number, { is: null, isKept: bytes !== null }),
    ),
    ...differs,
  ];
}

const triggerParts = [
  ['policy.json', 'resource policy'],
  ['urls.json', 'function URL'],
  ['event-sources.json', 'event sources'],
  ['async-invocation.json', 'asynchronous invocation'],
  ['concurrency.json', 'reserved concurrency'],
] as const;

/** Triggers are in the backup for people to read: they may name resources that do not exist any more. */
async function lostTriggers(saved: SavedResource): Promise<readonly Difference[]> {
  const lost = await Promise.all(
    triggerParts.map(async ([part, told]) => {
      const kept = await savedJson<object>(saved, part);
      const isNone = kept === null || (Array.isArray(kept) && kept.length === 0);
      return isNone ? unread(saved, part, told) : [notGiven(told)];
    }),
  );
  return [...lost.flat(), ...unread(saved, 'aliases.json', 'aliases')];
}

function unread(saved: SavedResource, part: string, told: string): readonly Difference[] {
  const why = saved.missing(part);
  return why === null
    ? []
    : [difference(told, [null, null], `It could not be read for the backup: ${why}`)];
}

function notGiven(told: string): Difference {
  return difference(told, [null, null], 'It is in the backup, and is not given back.');
}

/**
 * Settings that are not restored: those that name networks, keys and file systems, or cost money by
 * themselves.
 */
function lostSettings(configuration: FunctionConfiguration): readonly Difference[] {
  const { VpcConfig, FileSystemConfigs, KMSKeyArn, SnapStart } = configuration;
  return [
    ...(VpcConfig?.SubnetIds?.length ? ['VPC'] : []),
    ...(FileSystemConfigs?.length ? ['file systems'] : []),
    ...(KMSKeyArn ? ['KMS key'] : []),
    ...(SnapStart?.ApplyOn === 'PublishedVersions' ? ['SnapStart'] : []),
  ].map(notGiven);
}

/** No difference where the number is equal. */
export function versionDifference(
  was: string,
  { is, isKept }: { readonly is: string | null; readonly isKept: boolean },
): readonly Difference[] {
  if (is === was) return [];
  const detail = isKept
    ? 'Lambda numbers the versions of a new function from 1.'
    : 'The backup has no package of it.';
  return [difference(`version ${was}`, [was, is], detail)];
}

async function savedConfiguration(saved: SavedResource): Promise<SavedConfiguration> {
  return JSON.parse(await requiredText(saved, 'configuration.json')) as SavedConfiguration;
}

function versionNumbers(saved: SavedResource): readonly string[] {
  const numbers = saved
    .parts('versions/')
    .flatMap((part) => /^versions\/(\d+)\/configuration\.json$/.exec(part)?.[1] ?? []);
  return numbers.sort((left, right) => Number(left) - Number(right));
}
