import { bootstraps } from './definitions/bootstraps.ts';
import { callers } from './definitions/callers.ts';
import { comparisons } from './definitions/comparisons.ts';
import { disabled } from './definitions/disabled.ts';
import { engine } from './definitions/engine.ts';
import { fronts } from './definitions/fronts.ts';
import { gaps } from './definitions/gaps.ts';
import { functions } from './definitions/functions.ts';
import { otherAccounts } from './definitions/other-accounts.ts';
import { notices } from './definitions/notices.ts';
import { printed } from './definitions/printed.ts';
import { runAgain } from './definitions/run-again.ts';
import { hardening } from './definitions/hardening.ts';
import { handovers } from './definitions/handovers.ts';
import { history } from './definitions/history.ts';
import { looks } from './definitions/looks.ts';
import { makers } from './definitions/makers.ts';
import { quarantine } from './definitions/quarantine.ts';
import { runs } from './definitions/runs.ts';
import { shared } from './definitions/shared.ts';
import { signs } from './definitions/signs.ts';
import { snapshots } from './definitions/snapshots.ts';
import { stageRemovals } from './definitions/stage-removals.ts';
import { stages } from './definitions/stages.ts';
import { stateOnS3 } from './definitions/state-on-s3.ts';
import { unseen } from './definitions/unseen.ts';
import { traffic } from './definitions/traffic.ts';
import type { Mutation } from './mutation.ts';
import { busy } from './rows/busy.ts';
import { doubt } from './rows/doubt.ts';
import { leftover } from './rows/leftover.ts';
import { standing } from './rows/standing.ts';
import { unrecorded } from './rows/unrecorded.ts';
import { use } from './rows/use.ts';

/** What the design says, clause by clause: `npm run test:mutations` takes each out and sees a test fail. */
export const mutations: readonly Mutation[] = [
  ...standing,
  ...use,
  ...fronts,
  ...busy,
  ...doubt,
  ...disabled,
  ...hardening,
  ...leftover,
  ...unrecorded,
  ...history,
  ...runs,
  ...snapshots,
  ...stages,
  ...stageRemovals,
  ...comparisons,
  ...notices,
  ...signs,
  ...traffic,
  ...functions,
  ...makers,
  ...bootstraps,
  ...shared,
  ...callers,
  ...handovers,
  ...gaps,
  ...otherAccounts,
  ...printed,
  ...quarantine,
  ...runAgain,
  ...stateOnS3,
  ...looks,
  ...engine,
  ...unseen,
];
