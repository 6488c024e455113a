import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsRooms, importsOf, roomNames, simulatedAws, terminalRoom } from './rooms.ts';

/**
 * A rule that does not fire on a planted violation does not count. Everything is planted into one
 * scratch copy of the layout, and the linter runs over it once.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Planted {
  readonly file: string;
  readonly text: string;
  /** The rule that must fire, or null: nothing may. */
  readonly rule: string | null;
}

const folders = [...roomNames.map((room) => `src/${room}`), simulatedAws];

const planted: readonly Planted[] = [
  ...roomNames.flatMap((from) =>
    roomNames
      .filter((to) => to !== from)
      .map((to) => ({
        file: `src/${from}/to-${to}.ts`,
        text: `export { here as there } from '../${to}/here.ts';\n`,
        rule: importsOf(from).includes(to) ? null : 'no-restricted-imports',
      })),
  ),
  ...folders.map((from) => ({
    file: `${from}/aws-client.ts`,
    text: `export { S3Client } from '@aws-sdk/client-s3';\n`,
    rule: awsRooms.some((room) => from === `src/${room}`) ? null : 'no-restricted-imports',
  })),
  ...folders.map((from) => ({
    file: `${from}/spinner.ts`,
    text: `import ora from 'ora';\nexport const spinner = ora;\n`,
    rule: from === `src/${terminalRoom}` ? null : 'no-restricted-imports',
  })),
  ...folders.map((from) => ({
    file: `${from}/console.ts`,
    text: `console.log('here');\n`,
    rule: 'no-console',
  })),
  ...folders.map((from) => ({
    file: `${from}/environment.ts`,
    text: `export const home = process.env;\n`,
    rule: 'no-restricted-globals',
  })),
  ...[...roomNames.map((room) => `src/${room}`), 'src/cli'].map((from) => ({
    file: `${from}/to-simulated-aws.ts`,
    text: `export { createSimulatedAws } from 'simulated-aws';\n`,
    rule: from === 'src/cli' ? null : 'no-restricted-imports',
  })),
  ...['', 's3/'].map((folder) => ({
    file: `${simulatedAws}/${folder}to-model.ts`,
    text: `export { here } from '${folder && '../'}../../../src/model/here.ts';\n`,
    rule: 'no-restricted-imports',
  })),
  // The truth of the lives rests on nothing that judges them.
  ...['sst', 'scan', 'match', 'plan'].map((to) => ({
    file: `test/lives/families/to-${to}.ts`,
    text: `export { here as there } from '../../../src/${to}/here.ts';\n`,
    rule: to === 'plan' ? null : 'no-restricted-imports',
  })),
  {
    file: 'src/commands/to-cli.ts',
    text: `export { here as there } from '../cli.ts';\n`,
    rule: 'no-restricted-imports',
  },
  {
    file: 'src/index.ts',
    text: `export { here } from './ui/here.ts';\n`,
    rule: 'no-restricted-imports',
  },
  {
    file: 'src/plan/ring-a.ts',
    text: `import { b } from './ring-b.ts';\nexport const a = (): unknown => b;\n`,
    rule: 'no-cycle',
  },
  {
    file: 'src/plan/ring-b.ts',
    text: `import { a } from './ring-a.ts';\nexport const b = (): unknown => a;\n`,
    rule: 'no-cycle',
  },
  {
    file: 'src/plan/types-a.ts',
    text: `import type { B } from './types-b.ts';\nexport interface A {\n  readonly b: B | null;\n}\n`,
    rule: 'no-cycle',
  },
  {
    file: 'src/plan/types-b.ts',
    text: `import type { A } from './types-a.ts';\nexport interface B {\n  readonly a: A | null;\n}\n`,
    rule: 'no-cycle',
  },
  {
    file: 'src/scan/floating.ts',
    text: `const read = async () => 1;\nexport function start(): void {\n  read();\n}\n`,
    rule: 'no-floating-promises',
  },
  {
    file: 'src/scan/long.ts',
    text: Array.from({ length: 301 }, (_, line) => `export const line${line} = ${line};\n`).join(
      '',
    ),
    rule: 'max-lines',
  },
  {
    file: 'src/scan/whole.ts',
    text: Array.from({ length: 300 }, (_, line) => `export const line${line} = ${line};\n`).join(
      '',
    ),
    rule: null,
  },
  {
    file: 'src/scan/silent.ts',
    text: `export function quiet(run: () => void): void {\n  try {\n    run();\n  } catch {}\n}\n`,
    rule: 'no-empty',
  },
  { file: 'src/scan/standard.ts', text: `export default 1;\n`, rule: 'no-default-export' },
];

let scratch = '';
let fired: ReadonlyMap<string, ReadonlySet<string>> = new Map();

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'lint-rules-'));
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    cpSync(join(root, file), join(scratch, file));
  for (const folder of roomNames)
    plant({ file: `src/${folder}/here.ts`, text: 'export const here = 1;\n' });
  plant({ file: 'src/cli.ts', text: 'export const here = 1;\n' });
  for (const one of planted) plant(one);
  fired = await lint();
}, 60_000);

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

it.each(planted.filter(({ rule }) => rule !== null).map((one) => [one.rule, one.file] as const))(
  '%s fires in %s',
  (rule, file) => {
    expect([...(fired.get(file) ?? [])]).toContain(rule);
  },
);

it('leaves alone what the import table allows', () => {
  const wrongly = planted.filter(
    ({ rule, file }) => rule === null && (fired.get(file)?.size ?? 0) > 0,
  );
  expect(wrongly.map(({ file }) => file)).toEqual([]);
});

function plant({ file, text }: { readonly file: string; readonly text: string }): void {
  mkdirSync(dirname(join(scratch, file)), { recursive: true });
  writeFileSync(join(scratch, file), text);
}

/** The rules that fired, by file. */
async function lint(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const binary = join(root, 'node_modules', '.bin', 'oxlint');
  const output = await new Promise<string>((resolve) => {
    // The linter ends with 1 because it finds what was planted.
    execFile(
      binary,
      ['--type-aware', '-f', 'json'],
      { cwd: scratch, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout) => resolve(stdout),
    );
  });
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: readonly { code: string; filename: string }[];
  };
  const byFile = new Map<string, Set<string>>();
  for (const { code, filename } of diagnostics) {
    const rules = byFile.get(filename) ?? new Set<string>();
    byFile.set(filename, rules.add(/\(([^)]+)\)/.exec(code)?.[1] ?? code));
  }
  return byFile;
}
