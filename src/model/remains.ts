import type { Gap } from './gap.ts';

/**
 * The folders of a state bucket, `<folder>/<app>/<stage>...` (SST pkg/project/provider/aws.go):
 * checkpoints, locks, update records (since 3.2.48), snapshots (3.4.0), event logs (3.6.19), summaries
 * and history (until 3.3), secrets, links (3.0).
 */
export const stateFolders = [
  'app',
  'lock',
  'update',
  'snapshot',
  'eventlog',
  'summary',
  'history',
  'secret',
  'link',
] as const;

export type StateFolder = (typeof stateFolders)[number];

/** The files of one stage in one folder of a state bucket. */
export interface StoredFiles {
  readonly folder: StateFolder;
  /** Objects that show; the others lie below a delete marker. */
  readonly objects: number;
  /** Versions that can still be read, those of objects that do not show too. */
  readonly versions: number;
  readonly bytes: number;
}

/**
 * Files that the home keeps of a stage that is gone: evidence of the resources that it owned, reported and
 * never deleted.
 */
export interface StageRemains {
  readonly app: string;
  readonly stage: string;
  readonly region: string;
  /** The home's bucket. Null: nothing but a passphrase is left in that region. */
  readonly home: string | null;
  /**
   * `removed`: by the match. `unknown-stage`: no state mentions it, so a passphrase or secrets may also
   * belong to a stage that is kept elsewhere, or come from `sst diff` and `sst secret set`.
   */
  readonly status: 'removed' | 'unknown-stage';
  /** In the order of `stateFolders`; empty ones are left out. */
  readonly files: readonly StoredFiles[];
  /** The SSM parameter `/sst/passphrase/<app>/<stage>`. Null: its list could not be read. */
  readonly passphrase: boolean | null;
  /** Leftovers of the stage, which these files are the proof of. */
  readonly leftovers: number;
}

/** Stages (`app/stage`) with a passphrase, by region. A region whose list could not be read is not in it. */
export type Passphrases = ReadonlyMap<string, ReadonlyMap<string, Passphrase>>;

/** The SSM parameter that a stage's secrets are encrypted with. Its value is never read. */
export interface Passphrase {
  /** When its newest version was written. */
  readonly setAt: string | null;
  /** How many versions it had; older ones can be read by their number. */
  readonly version: number | null;
}

/** Contents of the homes besides `app/`, `lock/` and `update/`, which every scan lists. */
export interface StateListing {
  readonly folders: readonly {
    readonly bucket: string;
    readonly region: string;
    /** By stage, `app/stage`. */
    readonly counts: ReadonlyMap<string, StoredFiles>;
  }[];
  readonly passphrases: Passphrases;
  /** Apart from the inventory's: no verdict rests on these lists, so a failure here touches none. */
  readonly gaps: readonly Gap[];
}
