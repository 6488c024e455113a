import { expiredLocks } from './traces/expiry.ts';
import { failedDeploys } from './traces/failing.ts';
import type { Family } from './family.ts';
import { foreignFronts, movedAliases, namedInEnvironments, usedParts } from './uses/fronts.ts';
import { namedInStates } from './uses/named.ts';
import { copiedHomes } from './homes/copied.ts';
import { hiddenNames } from './others/hidden.ts';
import { deniedBootstraps, otherHomes } from './homes/other-names.ts';
import { remadeLogs } from './uses/logs.ts';
import { lostHomes, reusedNames } from './homes/lost.ts';
import { otherTools, unreadStacks } from './others/neighbours.ts';
import { prunedHistory } from './traces/pruned.ts';
import { longHistories } from './traces/long.ts';
import { oddRecords } from './traces/records.ts';
import { retained } from './traces/retained.ts';
import { shrunkState } from './uses/shrunk.ts';
import { disabledByHand } from './uses/disabled.ts';
import { splitSites } from './uses/split.ts';
import { editedByHand } from './traces/surgery.ts';
import { suspendedVersioning } from './traces/suspended.ts';
import { homeSwitched, killedEarly } from './traces/unfinished.ts';
import { numberedVersions } from './uses/versions.ts';

/** All families but the everyday one, which stood alone before them. */
export const newer: readonly Family[] = [
  killedEarly,
  homeSwitched,
  otherTools,
  unreadStacks,
  otherHomes,
  lostHomes,
  copiedHomes,
  hiddenNames,
  movedAliases,
  foreignFronts,
  usedParts,
  namedInStates,
  shrunkState,
  remadeLogs,
  reusedNames,
  prunedHistory,
  numberedVersions,
  failedDeploys,
  retained,
  expiredLocks,
  editedByHand,
  suspendedVersioning,
  deniedBootstraps,
  splitSites,
  disabledByHand,
  longHistories,
];

/**
 * In these something live is still called a leftover: two homes that deploy one stage in the same three
 * minutes, and buckets that only the environment of a foreign function names (docs/decisions.md). They are
 * lived when asked for by name.
 */
export const unheld: readonly Family[] = [oddRecords, namedInEnvironments];
