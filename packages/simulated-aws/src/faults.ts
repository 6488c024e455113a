import type { Fault } from './account.ts';
import {
  commonRefusal,
  expiredToken,
  inUse,
  mfaRequired,
  pricingPlan,
  staleEtag,
  wrongRegion,
} from './refusals.ts';
import type { Operation, ServiceFault, WireError } from './wire.ts';

/** What a fault does to a call before or after the service sees it. */
type Strike =
  | { readonly effect: 'refuse'; readonly error: WireError }
  | { readonly effect: 'disconnect' }
  | { readonly effect: 'truncate' };

export interface Call {
  readonly operation: Pick<Operation, 'name' | 'action' | 'target'>;
  readonly service: string;
  readonly region: string;
}

export interface Faults {
  /** The first fault of the core's kinds that strikes this call. */
  strike(call: Call): Strike | null;
  /** Whether a fault strikes that only the service can act out. */
  strikeInside(call: Call, kind: ServiceFault): Fault | null;
  /** What is left of the faults, as data. */
  remaining(): Fault[];
}

const serviceFaults: ReadonlySet<string> = new Set<ServiceFault>([
  'empty-page',
  'per-key-error',
  'per-key-denied',
  'per-key-locked',
  'bucket-not-empty-once',
]);

export function createFaults(given: readonly Fault[]): Faults {
  const faults = given.map((fault) => ({ ...fault }));

  function next(call: Call, wanted: (fault: Fault) => boolean): Fault | null {
    return (
      faults.find((fault) => wanted(fault) && matches(fault, call) && isDue(fault, call)) ?? null
    );
  }

  return {
    strike(call) {
      const fault = next(call, ({ kind }) => !serviceFaults.has(kind));
      return fault && strikeOf(fault, call);
    },
    strikeInside: (call, kind) => next(call, (fault) => fault.kind === kind),
    remaining: () => faults.filter(({ times }) => times !== 0).map((fault) => ({ ...fault })),
  };
}

/** No policy can deny a caller to ask who it is (STS API reference). */
const undeniable = 'STS.GetCallerIdentity';

function matches(fault: Fault, { operation, region }: Call): boolean {
  if (fault.kind === 'deny' && operation.name === undeniable) return false;
  if (fault.region !== undefined && fault.region !== region) return false;
  if (fault.target !== undefined && fault.target !== operation.target) return false;
  const parts = fault.operation
    .split('*')
    .map((part) => part.replaceAll(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(operation.name);
}

/** Counts this call against the fault. A kind that ends in `-once` strikes each target once. */
function isDue(fault: Fault, { operation }: Call): boolean {
  if (fault.after) {
    fault.after -= 1;
    return false;
  }
  if (fault.times !== undefined) {
    if (fault.times <= 0) return false;
    fault.times -= 1;
    return true;
  }
  if (!fault.kind.endsWith('-once')) return true;
  const target = operation.target ?? '';
  if (fault.struck?.includes(target)) return false;
  fault.struck = [...(fault.struck ?? []), target];
  return true;
}

function strikeOf(fault: Fault, { operation, service }: Call): Strike {
  switch (fault.kind) {
    case 'deny':
    case 'throttle':
    case 'error':
      return { effect: 'refuse', error: commonRefusal(fault.kind, service, operation.action) };
    case 'stale-etag':
      return { effect: 'refuse', error: staleEtag };
    case 'pricing-plan':
      return { effect: 'refuse', error: pricingPlan };
    case 'mfa-required':
      return { effect: 'refuse', error: mfaRequired };
    case 'wrong-region':
      return { effect: 'refuse', error: wrongRegion };
    case 'expired-token':
      return { effect: 'refuse', error: expiredToken(service) };
    case 'in-use-once':
      return { effect: 'refuse', error: inUse(operation.name, operation.target) };
    case 'disconnect':
      return { effect: 'disconnect' };
    case 'truncate':
      return { effect: 'truncate' };
    case 'empty-page':
    case 'per-key-error':
    case 'per-key-denied':
    case 'per-key-locked':
    case 'bucket-not-empty-once':
      throw new Error(`${fault.kind} is acted out by the service`);
  }
  fault.kind satisfies never;
}
