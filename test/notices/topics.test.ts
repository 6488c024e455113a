import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type AccountData, type Fault } from 'simulated-aws';
import { parseConfig } from '../../src/commands/input/config.ts';
import { noticeSchema } from '../../src/report/json/schema/notice.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { accountId } from '../account/account.ts';
import { run } from '../e2e/in-process.ts';
import { aPreview } from '../sweep/quarantine/nights.ts';

const topic = `arn:aws:sns:eu-west-1:${accountId}:sweeps`;
const sweepAll = ['sweep', '--demo', '--yes', '--account', accountId, '--json', '--delete-data'];

function aConfig(content: object = { notify: [{ as: 'sns', topic }] }): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sst-sweep-topic-')), 'sst-sweep.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function told(argv: readonly string[], faults: readonly Fault[] = []) {
  const data: AccountData = {
    ...structuredClone(aPreview().data),
    sns: { topics: [{ name: 'sweeps', region: 'eu-west-1' }] },
  };
  const aws = createSimulatedAws(data);
  aws.setFaults(faults);
  const ended = await run(aws, [...argv, '--config', aConfig()]);
  const messages = aws.snapshot().sns?.topics[0]?.messages ?? [];
  return { ...ended, aws, messages };
}

const textsIn = (message: string | undefined) =>
  JSON.parse(message ?? '{}') as Readonly<Record<'default' | 'email' | 'sms', string>>;

describe('a topic of SNS', () => {
  it('is told how a sweep ended: programs get the notice, people a line', async () => {
    const { code, stderr, messages } = await told([...sweepAll, '--quiet']);
    expect(code, stderr).toBe(0);
    expect(stderr).toBe('');
    expect(messages.map(({ subject }) => subject)).toEqual([
      `sst-sweep: sweep of ${accountId}, exit code 0`,
    ]);
    const texts = textsIn(messages[0]?.message);
    expect(noticeSchema.parse(JSON.parse(texts.default))).toMatchObject({
      about: 'sweep',
      deleted: 4,
      comparison: null,
    });
    expect(texts.email).toMatch(/: 4 resources deleted\. Exit code 0\.$/);
    expect(messages[0]?.message).not.toContain('acme');
  });

  it('that refuses the notice changes nothing else, and that is said', async () => {
    const { code, stdout, stderr, messages } = await told(
      [...sweepAll, '--quiet'],
      [{ kind: 'deny', operation: 'SNS.Publish' }],
    );
    expect([code, messages]).toEqual([0, []]);
    expect(resultSchema.parse(JSON.parse(stdout)).summary.failed).toBe(0);
    expect(stderr).toContain(`The notice to ${topic} was not sent: `);
  });

  it.each([
    'arn:aws:sns:eu-west-1:123456789012:sweeps.fifo',
    'arn:aws:sqs:eu-west-1:123456789012:sweeps',
    'sweeps',
  ])('is no %s', (text) => {
    const config = JSON.stringify({ notify: [{ as: 'sns', topic: text }] });
    expect(() => parseConfig(config, 'sst-sweep.json')).toThrow(
      expect.objectContaining({ code: 'INVALID_CONFIG' }),
    );
  });

  it('may be told by the policy that iam-policy prints, and no other one', async () => {
    const statementOf = async (purpose: string, ...more: string[]) => {
      const aws = createSimulatedAws(aPreview().data);
      const { stdout, stderr } = await run(aws, ['iam-policy', purpose, ...more]);
      expect(stdout, stderr).not.toBe('');
      const { Statement: all } = JSON.parse(stdout) as { Statement: { Sid: string }[] };
      return all.find(({ Sid }) => Sid === 'TellTopics');
    };
    for (const purpose of ['scan', 'sweep'])
      expect(await statementOf(purpose, '--config', aConfig())).toEqual({
        Sid: 'TellTopics',
        Effect: 'Allow',
        Action: ['sns:Publish'],
        Resource: [topic],
      });
    expect(await statementOf('restore', '--config', aConfig())).toBeUndefined();
    expect(await statementOf('sweep')).toBeUndefined();
  });
});

describe('a run that ends in an error', () => {
  it.each([
    ['of another account', ['--account', '999999999999'], 'WRONG_ACCOUNT', 2],
    ['that a rail stops', ['--min-confidence', 'low'], 'LOW_CONFIDENCE', 2],
    ['of too many resources', ['--max-deletions', '1'], 'TOO_MANY_DELETIONS', 6],
    ['that nobody confirms', null, 'NO_CONFIRMATION', 6],
    ['with a list that cannot be read', ['--stages-from', '/none'], 'STAGES_NOT_READ', 6],
    ['with a flag that is wrong', ['--timeout', 'soon'], 'INVALID_OPTION', 2],
  ])('%s tells so, by its code alone', async (_what, flags, expected, exitCode) => {
    const argv = flags === null ? ['sweep', '--demo'] : [...sweepAll, ...flags];
    const { code, messages } = await told(argv);
    expect(code).toBe(exitCode);
    const [notice] = messages.map(({ message }) =>
      noticeSchema.parse(JSON.parse(textsIn(message).default)),
    );
    // Where no world was opened, nobody can be told.
    if (expected === 'STAGES_NOT_READ' || expected === 'INVALID_OPTION')
      expect(notice).toBeUndefined();
    else
      expect(notice).toMatchObject({ about: 'error', command: 'sweep', code: expected, exitCode });
  });
});
