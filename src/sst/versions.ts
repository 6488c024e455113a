/**
 * Whether this SST is older than `than` (`3.4.0`). A record without a version, or with one that does not
 * parse, counts as the oldest. Tags of 4.0.0 to 4.1.0 have no leading `v`.
 */
export function isOlderSst(version: string | null, than: string): boolean {
  const [known, limit] = [numbersOf(version ?? ''), numbersOf(than)];
  if (known === null || limit === null) return true;
  const at = known.findIndex((part, index) => part !== limit[index]);
  return at !== -1 && (known[at] ?? 0) < (limit[at] ?? 0);
}

function numbersOf(version: string): readonly [number, number, number] | null {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return major === undefined ? null : [Number(major), Number(minor), Number(patch ?? 0)];
}

/**
 * From 3.4.0 on the state is pushed while a run is at work, within seconds of each change, and for the last
 * time before the record is completed. Until then one push came at the very end, after the record.
 */
export function pushesWhileAtWork(version: string | null): boolean {
  return !isOlderSst(version, '3.4.0');
}
