import type { StepContext } from '../../kind-module.ts';
import type { Refusal } from './object-deletion.ts';
import type { NamedVersion } from './kept-pages.ts';
import type { BucketPlace } from '../versions.ts';
import { isOverwritten } from './write-guard.ts';

export const notArchivedCode = 'NotArchived';

/**
 * Archives versions that are about to be deleted. A version that could not be archived is refused, and
 * stays.
 */
export async function archiveFirst(
  place: BucketPlace,
  versions: readonly NamedVersion[],
  context: StepContext,
): Promise<{ readonly versions: readonly NamedVersion[]; readonly refusals: readonly Refusal[] }> {
  if (!context.archive) return { versions, refusals: [] };
  const missing = await context.archive.keep(place, versions, context);
  if (missing.length === 0) return { versions, refusals: [] };
  const names = new Set(missing.map(nameOf));
  return {
    versions: versions.filter((version) => !names.has(nameOf(version))),
    refusals: missing.map(({ key, versionId, code, message }) => ({
      key,
      versionId,
      code: isOverwritten(code) ? code : notArchivedCode,
      message: `${code}: ${message}`,
    })),
  };
}

function nameOf({ key, versionId }: Pick<NamedVersion, 'key' | 'versionId'>): string {
  return JSON.stringify([key, versionId ?? '']);
}
