import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatFacts, formatsOf } from '../../../src/report/formats.ts';
import { createSimulatedAws } from 'simulated-aws';
import { run } from '../../e2e/in-process.ts';
import { aPlantedAccount, Secrets } from './planted.ts';

interface Written {
  readonly name: string;
  readonly text: string;
}

/** Every file below a folder, names included; what is zipped is unzipped. */
function filesBelow(folder: string): readonly Written[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile()) return [];
    const content = readFileSync(path);
    const plain = content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content;
    return [{ name, text: `${name}\n${plain.toString('latin1')}` }];
  });
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'sst-sweep-secrets-'));
const account = ['--account', '123456789012'];

it('a planted secret is found again in each of its forms', () => {
  const secrets = new Secrets();
  const secret = secrets.plant('here');
  const other = secrets.plant('there');
  const base64 = Buffer.from(`{"key":"${secret}"}`).toString('base64');
  expect(secrets.in(`a ${secret} b`)).toEqual(['here']);
  expect(secrets.in(base64)).toEqual(['here']);
  expect(secrets.in(Buffer.from(other).toString('hex'))).toEqual(['there']);
  expect(secrets.in('nothing')).toEqual([]);
});

describe('an account of secrets', () => {
  it.each([
    ['scan'],
    ['scan', '--verbose'],
    ['scan', '--json'],
    ['scan', '--verbose', '--format', 'markdown'],
    ['scan', '--verbose', '--format', 'html'],
    ['scan', '--format', 'csv'],
    ['scan', '--format', 'ndjson'],
    ['stages', '--format', 'ndjson'],
    ['stages', '--verbose'],
    ['stages', '--json'],
    ['plan', '--verbose'],
    ['plan', '--json'],
    ['sweep', '--dry-run', '--json'],
    ['scan', '--json', '--abandon', 'acme/prod', '--verbose'],
    ['scan', '--frob'],
    ['explain', 'nothing'],
    ['doctor', '--verbose'],
    ['doctor', '--json'],
    ['doctor', '--verbose', 'FunctionAlreadyExists'],
    ['doctor', '--verbose', 'passphrase: incorrect passphrase'],
    ['plan', '--verbose', '--format', 'html'],
  ])('tells none of them: %s %s', async (...argv) => {
    const { account: data, secrets } = aPlantedAccount('without errors');
    const folder = newFolder();
    const aws = createSimulatedAws(data.data);
    const words = ['--demo', '--state-dir', folder];
    const { stdout, stderr } = await run(aws, [...argv, ...words], { stdin: '' });
    expect(stdout.length + stderr.length).toBeGreaterThan(50);
    expect(secrets.in(stdout)).toEqual([]);
    expect(secrets.in(stderr)).toEqual([]);
    expect(filesBelow(folder).flatMap(({ text }) => secrets.in(text))).toEqual([]);
  });

  it.each(['table', 'json'])('explains without them (%s)', async (format) => {
    const { account: data, secrets, leftovers, live } = aPlantedAccount('without errors');
    const aws = createSimulatedAws(data.data);
    for (const id of [...leftovers, live]) {
      const { stdout, stderr } = await run(aws, ['explain', id, '--demo', '--format', format]);
      expect(stdout).toContain(id);
      expect(secrets.in(`${stdout}${stderr}`)).toEqual([]);
    }
  });

  it('writes none of them into reports', async () => {
    const { account: data, secrets } = aPlantedAccount('without errors');
    const folder = newFolder();
    const endings = formatsOf('scan').map((name) => formatFacts(name).ending);
    const reports = endings.flatMap((ending) => ['--report', join(folder, `r${ending}`)]);
    await run(createSimulatedAws(data.data), ['scan', '--demo', ...reports]);
    const written = filesBelow(folder);
    expect(written).toHaveLength(endings.length);
    expect(written.flatMap(({ text }) => secrets.in(text))).toEqual([]);
  });

  it.each(['without errors', 'with errors'] as const)(
    'keeps none of them in a sweep’s plan, journal, backup or result (%s)',
    async (errors) => {
      const { account: data, secrets, code, leftovers } = aPlantedAccount(errors);
      const folder = newFolder();
      const aws = createSimulatedAws(data.data);
      const reports = ['md', 'html', 'csv', 'ndjson'].flatMap((end) => [
        '--report',
        join(folder, `r.${end}`),
      ]);
      const words = [
        '--demo',
        '--state-dir',
        folder,
        '--delete-data',
        '--json',
        ...account,
        ...reports,
      ];
      const swept = await run(aws, ['sweep', '--yes', ...words]);
      const again = await run(aws, ['sweep', '--yes', ...words]);
      for (const { stdout, stderr } of [swept, again]) {
        expect(secrets.in(stdout)).toEqual([]);
        expect(secrets.in(stderr)).toEqual([]);
        expect(stdout).not.toContain(code);
      }
      const left = aws.snapshot();
      expect(left.cloudfront?.functions?.map(({ name }) => name)).not.toContain(leftovers[1]);
      const written = filesBelow(folder);
      const names = written.map(({ name }) => name).join('\n');
      for (const part of ['plan.json', 'journal.ndjson', 'result.json', 'manifest.json', 'live.js'])
        expect(names).toContain(part);
      for (const part of [
        'config.xml',
        'configuration.json',
        'r.md',
        'r.html',
        'r.csv',
        'r.ndjson',
      ])
        expect(names).toContain(part);
      expect(written.filter(({ text }) => secrets.in(text).length > 0)).toEqual([]);
      // The code of a function is in the backup on purpose, and nowhere else.
      const withCode = written.filter(({ text }) => text.includes(code)).map(({ name }) => name);
      expect(withCode.length).toBeGreaterThan(0);
      expect(withCode.filter((name) => !/\/backup\/.*\.js$/.test(name))).toEqual([]);
    },
  );
});

describe('a sweep of an account of secrets, and the way back', { timeout: 120_000 }, () => {
  it('tells and keeps none of them', async () => {
    const { account: data, secrets } = aPlantedAccount('without errors');
    const folder = newFolder();
    const aws = createSimulatedAws(data.data);
    const words = ['--demo', '--state-dir', folder, '--verbose'];
    const agreed = ['--yes', ...account, ...words];
    const swept = await run(aws, ['sweep', '--no-wait', '--delete-data', ...agreed]);
    const [sweep = ''] = /\d{8}-\d{6}-\w{6}/.exec(swept.stdout + swept.stderr) ?? [];
    const asked = [
      ['resume', sweep, ...agreed],
      ['runs', ...words],
      ['restore', sweep, '--dry-run', ...account, ...words],
      ['restore', sweep, ...agreed],
      ['restore', sweep, '--json', ...agreed],
    ];
    const told = [swept];
    for (const each of asked) told.push(await run(aws, each));
    expect(told.map(({ code }) => code)).not.toContain(2);
    for (const { stdout, stderr } of told) expect(secrets.in(`${stdout}${stderr}`)).toEqual([]);
    expect(filesBelow(folder).filter(({ text }) => secrets.in(text).length > 0)).toEqual([]);
  });
});

/** The contract gives a run's errors as they stand (`lastRun.errors`): the one part of a record that is told. */
describe('what the newest run of a stage said when it failed', () => {
  it.each([
    ['scan', '--json'],
    ['scan', '--verbose'],
    ['stages', '--json'],
    ['stages', '--verbose'],
    ['plan', '--json'],
    ['sweep', '--dry-run', '--json'],
  ])('is told of no older run: %s %s', async (...argv) => {
    const { account: data, secrets } = aPlantedAccount('with errors');
    const { stdout, stderr } = await run(createSimulatedAws(data.data), [...argv, '--demo']);
    const told = secrets.in(`${stdout}${stderr}`);
    expect(told.filter((where) => where !== 'update record of prod')).toEqual([]);
    if (argv[0] === 'plan' || argv[0] === 'sweep') expect(told).toEqual([]);
  });
});
