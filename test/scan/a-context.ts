import type { AwsSession, Clients } from '../../src/aws/aws-session.ts';
import { createGapKeeper, type ScanContext } from '../../src/scan/scan-context.ts';

/** A scan's context in which nothing but the given clients can be called. */
export function aScanContext(clients: Partial<Clients>): ScanContext {
  const emit = () => undefined;
  const session: Partial<AwsSession> = {
    clients: clients as Clients,
    account: '123456789012',
    now: () => new Date('2026-11-22T12:00:00.000Z'),
  };
  const lists = {
    kinds: [],
    regions: [],
    ignoreHomes: [],
    ignoreRegions: [],
    ignoreStages: [],
    abandoned: [],
  };
  return {
    session: session as AwsSession,
    clock: { now: () => new Date(), sleep: async () => undefined },
    signal: new AbortController().signal,
    options: { ...lists, emit, files: new Map() },
    gaps: createGapKeeper(emit),
  };
}
