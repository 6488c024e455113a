import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { AccountData } from 'simulated-aws';
import { furtherReports } from './further-reports.ts';
import { deadEnds, reports, type Asked } from './reports.ts';
import { serveAccount } from './served.ts';
import { sstSweep } from './sst-sweep.ts';

const stops: (() => void)[] = [];
afterAll(() => stops.forEach((stop) => stop()));

const served = new Map<string, Promise<Readonly<Record<string, string>>>>();

function fileOf(folder: string, file: string): string {
  return readFileSync(join('fixtures/reports', folder, file), 'utf8');
}

/** Each account is served once: nothing that is asked writes. */
function accountOf({ folder, account = 'account.json' }: Asked) {
  const name = `${folder}/${account}`;
  const known = served.get(name);
  if (known) return known;
  const data: AccountData = JSON.parse(fileOf(folder, account));
  const server = serveAccount(data, (stop) => stops.push(stop));
  served.set(name, server);
  return server;
}

const cases = [...reports, ...furtherReports].flatMap((asked) =>
  (asked.inputs ?? ['']).map((input) => {
    const given = input === '' ? '' : ` < ${input}`;
    const title = `${asked.folder}/${asked.account ?? 'account.json'}: ${asked.words.join(' ')}${given}`;
    return [title, asked, input] as const;
  }),
);

describe('the account of a public report', () => {
  it.each(cases)('%s', async (_title, asked, input) => {
    const env = await accountOf(asked);
    const { stdout } = await sstSweep(asked.words, {
      env,
      ...(input !== '' && { stdin: fileOf(asked.folder, input) }),
    });
    // Lines are wrapped where they are shown.
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const expected of asked.says) expect(text).toMatch(expected);
    for (const unexpected of [...deadEnds, ...(asked.never ?? [])])
      expect(text).not.toMatch(unexpected);
  });
});
