import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulatedAws } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../../src/commands/policy/document.ts';
import { demoAccount } from '../../account/demo.ts';
import { run } from '../../e2e/in-process.ts';

const aws = createSimulatedAws(demoAccount().data);

async function policy(...words: string[]) {
  const { code, stdout, stderr } = await run(aws, ['iam-policy', ...words]);
  return { code, stderr, document: stdout === '' ? null : (JSON.parse(stdout) as PolicyDocument) };
}

const bySid = (document: PolicyDocument | null, sid: string) =>
  document?.Statement.find(({ Sid }) => Sid === sid);

async function listOf(content: object): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'accounts-')), 'accounts.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe('iam-policy', () => {
  it('narrows writes to the names and tags of a stage', async () => {
    const { document, code } = await policy('sweep', '--app', 'acme', '--stage', 'pr-1');
    expect(code).toBe(0);
    expect(bySid(document, 'WriteBuckets')?.Resource).toContain('arn:aws:s3:::acme-pr-1-*');
    expect(bySid(document, 'WriteTagged')?.Condition).toEqual({
      StringLike: { 'aws:ResourceTag/sst:app': ['acme'], 'aws:ResourceTag/sst:stage': ['pr-1'] },
    });
  });

  it('has the rights to the bucket of --state-dir, below its prefix and none to delete', async () => {
    const place = ['--state-dir', 's3://our-state/team/nightly'];
    const { document } = await policy('sweep', ...place);
    expect(bySid(document, 'ListState')).toMatchObject({
      Resource: 'arn:aws:s3:::our-state',
      Condition: { StringLike: { 's3:prefix': ['team/nightly/*'] } },
    });
    expect(bySid(document, 'KeepState')).toMatchObject({
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::our-state/team/nightly/*',
    });
    const scan = await policy('scan', ...place);
    expect(bySid(scan.document, 'KeepState')?.Action).toEqual(['s3:GetObject']);
    expect(bySid((await policy('sweep')).document, 'KeepState')).toBeUndefined();
  });

  it('opens no state bucket to an app that is called so', async () => {
    const { document } = await policy('sweep', '--app', 'sst', '--stage', 'state');
    expect(bySid(document, 'NeverBootstraps')).toMatchObject({
      Effect: 'Deny',
      Resource: ['arn:aws:s3:::sst-state-*', 'arn:aws:s3:::sst-asset-*'],
    });
    const { document: other } = await policy('sweep', '--app', 'acme', '--stage', 'pr-1');
    expect(bySid(other, 'NeverBootstraps')).toBeUndefined();
  });

  it('says that a scan is never narrowed', async () => {
    const { document, stderr } = await policy('scan', '--stage', 'pr-1');
    expect(document).toEqual((await policy('scan')).document);
    expect(stderr).toBe(
      '⚠ A scan reads the whole account whatever it is asked for: nothing is narrowed.\n',
    );
  });

  it.each(['pr-{1,2}', '!main', 'pr_1', ''])(
    'takes no pattern that IAM has not: "%s"',
    async (glob) => {
      const { code, document, stderr } = await policy('sweep', '--stage', glob);
      expect({ code, document }).toEqual({ code: 2, document: null });
      expect(stderr).toMatch(/^✖ --stage is .+\n {2}\S.+\n$/);
    },
  );

  it('says when the document is too long for a managed policy, and when for a role', async () => {
    const long = await policy('restore', '--app', 'acme', '--stage', 'pr-1');
    expect(long.stderr).toMatch(/^⚠ The policy has \d+ characters: too many for a managed policy/);
    const stages = Array.from({ length: 9 }, (_, at) => ['--stage', `pr-${at}`]).flat();
    const longer = await policy('sweep', '--app', 'acme', ...stages);
    expect({ code: longer.code, document: longer.document }).toEqual({ code: 2, document: null });
    expect(longer.stderr).toMatch(/IAM takes at most 10240 in a role\.\n {2}Narrow it/);
  });
});

describe('iam-policy for a caller of several accounts', () => {
  it('is the way into each role of the list, and nothing else', async () => {
    const file = await listOf({
      role: 'ops/sst-sweep',
      accounts: ['111111111111', { id: '222222222222', role: 'other-{id}' }],
    });
    const { document } = await policy('sweep', '--accounts', file);
    expect(document?.Statement).toEqual([
      {
        Sid: 'AssumeRoles',
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: [
          'arn:aws:iam::111111111111:role/ops/sst-sweep',
          'arn:aws:iam::222222222222:role/other-222222222222',
        ],
      },
    ]);
  });

  it('lists the organization where that says which accounts there are', async () => {
    const { document } = await policy('scan', '--organization');
    expect(document?.Statement).toMatchObject([
      { Resource: ['arn:aws:iam::*:role/OrganizationAccountAccessRole'] },
      { Action: ['organizations:ListAccounts'], Resource: '*' },
    ]);
  });

  it('is that of one account beside --account', async () => {
    const file = await listOf({ role: 'sst-sweep', accounts: ['111111111111'] });
    const one = await policy('sweep', '--accounts', file, '--account', '111111111111');
    expect(one.document).toEqual((await policy('sweep', '--account', '111111111111')).document);
  });

  it('is refused for a list without any role', async () => {
    const { code, stderr } = await policy(
      'scan',
      '--accounts',
      await listOf({ accounts: ['111111111111'] }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^✖ The list of accounts names no role\.\n/);
  });
});
