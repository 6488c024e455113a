import { traceTags } from '../../model/own-tags.ts';
import type { Tags } from '../../model/resource.ts';
import type { Difference } from '../../model/restore.ts';
import { difference, savedJson } from './restoring.ts';
import type { SavedResource } from './restoring.ts';

const traces: ReadonlySet<string> = new Set(Object.values(traceTags));

/**
 * The tags to restore: those of the backup without the sweep's own, and without those that only AWS may
 * write (`aws:`).
 */
export async function savedTags(
  saved: SavedResource,
): Promise<{ readonly tags: Tags; readonly differs: readonly Difference[] }> {
  const found = (await savedJson<Tags>(saved, 'tags.json')) ?? saved.tags;
  const why = saved.missing('tags.json');
  const entries = Object.entries(found ?? {}).filter(([key]) => !traces.has(key));
  const reserved = entries.filter(([key]) => key.startsWith('aws:'));
  return {
    tags: Object.fromEntries(entries.filter(([key]) => !key.startsWith('aws:'))),
    differs: [
      ...(found === null && why !== null
        ? [difference('tags', [null, null], `They could not be read for the backup: ${why}`)]
        : []),
      ...reserved.map(([key, value]) =>
        difference(`tag ${key}`, [value, null], 'Only AWS writes tags that begin with "aws:".'),
      ),
    ],
  };
}

/** In the form of CloudFront's requests. */
export function tagItems(tags: Tags): { Items: { Key: string; Value: string }[] } {
  return { Items: Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value })) };
}
