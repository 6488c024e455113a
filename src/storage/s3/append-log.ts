import { UserError } from '../../model/errors.ts';
import type { AppendLog } from '../files.ts';
import type { Lease } from './lease.ts';
import type { StateObjects } from './state-objects.ts';

/**
 * S3 appends nothing, so each flush writes the whole object, on the condition that it is as the flush before
 * left it. Lines that arrive meanwhile are flushed together.
 */
export async function s3AppendLog(
  path: string,
  { objects, lease }: { objects: StateObjects; lease: () => Lease | null },
): Promise<AppendLog> {
  const there = await objects.get(path);
  let text = new TextDecoder().decode(there?.content);
  let etag = there?.etag ?? null;
  let pending = text === '' || text.endsWith('\n') ? '' : '\n';
  let flushing: Promise<void> | null = null;

  async function flush(): Promise<void> {
    const added = pending;
    pending = '';
    flushing = null;
    try {
      lease()?.refuseLost();
      await write(text + added);
    } catch (error) {
      // Whether it was written is not known: the next flush holds it too.
      pending = added + pending;
      throw error;
    }
    await lease()?.confirm();
  }

  async function write(whole: string): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const next = await objects.put(path, whole, etag === null ? 'nothing' : { etag });
      if (next !== null) {
        text = whole;
        etag = next;
        return;
      }
      // An earlier flush that was given up may have arrived after all.
      const found = await objects.get(path);
      const known = new TextDecoder().decode(found?.content);
      if (!found || !known.startsWith(text) || !whole.startsWith(known)) break;
      etag = found.etag;
    }
    throw new UserError('STATE_CHANGED', `Somebody else writes ${objects.location(path)}.`, {
      hint: 'Nothing more was changed. Look into the bucket, then run it again.',
    });
  }

  let last = Promise.resolve();
  return {
    append(line) {
      pending += line;
      if (!flushing) {
        flushing = last.then(flush);
        last = flushing.catch(() => undefined);
      }
      return flushing;
    },
    close: () => last,
  };
}
