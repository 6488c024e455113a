import { setMaxListeners } from 'node:events';

import { openSession } from '../../src/aws/session.ts';
import type { CallContext } from '../../src/aws/call-context.ts';
import type { KindModule, StepContext } from '../../src/kinds/kind-module.ts';
import type { Resource } from '../../src/model/resource.ts';
import { type AccountData, createSimulatedAws, type Fault } from 'simulated-aws';

const now = '2026-11-20T12:00:00.000Z';
export const account = '123456789012';

/** A session in a simulated account, and what its kinds' functions are given. */
export async function signedIn(data: Partial<AccountData> = {}) {
  const aws = createSimulatedAws({
    schema: 'sst-sweep/simulated-account@1',
    account,
    now,
    ...data,
  });
  const session = await openSession({
    env: {},
    region: 'us-east-1',
    clock: aws.clock,
    requestHandler: aws.handler,
    simulated: true,
  });
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const context = (): CallContext => ({ session, clock: aws.clock, signal: controller.signal });
  const progress: string[] = [];
  const step = (given: Partial<StepContext> = {}): StepContext => ({
    ...context(),
    sweep: 'sweep-1',
    newerThan: null,
    stillApproved: async () => null,
    progress: (_done, detail) => progress.push(detail),
    ...given,
  });
  return { aws, session, context, step, progress, controller };
}

export type SignedIn = Awaited<ReturnType<typeof signedIn>>;

export async function listed(
  kind: KindModule,
  { context }: SignedIn,
): Promise<readonly Resource[]> {
  return (await kind.list(context(), 'us-east-1')).resources;
}

/** The one resource of a kind with this id. */
export async function theOne(kind: KindModule, id: string, signed: SignedIn): Promise<Resource> {
  const found = (await listed(kind, signed)).find((resource) => resource.id === id);
  if (!found) throw new Error(`The account lists no ${kind.facts.kind} ${id}.`);
  return found;
}

export function fault(kind: Fault['kind'], operation: string, more: Partial<Fault> = {}): Fault {
  return { kind, operation, ...more };
}
