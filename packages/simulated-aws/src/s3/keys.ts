/** Object keys in order. Removing leaves a gap that is closed once half of them are gone. */
export interface Keys {
  /** Keys in order; removed ones may still be among them. */
  sorted(): readonly string[];
  add(key: string): void;
  remove(key: string): void;
}

export function createKeys(): Keys {
  let sorted: string[] = [];
  let unsorted: string[] = [];
  const removed = new Set<string>();

  function close(): void {
    sorted = sorted.filter((key) => !removed.has(key));
    removed.clear();
  }

  return {
    sorted() {
      // One late key is put in its place; a bulk of them is sorted once.
      if (unsorted.length === 1) {
        const [key = ''] = unsorted;
        sorted.splice(
          firstIndex(sorted, (other) => other > key),
          0,
          key,
        );
      } else if (unsorted.length > 1) {
        sorted = sorted.concat(unsorted).sort(byCode);
      }
      unsorted = [];
      return sorted;
    },
    add(key) {
      if (!removed.delete(key)) unsorted.push(key);
    },
    remove(key) {
      removed.add(key);
      if (removed.size * 2 > sorted.length + unsorted.length) {
        this.sorted();
        close();
      }
    },
  };
}

/** The index of the first item for which a condition holds that, once true, stays true. */
export function firstIndex(
  sorted: readonly string[],
  holds: (item: string) => boolean,
  from = 0,
): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

// S3 orders keys by their UTF-8 bytes: no locale, capitals first.
function byCode(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
