import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type AccountData, createSimulatedAws } from 'simulated-aws';
import { run } from './in-process.ts';

const demo: AccountData = JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8'));

/** Ids that differ only behind their first twelve characters. */
const alike = [
  'acme-pr-101-webassetsbucket-cafetvta',
  'acme-pr-102-webassetsbucket-fzfahdtd',
  'acme-pr-105-webassetsbucket-wfuurtee',
  'acme-pr-101-WebCloudfrontFunctionRequest-xtbfhexf',
  'acme-pr-102-WebCloudfrontFunctionRequest-cncheswr',
  'acme-pr-105-WebCloudfrontFunctionRequest-fvebzfkc',
];

/** What is there to be copied stays in one line, however long: a command, or an id alone. */
function isToCopy(line: string): boolean {
  return (
    /(sst-sweep|sst|aws|npx) [a-z]/.test(line) ||
    !line
      .trim()
      .replace(/^[│├└─ ]+/, '')
      .includes(' ')
  );
}

async function shown(words: readonly string[], columns: number) {
  const aws = createSimulatedAws(structuredClone(demo));
  return run(aws, [...words, '--demo', '-q', '--no-color'], { columns });
}

const widths = [60, 72, 80, 100, 120, 200];

describe.each(['scan', 'plan', 'stages'])('%s', (command) => {
  it.each(widths)('fits into %i columns', async (columns) => {
    const { stdout } = await shown([command], columns);
    const wide = stdout
      .split('\n')
      .filter((line) => stringWidth(line) > columns && !isToCopy(line));
    expect(wide).toEqual([]);
  });
});

describe.each(['scan', 'plan'])('%s', (command) => {
  it.each([40, ...widths])('tells stages of like names apart on %i columns', async (columns) => {
    const { stdout } = await shown([command], columns);
    expect(alike.filter((id) => !stdout.includes(id))).toEqual([]);
  });
});

it('the same leftovers are counted by the report, the plan and the sweep', async () => {
  const report = await shown(['scan'], 100);
  const plan = await shown(['plan'], 100);
  const sweep = await shown(['sweep', '--yes', '--account', '123456789012'], 100);
  expect(report.stdout).toMatch(
    /^18 leftovers in 5 stages · 15 ready to delete · 3 need your decision\n/,
  );
  expect(plan.stdout).toMatch(/^15 resources of 4 stages would be deleted/);
  expect(sweep.stdout).toContain('⚠ Not finished: 12 of 15 resources deleted, 3 parked.');
});

it('a filter that matches nothing is said, with what may have been meant', async () => {
  const aws = createSimulatedAws(structuredClone(demo));
  const { code, stderr } = await run(aws, ['plan', '--demo', '-q', '--stage', 'pr101']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '⚠ Nothing here matches --stage pr101. Did you mean pr-101?\n',
  });
});
