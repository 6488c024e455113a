import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite } from '../../account/sites.ts';

const certain = 'leftover certain (11)';

/** A site with its server, which were removed 60 days ago; both were called since, now and then. */
async function told(calls: { readonly requests: number; readonly invocations: number }) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const place = { app: 'acme', stage: 'pr-1', at };
  const site = aSite(place);
  const server = aServer({ ...place, component: 'Web', type: 'sst:aws:Nextjs', word: 'WebServer' });
  const [{ id }] = site.distributions;
  const [{ name }] = server.lambdas;
  account
    .with(site, server)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, [...site.entries, ...server.entries])
    .remove(account.ago({ days: 60 }));
  for (const days of [40, 33, 26, 19, 12, 5]) {
    const points = (value: number) => [{ at: account.ago({ days }), value }];
    account.data.cloudwatch?.metrics.push(
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: id, Region: 'Global' },
        points: points(calls.requests),
      },
      {
        namespace: 'AWS/Lambda',
        name: 'Invocations',
        region: 'us-east-1',
        dimensions: { FunctionName: name },
        points: points(calls.invocations),
      },
    );
  }
  const verdicts = async (allowTraffic: boolean) => {
    const looked = await looking(account, { match: { allowTraffic } });
    return {
      distribution: said(looked.of(id)),
      edge: said(looked.of(site.functions[0].name)),
      server: said(looked.of(`us-east-1:${name}`)),
    };
  };
  return { plain: await verdicts(false), allowed: await verdicts(true) };
}

describe('a site that its stage let go of', () => {
  it('is left over where only bots ask for its files', async () => {
    const { plain } = await told({ requests: 42, invocations: 0 });
    expect(plain).toEqual({ distribution: certain, edge: certain, server: certain });
  });

  it('is unknown where its server is called now and then, as by webhooks', async () => {
    const { plain, allowed } = await told({ requests: 42, invocations: 42 });
    expect(plain).toEqual({
      distribution: 'unknown (8)',
      edge: 'unknown (5)',
      server: 'unknown (8)',
    });
    expect(allowed.distribution).toBe(certain);
  });
});
