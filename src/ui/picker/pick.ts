import type { Finding } from '../../model/finding.ts';

/** One resource of the list, and whether it may be ticked there. */
export interface Listed {
  readonly finding: Finding;
  /** `safe`: ticked at first and together with others. `single`: ticked on its own only. `read`: never ticked. */
  readonly ticking: 'safe' | 'single' | 'read';
  /** Why it is not `safe`; null where it is. */
  readonly note: string | null;
  /** Number of its versions that go with it. */
  readonly versions: number;
}

/** Everything that is asked about in the list. */
export interface PickList {
  readonly picks: readonly Listed[];
  readonly account: string;
  /** ISO: ages are counted up to then. */
  readonly now: string;
  /** How the list was left; null: it is shown for the first time. */
  readonly left: LeftList | null;
  /** Why the list is shown again; null: it is shown for the first time. */
  readonly message: string | null;
}

/** The ticks of a list from which somebody went back. */
interface LeftList {
  readonly ticked: readonly string[];
  /** Keys of all rows that it had: rows that are new in the next list are ticked as at first. */
  readonly seen: readonly string[];
}

/** The list's own rail, whatever its data says: only these two verdicts are ever ticked. */
export function mayBeTicked({ finding, ticking }: Listed): boolean {
  return ticking !== 'read' && isChoosable(finding);
}

/** Ticked at first, by `a`, and with its group. */
export function isSafe(pick: Listed): boolean {
  return pick.ticking === 'safe' && pick.finding.verdict === 'leftover' && mayBeTicked(pick);
}

export function isChoosable({ verdict }: Listed['finding']): boolean {
  return verdict === 'leftover' || verdict === 'retained';
}
