import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

/** A living edge function with four versions, of which the fourth is in use, and calls of version 1. */
function called(
  calls: readonly {
    readonly region: string;
    readonly dimensions: (name: string) => Record<string, string>;
    readonly days: number;
  }[],
) {
  const account = anAccount();
  const at = account.ago({ days: 60 });
  const site = aSite({ app: 'acme', stage: 'dev', at });
  const signer = anEdgeSigner({ app: 'acme', stage: 'dev', at, versions: 4 });
  const [{ name }] = signer.lambdas;
  for (const behavior of site.distributions[0].behaviors ?? [])
    behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
  account.with(site, signer, {
    metrics: calls.map(({ region, dimensions, days }) => ({
      namespace: 'AWS/Lambda',
      name: 'Invocations',
      region,
      dimensions: dimensions(name),
      points: [{ at: account.ago({ days }), value: 3 }],
    })),
  });
  account
    .home()
    .stage('acme', 'dev')
    .deploy(at, [...site.entries, ...signer.entries]);
  return { account, ids: { first: `${name}:1`, second: `${name}:2` } };
}

const old = 'leftover low (15)';

describe('an old version of a living edge function', () => {
  it.each([
    ['at home', 'us-east-1', (name: string) => name],
    ['where its replicas run', 'eu-west-1', (name: string) => `us-east-1.${name}`],
    ['where nothing else of the account lies', 'sa-east-1', (name: string) => `us-east-1.${name}`],
  ] as const)('that is called by its number %s is in use', async (_, region, function_) => {
    const { account, ids } = called([
      {
        region,
        days: 2,
        dimensions: (name) => ({
          FunctionName: function_(name),
          Resource: `${function_(name)}:1`,
        }),
      },
    ]);
    expect(await verdicts(account, ids)).toEqual({ first: 'unknown (8)', second: old });
  });

  it('is not in use where the newest version alone is called, or it was called long ago', async () => {
    const { account, ids } = called([
      { region: 'us-east-1', days: 2, dimensions: (name) => ({ FunctionName: name }) },
      {
        region: 'us-east-1',
        days: 40,
        dimensions: (name) => ({ FunctionName: name, Resource: `${name}:1` }),
      },
    ]);
    expect(await verdicts(account, ids)).toEqual({ first: old, second: old });
  });

  it('is unknown where its calls could not be counted', async () => {
    const { account, ids } = called([]);
    account.data.faults = [{ kind: 'deny', operation: 'CloudWatch.GetMetricData' }];
    expect(await verdicts(account, ids)).toEqual({ first: 'unknown (7)', second: 'unknown (7)' });
  });
});

it('an old edge version that an alias names is in use', async () => {
  const account = anAccount();
  const at = account.ago({ days: 60 });
  const site = aSite({ app: 'acme', stage: 'dev', at });
  const signer = anEdgeSigner({ app: 'acme', stage: 'dev', at, versions: 4 });
  const [lambda] = signer.lambdas;
  lambda.aliases = [{ name: 'live', version: '1' }];
  account
    .with(site, signer, {
      metrics: [
        {
          namespace: 'AWS/Lambda',
          name: 'Invocations',
          region: 'us-east-1',
          dimensions: { FunctionName: lambda.name, Resource: `${lambda.name}:live` },
          points: [{ at: account.ago({ days: 2 }), value: 3 }],
        },
      ],
    })
    .home()
    .stage('acme', 'dev')
    .deploy(at, [...site.entries, ...signer.entries]);
  const ids = { first: `${lambda.name}:1`, second: `${lambda.name}:2` };
  const said = await verdicts(account, ids);
  expect(said.first).toMatch(/^unknown|^live/);
  expect(said.second).toBe('leftover low (15)');
});
