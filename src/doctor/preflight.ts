import type { Preflight } from '../model/diagnosis.ts';
import type { Facts } from './facts.ts';

/** Conditions that come before any cause: the right account, and all of it readable. */
export function preflight(facts: Facts, usedProfile: string): Preflight {
  const { inventory, project } = facts;
  const denied = inventory.gaps.filter(({ cause }) => cause === 'denied');
  return {
    caller: inventory.caller,
    profile: { used: usedProfile, named: project?.profile ?? null },
    denied: [...new Set(denied.map(({ operation }) => operation))].sort(),
  };
}
