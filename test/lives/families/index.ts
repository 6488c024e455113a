import { expiredLocks } from './expiry.ts';
import type { Family } from './family.ts';
import { foreignFronts, movedAliases } from './fronts.ts';
import { hiddenNames } from './hidden.ts';
import { deniedBootstraps, otherHomes } from './homes.ts';
import { remadeLogs } from './logs.ts';
import { lostHomes, reusedNames } from './lost.ts';
import { otherTools, unreadStacks } from './neighbours.ts';
import { prunedHistory } from './pruned.ts';
import { oddRecords } from './records.ts';
import { shrunkState } from './shrunk.ts';
import { splitSites } from './split.ts';
import { editedByHand } from './surgery.ts';
import { suspendedVersioning } from './suspended.ts';
import { homeSwitched, killedEarly } from './unfinished.ts';
import { numberedVersions } from './versions.ts';

/** All families but the everyday one, which stood alone before them. */
export const newer: readonly Family[] = [
  killedEarly,
  homeSwitched,
  otherTools,
  unreadStacks,
  otherHomes,
  movedAliases,
  foreignFronts,
  shrunkState,
  remadeLogs,
  prunedHistory,
  numberedVersions,
  lostHomes,
  reusedNames,
];

/** In these something live is still called a leftover: they are lived when asked for by name. */
export const unheld: readonly Family[] = [
  expiredLocks,
  editedByHand,
  suspendedVersioning,
  oddRecords,
  deniedBootstraps,
  hiddenNames,
  splitSites,
];
