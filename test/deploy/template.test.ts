import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monthlyBill, ways } from '../../bench/bill/bill.ts';
import { withState } from '../../src/commands/policy/state.ts';
import { readTemplate } from '../emulators/step-functions/definition.ts';

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Retry?: unknown;
  readonly Catch?: readonly unknown[];
  readonly ItemProcessor?: { readonly States: States };
}
type States = Readonly<Record<string, State>>;
interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

const template = await readTemplate('template.yaml');
const propertiesOf = (name: string) => template.Resources[name]?.Properties ?? {};
const definition = propertiesOf('Engine')['Definition'] as { readonly States: States };
const ofAccounts = definition.States['EachAccount']?.ItemProcessor?.States ?? {};
const tasks = Object.entries({ ...definition.States, ...ofAccounts }).filter(
  ([, { Type: type }]) => type === 'Task',
);

function actionsOf(role: string): readonly string[] {
  const policies = propertiesOf(role)['Policies'] as readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
  return policies
    .flatMap(({ PolicyDocument: document }) => document.Statement)
    .flatMap(({ Action: action }) => action);
}

describe('the template of the engine', () => {
  it('repeats each task and each read that failed, all in the same way', () => {
    const repeated = tasks.filter(([name]) => name !== 'AskSomebody');
    expect(repeated.length).toBeGreaterThan(6);
    const [[, first] = ['', { Type: '' }]] = repeated;
    for (const [name, { Retry: retry }] of repeated)
      expect([name, retry]).toEqual([name, first.Retry]);
    expect(first.Retry).toMatchObject([{ ErrorEquals: ['States.ALL'] }]);
  });

  it('lets no failure in one account reach another', () => {
    for (const [name, state] of Object.entries(ofAccounts)) {
      expect([name, state.Type]).not.toEqual([name, 'Fail']);
      if (state.Type === 'Task') expect([name, state.Catch?.length]).toEqual([name, 1]);
    }
  });

  it('fills in each word of the state machine', () => {
    const given = Object.keys(propertiesOf('Engine')['DefinitionSubstitutions'] ?? {});
    const used = JSON.stringify(definition).match(/(?<=\$\{)\w+(?=\})/g) ?? [];
    expect([...new Set(used)].sort()).toEqual(given.sort());
  });

  it('lets a task into accounts and at its own objects, which it may not delete, and at nothing else', () => {
    const place = { bucket: 'bucket', prefix: 'sst-sweep' };
    const state = withState(
      { Version: '2012-10-17', Statement: [] },
      { purpose: 'sweep', state: { place } },
    );
    const forState = state.Statement.flatMap(({ Action: action }) => action);
    expect([...new Set(actionsOf('TaskRole'))].sort()).toEqual(
      [...new Set([...forState, 'sts:AssumeRole'])].sort(),
    );
  });

  it('lets the state machine call what its states call', () => {
    const called = new Set(
      tasks.map(([, { Resource: resource = '' }]) => resource.split(':::')[1]),
    );
    expect([...called].sort()).toEqual([
      'aws-sdk:s3:getObject',
      'aws-sdk:s3:putObject',
      'ecs:runTask.sync',
      'sns:publish.waitForTaskToken',
    ]);
    expect(actionsOf('EngineRole').toSorted()).toEqual([
      'ecs:DescribeTasks',
      'ecs:RunTask',
      'ecs:StopTask',
      'events:DescribeRule',
      'events:PutRule',
      'events:PutTargets',
      'iam:PassRole',
      's3:GetObject',
      's3:PutObject',
      'sns:Publish',
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StopExecution',
    ]);
  });

  it('sets the variables that a task reads', () => {
    const source = readFileSync('src/cli/start-task.ts', 'utf8');
    const text = readFileSync('deploy/aws/template.yaml', 'utf8');
    for (const [name] of text.matchAll(/SST_SWEEP_\w+/g)) expect(source).toContain(`'${name}'`);
  });
});

describe('the bill', () => {
  it('counts states that there are', () => {
    expect(Object.keys(definition.States)).toEqual(expect.arrayContaining([...ways.look]));
    expect(Object.keys(ofAccounts)).toEqual(
      expect.arrayContaining([...ways.account, ...ways.slice]),
    );
  });

  it('is the one that the page tells, of the calls that the benchmark counted', () => {
    const one = monthlyBill({ accounts: 1, open: 1, lookCalls: 97, taskCalls: [95, 103, 147] });
    expect(one.usd.total.toFixed(2)).toBe('0.36');
    const page = readFileSync('docs/deploy-aws.md', 'utf8');
    expect(page).toContain(`| 1 | 1 | ${one.transitions} | ${one.calls} | 1.4 | $0.36 |`);
  });
});
