import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MemberData } from 'simulated-aws';
import { noticeSchema } from '../../src/report/json/schema/notice.ts';
import {
  asMember,
  emptyAccount,
  numbered,
  organizationOf,
  sweeper,
} from '../account/organization.ts';
import { run } from '../e2e/in-process.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { aListener } from './listener.ts';

const [first, second, third] = ['111111111111', '222222222222', '333333333333'];

/** The second account lets nobody in, and the third is empty. */
const three = () => [
  asMember(numbered(smallAccount(), first)),
  { data: numbered(smallAccount(), second) },
  asMember(emptyAccount(third)),
];

async function told(
  words: readonly string[],
  { members = three(), answers = [] }: { members?: MemberData[]; answers?: number[] } = {},
) {
  const { heard, url } = await aListener(answers);
  const { aws } = organizationOf(members);
  const accounts = members.map(({ data }) => data.account);
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-several-'));
  const list = join(folder, 'accounts.json');
  const config = join(folder, 'sst-sweep.json');
  writeFileSync(list, JSON.stringify({ role: sweeper, accounts }));
  writeFileSync(config, JSON.stringify({ notify: [{ as: 'json', urlFrom: 'HOOK' }] }));
  const argv = [...words, '--demo', '-q', '--accounts', list, '--config', config];
  const { stderr } = await run(aws, argv, { env: { HOOK: url } });
  return { notices: heard.map((body) => noticeSchema.parse(body)), stderr };
}

const refused = { about: 'error', account: second, code: 'ROLE_REFUSED', exitCode: 3 };

describe('a run over several accounts', () => {
  it('tells of each that a scan read, and of each that let nobody in', async () => {
    const { notices } = await told(['scan']);
    expect(notices).toMatchObject([
      { about: 'scan', account: first },
      { about: 'scan', account: third, leftover: 0 },
      { ...refused, command: 'scan' },
    ]);
  });

  it('tells once of each that was swept, and of each that let nobody in', async () => {
    const { notices } = await told(['sweep', '--yes']);
    expect(notices).toMatchObject([
      { about: 'sweep', account: first, failed: 0 },
      { ...refused, command: 'sweep' },
    ]);
  });

  it('stops telling where three notices in a row were not taken', async () => {
    const members = ['1', '2', '3', '4', '5'].map((digit) =>
      asMember(emptyAccount(digit.repeat(12))),
    );
    const answers = [200, 403, 403, 403];
    const { notices, stderr } = await told(['scan'], { members, answers });
    expect(notices.map(({ account }) => account?.[0])).toEqual(['1', '2', '3', '4']);
    expect(stderr).toContain('No more notices are sent: 1 account of this run had none.');
  });

  it('tells nothing of a plan', async () => {
    expect((await told(['plan'])).notices).toEqual([]);
  });
});
