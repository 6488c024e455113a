import type { ObjectData } from '../account-s3.ts';
import { createKeys } from './keys.ts';

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** Whole seconds, in milliseconds. */
  readonly at: number;
  readonly deleteMarker: boolean;
  /** The written order over the whole bucket. */
  readonly order: number;
  /** Body, lock and headers, as data. */
  readonly source: ObjectData;
  /** Size and ETag, once somebody asked. */
  digest?: { readonly size: number; readonly etag: string };
  /** Some list has told it. */
  told: boolean;
}

/** All versions of a bucket, for tens of thousands of keys and more. */
export interface Versions {
  readonly count: number;
  /** Keys in order; among them may be some that have no version any more. */
  keys(): readonly string[];
  /** Oldest first. */
  of(key: string): readonly ObjectVersion[];
  /** The version that a plain GET means: it may be a delete marker. */
  current(key: string): ObjectVersion | null;
  find(key: string, versionId: string): ObjectVersion | null;
  add(version: Omit<ObjectVersion, 'order' | 'digest' | 'told'>): void;
  remove(version: ObjectVersion): void;
  /** Where a version stands or stood in the written order: a list goes on behind a deleted marker. */
  orderOf(key: string, versionId: string): number | null;
  /** All versions as they were written. */
  written(): readonly ObjectVersion[];
}

interface Entry {
  readonly versions: ObjectVersion[];
  /** Where its deleted versions stood. */
  removed: Map<string, number> | null;
}

export function createVersions(): Versions {
  const entries = new Map<string, Entry>();
  const keys = createKeys();
  let count = 0;
  let order = 0;

  const of = (key: string): readonly ObjectVersion[] => entries.get(key)?.versions ?? [];
  const find = (key: string, versionId: string) =>
    of(key).findLast((version) => version.versionId === versionId) ?? null;

  function remove(version: ObjectVersion): void {
    const entry = entries.get(version.key);
    const index = entry?.versions.lastIndexOf(version) ?? -1;
    if (!entry || index === -1) return;
    entry.versions.splice(index, 1);
    (entry.removed ??= new Map()).set(version.versionId, version.order);
    count -= 1;
    if (entry.versions.length > 0) return;
    entries.delete(version.key);
    keys.remove(version.key);
  }

  return {
    get count() {
      return count;
    },
    keys: () => keys.sorted(),
    of,
    current: (key) => of(key).at(-1) ?? null,
    find,
    add(version) {
      let entry = entries.get(version.key);
      if (!entry) {
        entry = { versions: [], removed: null };
        entries.set(version.key, entry);
        keys.add(version.key);
      }
      order += 1;
      count += 1;
      entry.versions.push({ ...version, order, told: false });
    },
    remove,
    orderOf: (key, versionId) =>
      find(key, versionId)?.order ?? entries.get(key)?.removed?.get(versionId) ?? null,
    written: () =>
      [...entries.values()].flatMap((entry) => entry.versions).sort((a, b) => a.order - b.order),
  };
}
