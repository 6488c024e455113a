import type { Finding } from '../model/finding.ts';
import type { ExclusionReason } from '../model/plan.ts';
import { distributionsThatStay } from '../model/stage-distributions.ts';
import type { AccountIndex } from './account-index.ts';

/** Kept because of something else that stays. */
export interface HoldBack {
  readonly reason: ExclusionReason;
  readonly detail: string;
  /** Findings that would have to go as well; null: this tool may not take them. */
  readonly companions: readonly Finding[] | null;
}

/** One reason why a resource cannot go without another. */
export interface HoldBackRule {
  readonly reason: ExclusionReason;
  find(finding: Finding, index: AccountIndex, goes: (key: string) => boolean): HoldBack | null;
}

export const holdBackRules: readonly HoldBackRule[] = [
  {
    reason: 'referenced',
    find(finding, index, goes) {
      const staying = index
        .usersOf(finding)
        .filter((user) => !goesAway(index.resolve(user), index, goes));
      if (staying.length === 0) return null;
      return {
        reason: 'referenced',
        detail: `${listed(staying)} ${staying.length === 1 ? 'uses it and stays' : 'use it and stay'}.`,
        companions: allFound(staying.map(index.resolve)),
      };
    },
  },
  {
    // Deleting a function deletes all its versions, so one that must stay keeps the function.
    reason: 'referenced',
    find(finding, index) {
      const kept = index
        .versionsOf(finding)
        .filter(({ verdict }) => verdict !== 'leftover' && verdict !== finding.verdict);
      if (kept.length === 0) return null;
      return {
        reason: 'referenced',
        detail: `Its version ${listed(kept.map(({ id }) => id))} is ${kept[0]?.verdict} and would go with it.`,
        companions: null,
      };
    },
  },
  {
    // A released bucket name can be taken by anyone, and a route would lead there.
    reason: 'routed',
    find(finding, index, goes) {
      const staying = finding.routedFrom.filter(
        (store) => !goesAway(index.resolve(store), index, goes),
      );
      if (staying.length === 0) return null;
      return {
        reason: 'routed',
        detail: `A route in ${listed(staying)} still leads to it.`,
        companions: allFound(staying.map(index.resolve)),
      };
    },
  },
  {
    reason: 'distribution-stays',
    find(finding, index, goes) {
      if (!index.waitsForDistributions(finding)) return null;
      const staying = distributionsThatStay(finding, index.distributionsOf(finding), goes);
      if (staying.length === 0) return null;
      return {
        reason: 'distribution-stays',
        detail: `The distribution ${listed(staying.map(({ id }) => id))} of its stage stays and may reach it.`,
        companions: staying,
      };
    },
  },
];

/** It is planned itself, or goes with the function whose version it is. */
export function goesAway(
  finding: Finding | null,
  index: AccountIndex,
  goes: (key: string) => boolean,
): boolean {
  if (finding === null) return false;
  const owner = index.functionOf(finding);
  return goes(finding.key) || (owner !== null && goes(owner.key));
}

/**
 * Takes out of the wanted findings those that cannot go, until nothing changes: each that stays may keep
 * others. Returns the reason of each that was taken out.
 */
export function holdBack(
  wanted: ReadonlySet<string>,
  index: AccountIndex,
  rules: readonly HoldBackRule[] = holdBackRules,
): ReadonlyMap<string, HoldBack> {
  const going = new Set(wanted);
  const held = new Map<string, HoldBack>();
  const goes = (key: string) => going.has(key);
  for (let before = -1; before !== held.size;) {
    before = held.size;
    for (const finding of index.findings) {
      if (!goes(finding.key)) continue;
      const found = firstHoldBack(finding, index, { goes, rules });
      if (!found) continue;
      held.set(finding.key, found);
      going.delete(finding.key);
    }
  }
  return held;
}

function firstHoldBack(
  finding: Finding,
  index: AccountIndex,
  {
    goes,
    rules = holdBackRules,
  }: { goes: (key: string) => boolean; rules?: readonly HoldBackRule[] },
): HoldBack | null {
  for (const rule of rules) {
    const found = rule.find(finding, index, goes);
    if (found) return found;
  }
  return null;
}

function allFound(findings: readonly (Finding | null)[]): readonly Finding[] | null {
  const found = findings.filter((finding) => finding !== null);
  return found.length === findings.length ? found : null;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
