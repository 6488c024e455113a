import { createHash } from 'node:crypto';

/** The paths of one sweep's files, below the state directory. */
export interface SweepPaths {
  readonly folder: string;
  readonly plan: string;
  readonly journal: string;
  readonly result: string;
  readonly backup: string;
  /** The journal of restores of this sweep. */
  readonly restore: string;
  /** Where objects were archived. */
  readonly archive: string;
}

export function sweepPaths(account: string, sweep: string): SweepPaths {
  const folder = `${accountFolder(account)}/${fileName(sweep)}`;
  return {
    folder,
    plan: `${folder}/plan.json`,
    journal: `${folder}/journal.ndjson`,
    result: `${folder}/result.json`,
    backup: `${folder}/backup`,
    restore: `${folder}/restore.ndjson`,
    archive: `${folder}/archive.json`,
  };
}

/** Below it a folder for each account, and in that one for each sweep. */
export const sweepsFolder = 'sweeps';

export function accountFolder(account: string): string {
  return `${sweepsFolder}/${fileName(account)}`;
}

/** One sweep at a time per account on this machine. */
export function lockPath(account: string): string {
  return `${accountFolder(account)}/lock`;
}

/** A name that every file system takes and that leads nowhere else: ids may hold slashes and dots. */
export function fileName(name: string): string {
  const safe = encodeURIComponent(name)
    .replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'))
    .replaceAll('*', '%2A');
  if (safe.length <= 150) return safe;
  return `${safe.slice(0, 100)}-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
