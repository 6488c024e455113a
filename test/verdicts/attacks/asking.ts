import { createSimulatedAws, type Fault } from 'simulated-aws';
import { type AccountBuilder } from '../../account/account.ts';
import { looking, type LookingOptions, type Looked, said } from '../../account/looking.ts';

export async function withFault(
  account: AccountBuilder,
  fault: Fault,
  options: LookingOptions = {},
): Promise<Looked> {
  return looking(account, {
    ...options,
    aws: createSimulatedAws({ ...account.data, faults: [fault] }),
  });
}

export function say(looked: Looked, id: string): string | null {
  return looked.has(id) ? said(looked.of(id)) : null;
}

/** Takes objects of a prefix out of a home: what a lifecycle rule, retention or a hand does. */
export function erase(home: ReturnType<AccountBuilder['home']>, prefix: string): void {
  home.bucket.objects = (home.bucket.objects ?? []).filter(({ key }) => !key.startsWith(prefix));
}

export const aBucketIn = (account: AccountBuilder, region: string) =>
  account.with({
    buckets: [{ name: `plain-${region}`, region, createdAt: account.ago({ days: 500 }) }],
  });
