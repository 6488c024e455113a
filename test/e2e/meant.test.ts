import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type AccountData, createSimulatedAws } from 'simulated-aws';
import { run } from './in-process.ts';

const demo: AccountData = JSON.parse(readFileSync('fixtures/accounts/demo.json', 'utf8'));

async function hintOf(id: string, command = 'explain'): Promise<string> {
  const aws = createSimulatedAws(structuredClone(demo));
  const { code, stderr } = await run(aws, [command, id, '--demo', '-q']);
  expect(code).toBe(2);
  return stderr.split('\n')[1]?.trim() ?? '';
}

it('a mistyped id is answered with the one that was meant', async () => {
  expect(await hintOf('E787462666865')).toBe('Did you mean E7874626668657?');
  expect(await hintOf('E787462666865', 'plan')).toContain('Did you mean E7874626668657? ');
});

it('a stage in place of an id is answered with the scan of that stage', async () => {
  expect(await hintOf('acme/pr-101')).toBe(
    'acme/pr-101 is a stage: "sst-sweep scan --app acme --stage pr-101 --demo" lists what there is of it, each with its id.',
  );
});

it('an id that is like nothing else is answered with where ids stand', async () => {
  expect(await hintOf('nosuchthing')).toContain('sst-sweep scan --verbose --demo');
});
