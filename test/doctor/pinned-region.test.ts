import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readProject } from '../../src/commands/input/project.ts';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { functionOutput } from './scene.ts';
import {
  aFunction,
  causesOf,
  decoys,
  doctored,
  functionEntry,
  functionNames,
  otherEntry,
  sceneOf,
  taken,
} from './scenes.ts';
import { sstDeploy } from './sst.ts';

/** A project of the app, whose region is the terminal's until its file says one. */
function aProject(): { readonly folder: string; pin(line: string): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-project-'));
  const file = join(folder, 'sst.config.ts');
  const empty = 'providers: {}';
  writeFileSync(file, `export default $config({ app() { return { name: "docs", ${empty} } } })`);
  return {
    folder,
    pin: (line) => writeFileSync(file, readFileSync(file, 'utf8').replace(empty, line)),
  };
}

/** Deploys as SST does: to the region of the project, else to that of the terminal. */
async function deploy(aws: SimulatedAws, folder: string): Promise<string> {
  const project = await readProject(folder);
  const region = project?.region ?? 'us-east-1';
  return refusalOf(sstDeploy(aws, { app: 'docs', stage: 'dev', region }, taken));
}

it('a stage in two regions: with the printed line in sst.config.ts it is deployed where it lives', async () => {
  const { account, home } = sceneOf();
  account.with(aFunction(account, taken));
  account
    .home('eu-west-1')
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 40 }), [functionEntry(taken)], { version: '3.7.15' });
  home
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 1 }), [otherEntry('dev')], { version: '3.7.15' });
  const aws = createSimulatedAws(account.data);
  const { folder, pin } = aProject();
  expect(await deploy(aws, folder)).toBe('FunctionAlreadyExists 409');
  const answer = await doctored(aws, functionOutput, { cwd: folder });
  expect(causesOf(answer)[0]).toBe('two-regions');
  const [first] = answer.json.errors[0]?.causes[0]?.do ?? [];
  expect(first?.type).toBe('config');
  pin(first?.text ?? '');
  expect(await deploy(aws, folder)).toBe('no refusal');
  expect(functionNames(aws).toSorted()).toEqual([...decoys, taken].toSorted());
});
