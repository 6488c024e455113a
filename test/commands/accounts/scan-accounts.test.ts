import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DistributionData, MemberData } from 'simulated-aws';
import { reportsSchema, type ReportsJson } from '../../../src/report/json/schema/reports.ts';
import { anAccount } from '../../account/account.ts';
import { asMember, numbered, organizationOf, sweeper } from '../../account/organization.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { run } from '../../e2e/in-process.ts';

const [first, second, third] = ['111111111111', '222222222222', '333333333333'];

const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: anAccount().ago({ days: 20 }) })
  .buckets[0].name;

/** A removed stage left its site and a bucket of its user behind. */
function leftAccount(id: string) {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) };
  const [site, user] = [aSite(place), aUserBucket(place)];
  account.with(site);
  account.with({ buckets: user.buckets });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...site.entries, ...user.entries])
    .remove(account.ago({ days: 10 }));
  return numbered(account.data, id);
}

/** Nothing of SST's but these distributions. */
function servingAccount(id: string, ...distributions: readonly DistributionData[]) {
  const { data } = anAccount();
  return numbered(
    { ...data, cloudfront: { ...data.cloudfront, distributions: [...distributions] } },
    id,
  );
}

/** A stage that lives, and whose state names this. */
function namingAccount(id: string, name: string) {
  const account = anAccount();
  const entry = {
    type: 'aws:ssm/parameter:Parameter',
    name: 'P',
    id: '/p',
    outputs: { value: name },
  };
  account
    .home('eu-west-1')
    .stage('shop', 'prod')
    .deploy(account.ago({ days: 5 }), [entry]);
  return numbered(account.data, id);
}

async function scanned(
  members: readonly MemberData[],
  words: readonly string[] = [],
): Promise<{ readonly code: number; readonly stderr: string; readonly document: ReportsJson }> {
  const { aws } = organizationOf(members);
  const file = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'accounts.json');
  const accounts = members.map(({ data, name }) => ({ id: data.account, name: name ?? null }));
  writeFileSync(file, JSON.stringify({ role: sweeper, accounts }));
  const line = ['scan', '--demo', '-q', '--json', '--accounts', file, ...words];
  const { code, stdout, stderr } = await run(aws, line);
  return { code, stderr, document: reportsSchema.parse(JSON.parse(stdout)) };
}

/** `leftover`, `live used-elsewhere`: of one resource in one account, with what rests on others. */
function saidOf({ reports }: ReportsJson, account: string, id: string): string {
  const finding = reports
    .find((report) => report.account === account)
    ?.findings.find((each) => each.id === id || each.name === id);
  if (!finding) return 'not listed';
  const foreign = finding.evidence.filter(({ code }) => /elsewhere|gap/.test(code));
  return [finding.verdict, ...foreign.map(({ code }) => code)].join(' ');
}

describe('a scan over several accounts', () => {
  it('is one report, in which each account has its own findings', async () => {
    const { code, document } = await scanned([
      asMember(leftAccount(first)),
      asMember(leftAccount(second)),
      asMember(servingAccount(third)),
    ]);
    expect(document.errors).toEqual([]);
    expect(document.reports.map(({ account, summary }) => [account, summary.leftover > 0])).toEqual(
      [
        [first, true],
        [second, true],
        [third, false],
      ],
    );
    for (const { account, findings } of document.reports)
      for (const { arn } of findings)
        if (arn !== null) expect(arn).not.toMatch(new RegExp(`:(?!${account})\\d{12}:`));
    expect(code).toBe(0);
  });

  it('goes on without an account that lets nobody in, or whose role leads elsewhere', async () => {
    const { code, document } = await scanned([
      asMember(leftAccount(first)),
      { data: servingAccount(second) },
      asMember(servingAccount(third), { leadsTo: first }),
    ]);
    expect(document.reports.map(({ account }) => account)).toEqual([first]);
    expect(document.errors.map((error) => [error.account, error.code])).toEqual([
      [second, 'ROLE_REFUSED'],
      [third, 'ROLE_LEADS_ELSEWHERE'],
    ]);
    expect(code).toBe(3);
  });

  it('could not be run where no account could be read', async () => {
    const { code } = await scanned([{ data: servingAccount(first) }]);
    expect(code).toBe(2);
  });
});

describe('a bucket that its stage left over', () => {
  const withOrigin = {
    id: 'EOTHER00000001',
    origins: [{ domainName: `${bucket}.s3.amazonaws.com` }],
  };

  it('is a leftover where no other account names it', async () => {
    const { document } = await scanned([
      asMember(leftAccount(first)),
      asMember(servingAccount(second)),
    ]);
    expect(saidOf(document, first, bucket)).toBe('leftover');
  });

  it('lives where it is the origin of another account’s distribution', async () => {
    const { document } = await scanned([
      asMember(leftAccount(first)),
      asMember(servingAccount(second, withOrigin)),
    ]);
    expect(saidOf(document, first, bucket)).toBe('live used-elsewhere');
  });

  it('lives where a state of another account names it', async () => {
    const { document } = await scanned([
      asMember(leftAccount(first)),
      asMember(namingAccount(second, `s3://${bucket}/uploads`)),
    ]);
    expect(saidOf(document, first, bucket)).toBe('live named-elsewhere');
  });

  it('is unknown where an account of the list could not be read, and nothing else is', async () => {
    const { document } = await scanned([
      asMember(leftAccount(first)),
      { data: servingAccount(second, withOrigin) },
    ]);
    expect(saidOf(document, first, bucket)).toBe('unknown gap');
    const kinds = document.reports[0]?.findings.filter(({ verdict }) => verdict === 'leftover');
    expect(kinds?.map(({ kind }) => kind)).toContain('cloudfront-distribution');
  });
});

describe('of another account', () => {
  it('the name of a role protects it only behind its account’s number', async () => {
    const left = leftAccount(first);
    const found = await scanned([asMember(left), asMember(leftAccount(second))]);
    const role = found.document.reports[0]?.findings.find(
      ({ kind, verdict }) => kind === 'cloudfront-function' && verdict === 'leftover',
    );
    expect(role).toBeDefined();
    const name = role?.name ?? '';
    const bare = await scanned([asMember(left), asMember(namingAccount(second, name))]);
    expect(saidOf(bare.document, first, name)).toBe('leftover');
    const arn = `arn:aws:cloudfront::${first}:function/${name}`;
    const whole = await scanned([asMember(left), asMember(namingAccount(second, arn))]);
    expect(saidOf(whole.document, first, name)).toBe('live named-elsewhere');
  });

  it('a distribution protects one whose alias its origin names', async () => {
    const left = leftAccount(first);
    const domainName = 'cdn.acme.example';
    const [distribution] = left.cloudfront?.distributions ?? [];
    Object.assign(distribution ?? {}, { aliases: [domainName] });
    const id = distribution?.id ?? '';
    const { document } = await scanned([
      asMember(left),
      asMember(servingAccount(second, { id: 'EOTHER00000002', origins: [{ domainName }] })),
    ]);
    expect(saidOf(document, first, id)).toBe('live used-elsewhere');
  });
});

describe('one account of a list', () => {
  const members = [
    asMember(leftAccount(first)),
    asMember(
      servingAccount(second, {
        id: 'EOTHER00000001',
        origins: [{ domainName: `${bucket}.s3.amazonaws.com` }],
      }),
    ),
  ];
  const list = join(mkdtempSync(join(tmpdir(), 'sst-sweep-')), 'accounts.json');
  writeFileSync(list, JSON.stringify({ role: sweeper, accounts: [first, second] }));
  const { aws } = organizationOf(members);
  const line = (...words: readonly string[]) =>
    run(aws, [...words, '--demo', '-q', '--accounts', list]);

  it('is looked at as ever, but with what the others name', async () => {
    const { code, stdout } = await line('scan', '--account', first, '--json');
    expect(code).toBe(0);
    const report = { reports: [JSON.parse(stdout)], errors: [] } as unknown as ReportsJson;
    expect(saidOf(report, first, bucket)).toBe('live used-elsewhere');
    expect(saidOf(report, first, 'E00000000')).toBe('not listed');
  });

  it('prints commands that lead into the same account', async () => {
    const { stdout } = await line('scan', '--account', first);
    expect(stdout).toContain(`sst-sweep plan --demo --accounts ${list} --account ${first}`);
  });

  it.each(['stages', 'explain x', 'doctor x', 'resume', 'restore x', 'runs'])(
    'is what %s needs, and says so',
    async (words) => {
      const { code, stderr } = await line(...words.split(' '));
      expect(code).toBe(2);
      expect(stderr).toMatch(/works in one account at a time\.\n.*--account/);
    },
  );

  it('must stand in the list', async () => {
    const { code, stderr } = await line('scan', '--account', third);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is not in the list')]);
  });
});
