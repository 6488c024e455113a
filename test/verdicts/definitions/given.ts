import type { DistributionData } from 'simulated-aws';
import { type AccountBuilder, anAccount, type HomeBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { aUserBucket, type Site } from '../../account/sites.ts';
import { later, type RunOptions, type StageBuilder } from '../../account/stage.ts';

/** A stage `acme/<stage>` that was deployed 20 days ago with all of this, and removed 3 days ago. */
export function removed(
  account: AccountBuilder,
  home: HomeBuilder,
  entries: readonly Entry[],
  stage = 'pr-1',
): StageBuilder {
  return home
    .stage('acme', stage)
    .deploy(account.ago({ days: 20 }), entries)
    .remove(account.ago({ days: 3 }));
}

/** A bucket that the removed stage `acme/pr-1` left behind, and how another state lists it as imported. */
export function leftBehind() {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  account.with(uploads);
  home
    .stage('acme', 'pr-1')
    .deploy(at, uploads.entries)
    .remove(account.ago({ days: 9 }));
  // SST puts no tags on what is imported.
  const imported = uploads.entries.map((entry) => ({ ...entry, importID: entry.id ?? '' }));
  return { account, home, imported, id: uploads.buckets[0].name };
}

/** Not a deploy: what begins so is no complete history, and row 15 has its say. */
export const beginning = (account: AccountBuilder): RunOptions => ({
  at: account.ago({ days: 30 }),
  command: 'refresh',
  entries: [],
});

/** A deploy that was cut short, with what it had left in the state: what departed in it is not proven. */
export const cutShort = (
  account: AccountBuilder,
  days: number,
  entries: readonly Entry[] = [],
): RunOptions => ({
  at: account.ago({ days }),
  completed: false,
  unlockedAt: account.ago({ days, hours: -1 }),
  entries,
});

/**
 * A time between the first push of that deploy and its last: what was made then it may have made without
 * a record, and what was made beside a run that completed, or before it pushed, is somebody else's.
 */
export const betweenPushes = (account: AccountBuilder, days: number): string =>
  later(account.ago({ days }), 60);

/** A distribution that is nobody's, with one origin. */
export function aForeigner(
  account: AccountBuilder,
  domainName: string,
  more: Partial<DistributionData> = {},
): DistributionData {
  return {
    id: 'EFOREIGN0000001',
    origins: [{ id: 'o', domainName }],
    behaviors: [{ originId: 'o' }],
    modifiedAt: account.ago({ days: 100 }),
    ...more,
  };
}

/** Its ids, in the order of its parts: distribution, function, bucket. */
export function idsOf(site: Site): readonly [string, string, string] {
  return [site.distributions[0].id, site.functions[0].name, site.buckets[0].name];
}

/** A site without the distribution that uses its function: the function stands alone. */
export function unused(site: Site): Pick<Site, 'functions' | 'entries'> {
  return { functions: site.functions, entries: site.entries };
}

export const giveUp = (stage: string, more: { update?: string; bucket?: string } = {}) => ({
  match: {
    abandon: [{ bucket: more.bucket ?? null, app: 'acme', stage, update: more.update ?? null }],
  },
});
