import { mkdtemp, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sstSweep } from './sst-sweep.ts';

/** The modules that a run loaded, as V8's coverage lists them. */
async function loadedBy(words: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sst-sweep-coverage-'));
  await sstSweep(words, { env: { NODE_V8_COVERAGE: folder } });
  const files = await readdir(folder);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return texts.flatMap((text) => {
    const { result }: { result: { url: string }[] } = JSON.parse(text);
    return result.map(({ url }) => url);
  });
}

/** The files of the bundle that hold none of those. */
const light = ['cli.js', 'start.js', 'program.js', 'failure.js', 'rolldown-runtime.js'];

describe.concurrent(
  'what needs no account loads no SDK, no prompts and no simulator',
  { timeout: 60_000 },
  () => {
    it.each([['--help'], ['--version'], ['scan --help'], ['scan --frob']])('%s', async (line) => {
      const urls = await loadedBy(line.split(' '));
      expect(
        urls.some((url) => /\/src\/commands\/program\/main\.ts$|\/dist\/start\.js$/.test(url)),
      ).toBe(true);
      expect(
        urls.filter((url) =>
          /@aws-sdk|@smithy|inquirer|\/ora\/|\/simulated-aws\/|\/src\/(aws|kinds|scan)\//.test(url),
        ),
      ).toEqual([]);
      const bundled = urls.flatMap(
        (url) => /^(?!.*node_modules).*\/dist\/([^/]+)$/.exec(url)?.[1] ?? [],
      );
      expect(bundled.filter((file) => !light.includes(file))).toEqual([]);
    });
  },
);

it('a policy needs no account, no credentials and no network', async () => {
  const { code, stdout, stderr } = await sstSweep(['iam-policy', 'sweep']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ Version: '2012-10-17' });
});
