import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { noticeTargets } from '../../src/notices/targets.ts';
import { noticeSchema } from '../../src/report/json/schema/notice.ts';
import { accountId } from '../account/account.ts';
import { run } from '../e2e/in-process.ts';
import { aPreview } from '../sweep/quarantine/nights.ts';
import { aListener } from './listener.ts';

const notify = [
  { as: 'json', urlFrom: 'HOOK' },
  { as: 'slack', urlFrom: 'SLACK_WEBHOOK_URL' },
];
const sweepAll = ['sweep', '--demo', '--yes', '--account', accountId, '--json', '--delete-data'];

function configOf(content: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-notify-'));
  writeFileSync(join(folder, 'sst-sweep.json'), JSON.stringify(content));
  writeFileSync(join(folder, 'package.json'), '{}');
  return folder;
}

async function told(argv: readonly string[], answers: readonly (number | null)[] = []) {
  const { heard, url } = await aListener(answers);
  const aws = createSimulatedAws(aPreview().data);
  const config = ['--config', join(configOf({ notify }), 'sst-sweep.json')];
  const env = { HOOK: url, SLACK_WEBHOOK_URL: url };
  const { code, stdout, stderr } = await run(aws, [...argv, ...config], { env });
  expect(stdout + stderr).not.toContain('secret');
  const slack = heard.filter((body) => Object.keys(Object(body)).join(' ') === 'text');
  const json = heard.filter((body) => !slack.includes(body));
  return { code, stderr, heard, slack, json };
}

describe('a run that ends', () => {
  it('tells how a sweep ended, in counts and without a name', async () => {
    const { code, json, slack, stderr } = await told([...sweepAll, '--quiet']);
    expect(code, stderr).toBe(0);
    const [notice] = json.map((body) => noticeSchema.parse(body));
    expect(notice).toMatchObject({ about: 'sweep', account: accountId, deleted: 4, failed: 0 });
    expect(slack).toEqual([
      {
        text: expect.stringMatching(
          /^sst-sweep: the sweep \S+ of account \d+: 4 resources deleted\. Exit code 0\.$/,
        ),
      },
    ]);
    expect(JSON.stringify(json)).not.toContain('acme');
  });

  it('tells how many leftovers a scan found', async () => {
    const { json, slack } = await told(['scan', '--demo', '--quiet']);
    expect(json.map((body) => noticeSchema.parse(body))).toMatchObject([
      { about: 'scan', leftover: 4 },
    ]);
    expect(slack).toEqual([{ text: expect.stringContaining(': 4 leftovers, ') }]);
  });

  it.each([
    ['a refusal', [403, 403], 'it answered with status 403'],
    ['a redirect, which is not followed', [302, 302], 'it answered with status 302'],
    ['an error, twice', [500, 500, 500, 500], 'it answered with status 500'],
    ['a connection that ends', [null, null, null, null], 'it did not answer'],
  ])(
    'is the same after %s, and the failure is told without the address',
    async (_, answers, why) => {
      const { code, stderr } = await told(['scan', '--demo', '--quiet'], answers);
      expect(code).toBe(0);
      expect(stderr).toContain(`The notice to the address in HOOK was not sent: ${why}.`);
    },
  );

  it('tells nobody by a config that was only found, and says so', async () => {
    const { heard, url } = await aListener();
    const cwd = configOf({ notify });
    const env = { HOOK: url, SLACK_WEBHOOK_URL: url };
    const file = join(cwd, 'sst-sweep.json');
    const { stderr } = await run(createSimulatedAws(aPreview().data), ['runs'], { env, cwd });
    expect(stderr).toContain(`"notify" in ${file} does not count`);
    expect(heard).toEqual([]);
  });
});

describe('a run that ends in an error', () => {
  it.each([
    ['with a list that cannot be read', ['--stages-from', '/none'], 'STAGES_NOT_READ', 6],
    ['with a flag that is wrong', ['--timeout', 'soon'], 'INVALID_OPTION', 2],
    ['of another account', ['--account', '999999999999'], 'WRONG_ACCOUNT', 2],
  ])('%s tells so, by its code alone', async (_what, flags, code, exitCode) => {
    const { code: ended, json, slack } = await told([...sweepAll, ...flags]);
    expect(ended).toBe(exitCode);
    expect(json.map((body) => noticeSchema.parse(body))).toMatchObject([
      { about: 'error', command: 'sweep', code, exitCode },
    ]);
    expect(slack).toEqual([
      { text: expect.stringMatching(new RegExp(`ended with an error: ${code}\\. Exit code`)) },
    ]);
  });

  it('tells nothing of a command that tells nothing of its end either', async () => {
    const { heard } = await told(['plan', '--demo', '--max-deletions', 'none']);
    expect(heard).toEqual([]);
  });

  it('tells nothing where somebody interrupted it', async () => {
    const { heard, url } = await aListener();
    const config = ['--config', join(configOf({ notify }), 'sst-sweep.json')];
    const { code } = await run(createSimulatedAws(aPreview().data), [...sweepAll, ...config], {
      env: { HOOK: url, SLACK_WEBHOOK_URL: url },
      signal: AbortSignal.abort(),
    });
    expect(code).toBe(130);
    expect(heard).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['is missing', {}, 'is not set'],
    ['is not https', { HOOK: 'http://example.com/x' }, 'holds no https address'],
    ['is no address', { HOOK: 'AKIAEXAMPLE' }, 'holds no https address'],
  ])('that %s ends the run in one sentence before it begins, and is not shown', (_, env, why) => {
    expect(() => noticeTargets([{ as: 'json', urlFrom: 'HOOK' }], env)).toThrow(
      expect.objectContaining({ code: 'NOTIFY_REFUSED', message: expect.stringContaining(why) }),
    );
    expect(() => noticeTargets([{ as: 'json', urlFrom: 'HOOK' }], env)).not.toThrow(
      expect.objectContaining({ message: expect.stringMatching(/example|AKIA/) }),
    );
  });
});
