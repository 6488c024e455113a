import type { Preflight } from '../model/diagnosis.ts';
import type { Facts } from './facts.ts';

/** What must be right before any cause is worth a look: whose account it is, and what could be read. */
export function preflight(facts: Facts, usedProfile: string): Preflight {
  const { inventory, project } = facts;
  const denied = inventory.gaps.filter(({ cause }) => cause === 'denied');
  return {
    caller: inventory.caller,
    profile: { used: usedProfile, named: project?.profile ?? null },
    denied: [...new Set(denied.map(({ operation }) => operation))].sort(),
  };
}
