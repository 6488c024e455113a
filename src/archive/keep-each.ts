import pLimit from 'p-limit';

import { classifyFailure } from '../aws/failures.ts';
import type { NamedVersion } from '../kinds/s3-bucket/emptying/kept-pages.ts';
import type { CallContext } from '../aws/call-context.ts';
import type { ArchivedHeaders, NotArchived } from '../kinds/object-archive.ts';
import { indexLine } from './index-lines.ts';

const objectsAtOnce = 8;
const retryDelaysMs = [1_000, 5_000];
const passing: ReadonlySet<string> = new Set(['throttled', 'transient']);

/**
 * Keeps a page of versions, then writes their lines into the index: a version without a line is as good as
 * not archived. A version that is gone by now was deleted by somebody else, and needs no keeping.
 */
export async function keepEach(
  versions: readonly NamedVersion[],
  context: CallContext,
  to: {
    keep(version: NamedVersion): Promise<ArchivedHeaders | null>;
    index(lines: string): Promise<void>;
  },
): Promise<readonly NotArchived[]> {
  const { signal } = context;
  const limit = pLimit(objectsAtOnce);
  /** A connection may end in the middle of an object: no retry of a call begins the object anew. */
  const keepPatiently = async (version: NamedVersion) => {
    for (const delayMs of retryDelaysMs) {
      try {
        return await to.keep(version);
      } catch (error) {
        signal.throwIfAborted();
        if (!passing.has(classifyFailure(error).class)) throw error;
        await context.clock.sleep(delayMs, signal);
      }
    }
    return to.keep(version);
  };
  const missing: NotArchived[] = [];
  const lines = await Promise.all(
    versions.map((version) =>
      limit(async () => {
        try {
          const headers = version.deleteMarker ? null : await keepPatiently(version);
          return indexLine(version, headers);
        } catch (error) {
          signal.throwIfAborted();
          const { key, versionId } = version;
          const { code, message } = classifyFailure(error);
          if (code !== 'NoSuchVersion' && code !== 'NoSuchKey')
            missing.push({ key, versionId, code, message });
          return '';
        }
      }),
    ),
  );
  const written = lines.join('');
  if (written !== '') await to.index(written);
  return missing;
}
