import {
  type Flag,
  flag,
  type ForeignCommand,
  foreignCommand,
  ownCommand,
  type OwnCommand,
} from '../model/command.ts';
import type { Finding } from '../model/finding.ts';
import { sweepFor, type SweepFor } from '../plan/sweep-for.ts';
import type { Facts } from './facts.ts';

/** Asks the plan itself, so that the sweep that is printed takes exactly these findings. */
export function sweepOf(wanted: readonly Finding[], facts: Facts): SweepFor {
  const { inventory, findings, unattended, planContext } = facts;
  return sweepFor(wanted, {
    findings,
    kinds: inventory.kinds,
    options: {
      unattended,
      minConfidence: 'high',
      includeRetained: false,
      deleteData: false,
      allowTraffic: false,
      maxDeletions: 50,
      maxShare: null,
      quarantineMs: null,
      typed: [],
      apps: [],
      stages: [],
      ticked: null,
      confirmed: [],
      wantedStages: [],
    },
    context: { ...planContext, accountPinned: true },
  });
}

/** Shows every fact about one resource. */
export function explainCommand(id: string): OwnCommand {
  return ownCommand('explain', { operands: [id] });
}

/** Shows the leftovers of a removed stage. */
export function scanOfStage(stage: string): OwnCommand {
  return ownCommand('scan', { flags: [flag('--stage', stage)] });
}

/** The AWS CLI prints only the members that the query chooses, as text. */
export function awsText(
  [service, operation]: readonly [service: string, operation: string],
  query: string,
  flags: readonly Flag[] = [],
): ForeignCommand {
  return foreignCommand('aws', [service, operation], {
    flags: [...flags, flag('--query', query), flag('--output', 'text')],
  });
}
