import type { AccountData, Fault, MemberData } from 'simulated-aws';
import { anAccount } from '../../test/account/account.ts';
import { asMember, emptyAccount, numbered } from '../../test/account/organization.ts';
import { aSite, aUserBucket } from '../../test/account/sites.ts';

/** The accounts that are unlike the others, by their place in the list. */
export const special = {
  denied: [10, 20, 30, 40, 50],
  throttled: 60,
  empty: 70,
  elsewhere: 80,
  owner: 90,
  user: 91,
} as const;

export const idOf = (index: number) => String(200_000_000_000 + index);

/** Accounts of 1 to 20 stages, of which every other one is removed and left its site and a bucket behind. */
export function members(count: number): readonly MemberData[] {
  return Array.from({ length: count }, (_, index) => memberAt(index));
}

/** The bucket that the owner's first stage left over, and from which the user's distribution serves. */
export const sharedBucket = aUserBucket({
  app: 'app90',
  stage: 'pr-0',
  at: anAccount().ago({ days: 20 }),
}).buckets[0].name;

function memberAt(index: number): MemberData {
  const id = idOf(index);
  if (index === special.empty) return asMember(emptyAccount(id, anAccount().data.now));
  const data = numbered(accountAt(index), id);
  if ((special.denied as readonly number[]).includes(index)) return { data };
  if (index === special.elsewhere) return asMember(data, { leadsTo: idOf(0) });
  return asMember(data);
}

function accountAt(index: number): AccountData {
  const account = anAccount();
  const home = account.home();
  const app = `app${index}`;
  for (let number = 0; number < 1 + ((index * 7) % 20); number += 1) {
    const place = { app, stage: `pr-${number}`, at: account.ago({ days: 20 }) };
    const [site, user] = [aSite(place), aUserBucket(place)];
    account.with(site).with({ buckets: user.buckets });
    const stage = home.stage(app, place.stage);
    stage.deploy(place.at, [...site.entries, ...user.entries]);
    if (number % 2 === 0) stage.remove(account.ago({ days: 10 }));
  }
  if (index === special.user) {
    const origins = [{ domainName: `${sharedBucket}.s3.us-east-1.amazonaws.com` }];
    account.data.cloudfront.distributions.push({ id: 'ESHARESORIGIN1', origins });
  }
  const throttled: Fault = { kind: 'throttle', operation: 'CloudFront.*' };
  return index === special.throttled ? { ...account.data, faults: [throttled] } : account.data;
}
