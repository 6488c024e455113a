import { later } from '../../test/account/stage.ts';
import type { Size } from './size.ts';

/** When the account stands; everything else is so long before. */
export const accountNow = '2026-11-22T12:00:00.000Z';

const apps = ['shop', 'blog', 'portal', 'admin', 'docs'] as const;
export const regions = ['us-east-1', 'eu-west-1', 'us-west-2'] as const;
export const homeRegions = ['us-east-1', 'eu-west-1'] as const;

const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;
const secondsBetweenRuns = 6 * hourSeconds;

/** One stage of the account, before anything is made for it. */
export interface StagePlan {
  readonly index: number;
  readonly app: string;
  readonly stage: string;
  readonly region: (typeof homeRegions)[number];
  readonly removed: boolean;
  /** When each run takes its lock, oldest first; a removed stage's last is its `remove`. */
  readonly runs: readonly string[];
  /** When its resources were last changed: within the newest deploy. */
  readonly changedAt: string;
  /** A site that its first runs list, so many of them; null: it has none. */
  readonly leftAfter: number | null;
}

/** All stages, removed ones first. Removals lie between one day and most of a year back. */
export function stagesOf(size: Size): readonly StagePlan[] {
  return Array.from({ length: size.removedStages + size.liveStages }, (_, index) =>
    stageAt(index, size),
  );
}

function stageAt(index: number, size: Size): StagePlan {
  const removed = index < size.removedStages;
  const appIndex = index % apps.length;
  const ageSeconds = removed
    ? (1 + index * 2) * daySeconds
    : (index % 48) * hourSeconds + daySeconds;
  const newest = later(accountNow, -ageSeconds);
  const isLong = index === size.removedStages + size.liveStages - 1;
  const count = isLong ? size.longRuns : size.runs;
  const runs = Array.from({ length: count }, (_, run) =>
    later(newest, -(count - 1 - run) * secondsBetweenRuns),
  );
  const deploys = removed ? runs.slice(0, -1) : runs;
  return {
    index,
    app: apps[appIndex] ?? apps[0],
    stage: removed ? `pr-${100 + index}` : `dev-${index}`,
    // An app is deployed to one region: three of the five live in the first.
    region: homeRegions[appIndex < 3 ? 0 : 1],
    removed,
    runs,
    changedAt: later(deploys.at(-1) ?? newest, 60),
    leftAfter: isLong ? Math.floor(count / 4) : null,
  };
}
