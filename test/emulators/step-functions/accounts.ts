import { acceleratedClock, createSimulatedOrganization } from 'simulated-aws';
import type { AccountData, Fault, SimulatedOrganization } from 'simulated-aws';
import { asMember, callersAccount, emptyAccount, numbered } from '../../account/organization.ts';
import { smallAccount } from '../../e2e/small-account.ts';

export const externalId = 'ours';

/** A removed stage that left a distribution and its function; a stage that lives. */
export function withDistribution(id: string): AccountData {
  return numbered(smallAccount(), id);
}

/** A removed stage that left a function; nothing has to be waited for. */
export function withFunction(id: string, faults: readonly Fault[] = []): AccountData {
  const { cloudfront, ...data } = smallAccount();
  const functions = { functions: cloudfront?.functions ?? [] };
  return { ...numbered({ ...data, cloudfront: functions }, id), faults: [...faults] };
}

/** The bucket of the template, in the engine's account. */
export const engineBucket = 'engine-state';

export interface Company {
  readonly organization: SimulatedOrganization;
  /** Lets so much time pass at once, in milliseconds. */
  pass(milliseconds: number): void;
}

/** The engine's account and these; each lets the caller in by the role `sweeper` and the external id. */
export function companyOf(
  accounts: readonly AccountData[],
  locked: readonly AccountData[] = [],
): Company {
  const members = accounts.map((data) => asMember(data, { externalId }));
  const buckets = [{ name: engineBucket, region: 'us-east-1' }];
  const first = { data: { ...emptyAccount(callersAccount), s3: { buckets } } };
  const closed = locked.map((data) => ({ data }));
  // As fast as any other: what takes AWS minutes is not over when a slice ends.
  const running = acceleratedClock({ start: new Date(first.data.now), speed: 1 });
  let passed = 0;
  const clock = { ...running, now: () => new Date(running.now().getTime() + passed) };
  return {
    organization: createSimulatedOrganization([first, ...members, ...closed], { clock }),
    pass: (milliseconds) => void (passed += milliseconds),
  };
}
