import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type AccountData, type DistributionData } from 'simulated-aws';
import { hidesNames, unreadAccountsGap } from '../../../src/model/account-gaps.ts';
import type { AccountNames } from '../../../src/model/elsewhere.ts';
import type { Gap } from '../../../src/model/gap.ts';
import { createNameWords } from '../../../src/sst/name-words.ts';
import { accountNames } from '../../../src/survey/account-names.ts';
import { accountId, anAccount, type AccountBuilder } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { numbered } from '../../account/organization.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';

const other = '222222222222';

/** What another account names: one with these things in it. */
async function namesIn(
  given: (account: AccountBuilder) => void,
  id = other,
): Promise<AccountNames> {
  const account = anAccount();
  given(account);
  const words = createNameWords();
  // A text of the test may name the account that is looked at.
  const data = JSON.stringify(numbered(account.data, id)).replaceAll('(looked at)', accountId);
  const aws = createSimulatedAws(JSON.parse(data) as AccountData);
  const { inventory } = await looking(account, { aws, words });
  return accountNames(inventory, words);
}

const serving = (distribution: Omit<DistributionData, 'id'>) => (account: AccountBuilder) =>
  void account.data.cloudfront.distributions.push({ id: 'EOTHER00000001', ...distribution });

/** A stage that lives, and whose state has this text in an output. */
const stating = (text: string) => (account: AccountBuilder) => {
  const entry = { type: 'aws:ssm/parameter:Parameter', name: 'P', id: '/p', outputs: { text } };
  account
    .home('eu-west-1')
    .stage('shop', 'prod')
    .deploy(account.ago({ days: 5 }), [entry]);
};

/** A removed stage left its site and a bucket of its user behind. */
function leftBehind() {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) };
  const [site, user] = [aSite(place), aUserBucket(place)];
  account.with(site).with({ buckets: user.buckets });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...site.entries, ...user.entries])
    .remove(account.ago({ days: 10 }));
  const [distribution] = account.data.cloudfront.distributions;
  const [code] = account.data.cloudfront.functions;
  return {
    account,
    bucket: user.buckets[0].name,
    distribution: distribution ?? { id: 'none' },
    code: code?.name ?? 'none',
  };
}

async function told(
  account: AccountBuilder,
  id: string,
  names: readonly AccountNames[],
  gaps: readonly Gap[] = [],
): Promise<string> {
  const finding = (await looking(account, { others: { names, gaps } })).of(id);
  return [said(finding), ...finding.evidence.map(({ code }) => code)]
    .filter((word, index) => index === 0 || /elsewhere|gap/.test(word))
    .join(' ');
}

describe('what a removed stage left', () => {
  it('is a leftover where no other account names it', async () => {
    const { account, bucket, distribution, code } = leftBehind();
    const names = [await namesIn(stating('nothing of it'))];
    for (const id of [bucket, distribution.id, code])
      expect(await told(account, id, names)).toMatch(/^leftover/);
  });

  it('lives where a distribution of another account has it as an origin', async () => {
    const { account, bucket, distribution } = leftBehind();
    const alias = 'cdn.acme.example';
    Object.assign(distribution, { aliases: [`*.${alias}`] });
    const origins = [
      { domainName: `${bucket}.s3.eu-west-1.amazonaws.com` },
      { domainName: `www.${alias}` },
    ];
    const names = [await namesIn(serving({ origins }))];
    expect(await told(account, bucket, names)).toBe('live (5) used-elsewhere');
    expect(await told(account, distribution.id, names)).toBe('live (5) used-elsewhere');
  });

  it('lives where a current state of another account names it', async () => {
    const { account, bucket } = leftBehind();
    const named = await namesIn(stating(JSON.stringify({ to: `s3://${bucket}/uploads` })));
    expect(await told(account, bucket, [named])).toBe('live (5) named-elsewhere');
  });

  it('lives where a role of another account lets it in, or its own role', async () => {
    const { account, code } = leftBehind();
    const arn = `arn:aws:cloudfront::(looked at):function/${code}`;
    const named = await namesIn(stating(`{"arn":"${arn}"}`));
    expect(await told(account, code, [named])).toBe('live (5) named-elsewhere');
  });

  it('is not saved by the name alone, where any account may have the same', async () => {
    const { account, code } = leftBehind();
    const same = await namesIn(stating(code));
    const theirs = await namesIn(stating(`arn:aws:cloudfront::${other}:function/${code}`));
    expect(await told(account, code, [same, theirs])).toMatch(/^leftover/);
  });

  it('is not saved by what its own account names', async () => {
    const { account, bucket } = leftBehind();
    const own = await namesIn(stating(bucket), accountId);
    expect(await told(account, bucket, [own])).toMatch(/^leftover/);
  });
});

describe('an account that could not be read', () => {
  const gap = unreadAccountsGap([other]);

  it('makes buckets unknown, of whose use nothing else tells, and nothing else', async () => {
    const { account, bucket, distribution, code } = leftBehind();
    const gaps = gap ? [gap] : [];
    expect(await told(account, bucket, [], gaps)).toBe('unknown (7) gap');
    for (const id of [distribution.id, code])
      expect(await told(account, id, [], gaps)).toMatch(/^leftover/);
  });

  it('is one whose distributions or homes were not read, and none whose one stage was not', async () => {
    const account = anAccount();
    account.data.faults = [{ kind: 'deny', operation: 'CloudFront.ListDistributions' }];
    expect(hidesNames((await looking(account)).inventory.gaps)).toBe(true);
    const damaged = anAccount();
    const object = { key: 'app/shop/prod.json', at: damaged.ago({ days: 5 }), body: 'no state' };
    damaged.home().stage('shop', 'prod').object(object);
    expect(hidesNames((await looking(damaged)).inventory.gaps)).toBe(false);
  });
});

describe('an idle stage', () => {
  it('is needed where a distribution of another account has its bucket as an origin', async () => {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const uploads = aUserBucket({ app: 'acme', stage: 'standby', at });
    account.with(uploads).home().stage('acme', 'standby').deploy(at, uploads.entries);
    const domainName = `${uploads.buckets[0].name}.s3.us-east-1.amazonaws.com`;
    const names = [await namesIn(serving({ origins: [{ domainName }] }))];
    const isInQuestion = () => true;
    const alone = await looking(account, { isInQuestion });
    const beside = await looking(account, { isInQuestion, others: { names, gaps: [] } });
    expect(alone.stages.flatMap(({ use }) => use)).toEqual([]);
    expect(beside.stages.flatMap(({ use }) => use?.map(({ code }) => code))).toEqual([
      'used-elsewhere',
    ]);
  });
});
