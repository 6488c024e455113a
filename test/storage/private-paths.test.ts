import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { stateFiles } from '../../src/storage/state-files.ts';
import { accountFolder, lockPath, sweepPaths } from '../../src/storage/sweep-paths.ts';
import { run } from '../e2e/in-process.ts';
import { serveAccount } from '../e2e/served.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { cliCommand, sstSweep } from '../e2e/sst-sweep.ts';

const account = '123456789012';
const paths = sweepPaths(account, 'sweep-1');
const aFolder = () => mkdtempSync(join(tmpdir(), 'sst-sweep-private-'));
const modeOf = (path: string) => statSync(path).mode & 0o777;
const refused = { code: 'STATE_NOT_WRITTEN', exitCode: 2 };
const sweepWords = ['sweep', '--yes', '--account', account, '--poll-interval', '1s'];

/** A state folder in which `path` is a link to what somebody else may read or own. */
function linked(path: string, target: string): string {
  const root = aFolder();
  mkdirSync(dirname(join(root, path)), { recursive: true, mode: 0o700 });
  symlinkSync(target, join(root, path));
  return root;
}

describe('a symbolic link in the state directory', () => {
  it.each(['sweeps', accountFolder(account), paths.folder, paths.backup])(
    'leads nothing elsewhere: the folder %s',
    async (folder) => {
      const elsewhere = aFolder();
      const files = stateFiles(linked(folder, elsewhere));
      await expect(files.write(`${paths.backup}/x/a.json`, 'a')).rejects.toMatchObject(refused);
      await expect(files.append(`${paths.backup}/x/b`)).rejects.toMatchObject(refused);
      await expect(files.create(`${paths.backup}/x/c`, 'c')).rejects.toMatchObject(refused);
      expect(readdirSync(elsewhere)).toEqual([]);
    },
  );

  it.each([paths.plan, paths.journal, paths.restore, lockPath(account), 'last-scan.txt'])(
    'has nothing written over behind it: the file %s',
    async (file) => {
      const victim = join(aFolder(), 'victim');
      writeFileSync(victim, 'mine');
      const files = stateFiles(linked(file, victim));
      await expect(files.write(file, 'a')).rejects.toMatchObject(refused);
      await expect(files.append(file)).rejects.toMatchObject(refused);
      expect(await files.create(file, 'c')).toBe(false);
      expect(readFileSync(victim, 'utf8')).toBe('mine');
    },
  );

  it('is no place for the account of the demo either', async () => {
    const victim = join(aFolder(), 'victim.json');
    writeFileSync(victim, JSON.stringify(smallAccount()));
    const root = linked('demo/account.json', victim);
    const { code, stderr } = await sstSweep(['scan', '-q', '--demo', '--state-dir', root]);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('account cannot be kept in') as string,
    });
    expect(readFileSync(victim, 'utf8')).toBe(JSON.stringify(smallAccount()));
  });

  it('stops a sweep with one sentence before it writes to AWS', async () => {
    const aws = createSimulatedAws(smallAccount());
    const before = JSON.stringify(aws.snapshot());
    const root = linked('demo/sweeps', aFolder());
    const { code, stderr } = await run(aws, [...sweepWords, '-q', '--demo', '--state-dir', root]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^✖ The state directory cannot be written: \S+sweeps is a symbolic link\.\n {2}\S.+\n$/m,
    );
    expect(JSON.stringify(aws.snapshot())).toBe(before);
  });
});

it('a file in the place of a folder is refused, and keeps its mode', async () => {
  const root = aFolder();
  writeFileSync(join(root, 'sweeps'), 'mine');
  chmodSync(join(root, 'sweeps'), 0o644);
  await expect(stateFiles(root).create(lockPath(account), '')).rejects.toMatchObject(refused);
  expect(modeOf(join(root, 'sweeps'))).toBe(0o644);
});

describe('what others on the machine may read', () => {
  it('is made the user’s alone, and told once for each', async () => {
    const root = aFolder();
    mkdirSync(join(root, paths.folder), { recursive: true });
    writeFileSync(join(root, paths.journal), '', { mode: 0o644 });
    const open = ['sweeps', accountFolder(account), paths.folder, paths.journal];
    for (const path of [...open.slice(0, 3), '']) chmodSync(join(root, path), 0o755);
    const told: string[] = [];
    const files = stateFiles(root, (path) => void told.push(path));
    for (let time = 0; time < 2; time += 1) await (await files.append(paths.journal)).close();
    await files.write(paths.plan, '{}');
    expect(told).toEqual(open.map((path) => join(root, path)));
    expect(open.map((path) => modeOf(join(root, path)))).toEqual([0o700, 0o700, 0o700, 0o600]);
    expect(modeOf(join(root, paths.plan))).toBe(0o600);
    // The folder that was chosen may be a project's.
    expect(modeOf(root)).toBe(0o755);
  });

  it('is said by a sweep', async () => {
    const root = aFolder();
    mkdirSync(join(root, 'demo/sweeps'), { recursive: true });
    chmodSync(join(root, 'demo/sweeps'), 0o755);
    const aws = createSimulatedAws(smallAccount());
    const words = [...sweepWords, '--no-wait', '--demo', '--state-dir', root];
    const { stderr } = await run(aws, words);
    expect(stderr).toContain(`Others on this machine could read ${join(root, 'demo/sweeps')}; `);
  });
});

/** Ends as a full disk does: no file may grow. The output goes to pipes, which are none. */
async function whereNoFileGrows(words: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn('bash', ['-c', 'ulimit -f 0; exec "$@"', 'bash', ...cliCommand(words)], {
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', NO_COLOR: '1', TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

describe('a disk that takes nothing', { timeout: 60_000 }, () => {
  it.each(['a file that cannot grow', 'a folder that cannot be made'])(
    'stops a sweep with one sentence before it writes to AWS: %s',
    async (fault) => {
      const env = await serveAccount(smallAccount(), onTestFinished);
      const place = join(aFolder(), 'state');
      if (fault === 'a folder that cannot be made') writeFileSync(place, 'a file');
      const words = [...sweepWords, '-q', '--state-dir', place];
      const { code, stderr } = await whereNoFileGrows(words, env);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^✖ The state directory cannot be written: .+\.\n {2}Nothing is /m);
      expect(stderr).not.toMatch(/\n\s+at /);
      const asked = await fetch(`${env['AWS_ENDPOINT_URL']}/-/requests`);
      const requests = (await asked.json()) as { writes: boolean }[];
      expect(requests.length).toBeGreaterThan(5);
      expect(requests.filter(({ writes }) => writes)).toEqual([]);
    },
  );
});
