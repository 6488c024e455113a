import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { run } from '../e2e/in-process.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { createFunction } from './scene.ts';
import { aFunction, decoys, doctored, functionEntry, functionNames, sceneOf } from './scenes.ts';

const components = ['Docs', 'Blog', 'Shop'];
const nameOf = (component: string) => `docs-dev-${component}CloudfrontFunctionServerCfFunction`;
const names = components.map(nameOf);

/** The output of one deploy that was refused several names. */
const output = components
  .map((component) =>
    sstOutput({
      path: `${component} sst:aws:Nextjs → ${component}CloudfrontFunctionServerCfFunction aws:cloudfront:Function`,
      message: refused(
        `creating CloudFront Function (${nameOf(component)})`,
        'CloudFront: CreateFunction',
        { code: 'FunctionAlreadyExists', text: 'taken' },
      ),
    }),
  )
  .join('');

/** Which of them were left; the others live in another stage. */
function accountWith(left: readonly string[]): SimulatedAws {
  const { account, home } = sceneOf();
  for (const name of names) account.with(aFunction(account, name));
  const entries = (of: readonly string[]) => of.map((each) => functionEntry(nameOf(each), each));
  const options = { version: '3.7.15' };
  home
    .stage('docs', 'dev')
    .deploy(account.ago({ days: 40 }), entries(left), options)
    .remove(account.ago({ days: 9 }), options);
  const others = components.filter((each) => !left.includes(each));
  if (others.length > 0) {
    home.stage('docs', 'other').deploy(account.ago({ days: 3 }), entries(others), options);
  }
  return createSimulatedAws(account.data);
}

async function screen(aws: SimulatedAws): Promise<string> {
  const { stdout } = await run(aws, ['doctor', '--demo'], { stdin: output });
  return stdout;
}

describe('several errors of one output', () => {
  it('with the same cause are one block with all names, and one sweep mends them', async () => {
    const aws = accountWith(components);
    const text = await screen(aws);
    expect(text.match(/FunctionAlreadyExists/g)).toHaveLength(1);
    expect(text).toContain('FunctionAlreadyExists 3 errors');
    for (const name of names) expect(text).toContain(name);
    const commands = text.match(/sst-sweep sweep.*/g) ?? [];
    expect(commands).toHaveLength(1);
    await carryOut(aws, commands[0] ?? '', { app: 'docs', region: 'us-east-1' });
    for (const name of names)
      expect(await refusalOf(createFunction(name)(clientsOf(aws)))).toBe('no refusal');
    expect(functionNames(aws).toSorted()).toEqual([...decoys, ...names].toSorted());
  });

  it('of which one is of another stage: it has a block of its own, and no sweep names it', async () => {
    const text = await screen(accountWith(['Docs', 'Blog']));
    expect(text).toContain('FunctionAlreadyExists 2 errors');
    expect(text).toContain(`FunctionAlreadyExists ${nameOf('Shop')}`);
    expect((text.match(/sst-sweep sweep.*/g) ?? []).join()).not.toContain('Shop');
  });

  it('are each told in JSON, with a command of its own', async () => {
    const { json } = await doctored(accountWith(components), output);
    expect(json.errors.map(({ error }) => error.name)).toEqual(names);
    expect(json.errors.map(({ causes }) => causes[0]?.do[0]?.text.includes('Shop'))).toEqual([
      false,
      false,
      true,
    ]);
  });
});
