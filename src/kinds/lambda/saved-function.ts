import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import type { Difference } from '../../model/restore.ts';
import { difference, MissingPart, requiredText, savedJson } from '../restoring/restoring.ts';
import type { SavedResource } from '../restoring/restoring.ts';
import { savedTags } from '../restoring/saved-tags.ts';

export interface SavedVersion {
  readonly number: string;
  readonly description: string | null;
  readonly sha: string | null;
  /** Null: the backup has no package of it. */
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

/** What can be told of a function before it is made; its versions' new numbers are AWS's to give. */
export async function foreseeFunction(saved: SavedResource): Promise<readonly Difference[]> {
  const { environmentNames = [] } = await savedConfiguration(saved);
  const { versions, code } = await savedFunction(saved);
  const { differs } = await savedTags(saved);
  const unread = saved.missing('versions.json');
  return [
    ...environmentNames.map((name) =>
      difference(
        `environment variable ${name}`,
        [null, null],
        'Values may be secrets and are in no backup: set it again.',
      ),
    ),
    ...(await lostTriggers(saved)),
    ...(code === null
      ? [difference('code', [null, null], `It is in no backup: ${saved.missing('package.zip')}`)]
      : []),
    ...(unread === null
      ? []
      : [difference('versions', [null, null], `They could not be read for the backup: ${unread}`)]),
    ...versions.flatMap(({ number, bytes }) =>
      versionDifference(number, { is: null, isKept: bytes !== null }),
    ),
    ...differs,
  ];
}

/** What invokes it is in the backup, for people: it may name what is not there any more. */
async function lostTriggers(saved: SavedResource): Promise<readonly Difference[]> {
  const [policy, urls, sources] = await Promise.all([
    savedJson<object>(saved, 'policy.json'),
    savedJson<readonly object[]>(saved, 'urls.json'),
    savedJson<readonly object[]>(saved, 'event-sources.json'),
  ]);
  return [
    ...(policy ? ['resource policy'] : []),
    ...(urls && urls.length > 0 ? ['function URL'] : []),
    ...(sources && sources.length > 0 ? ['event sources'] : []),
  ].map((part) => difference(part, [null, null], 'It is in the backup, and is not given back.'));
}

/** A number that is the same is no difference. */
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
