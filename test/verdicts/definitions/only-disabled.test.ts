import { describe, expect, it } from 'vitest';
import type { DistributionData } from '../../../src/simulator/account.ts';
import { anAccount } from '../../account/account.ts';
import { recorded } from '../../account/distribution-outputs.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { say } from '../attacks/asking.ts';

type Person = (distribution: DistributionData) => void;

/** A site that left its stage three days ago, and what a person did to its distribution the day after. */
async function verdictAfter(
  person: Person,
  { before, requests = 0 }: { before?: Person; requests?: number } = {},
): Promise<string | null> {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
  const [distribution] = site.distributions;
  before?.(distribution);
  account.with(site, {
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        dimensions: { DistributionId: distribution.id, Region: 'Global' },
        region: 'us-east-1',
        points: [{ at: account.ago({ days: 30 }), value: requests }],
      },
    ],
  });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 90 }), recorded(site.entries, distribution))
    .remove(account.ago({ days: 60 }));
  person(distribution);
  distribution.modifiedAt = later(account.ago({ days: 2 }), 0);
  return say(await looking(account), distribution.id);
}

const disable: Person = (distribution) => {
  distribution.enabled = false;
};

describe('a distribution that was only disabled after its stage let it go', () => {
  it('is as left over as before', async () => {
    expect(await verdictAfter(disable)).toBe('leftover certain (11)');
  });

  it('is unknown while the disabling is under way', async () => {
    const settling: Person = (distribution) => {
      disable(distribution);
      distribution.status = 'InProgress';
    };
    expect(await verdictAfter(settling)).toMatch(/^unknown/);
  });

  it('is unknown where it answered anybody between the two, however long ago', async () => {
    expect(await verdictAfter(disable, { requests: 5000 })).toBe('unknown (8)');
  });

  it('is unknown where it is on, since then something else was changed', async () => {
    expect(await verdictAfter(() => {})).toBe('unknown (8)');
  });

  it('is unknown where it was off before, since then something else was changed', async () => {
    expect(await verdictAfter(() => {}, { before: disable })).toBe('unknown (8)');
  });

  it.each<[string, Person]>([
    ['its comment', (distribution) => void (distribution.comment = 'ours now')],
    ['an alias', (distribution) => void (distribution.aliases = ['old.acme.example'])],
    [
      'the host of an origin',
      (distribution) => {
        distribution.origins = [{ id: 'default', domainName: 'archive.acme.example' }];
      },
    ],
    [
      'the path of an origin',
      (distribution) => {
        distribution.origins = [{ id: 'default', domainName: 'placeholder.sst.dev', path: '/old' }];
      },
    ],
    [
      'a behaviour',
      (distribution) => {
        distribution.behaviors = [...(distribution.behaviors ?? []), { path: '/ours/*' }];
      },
    ],
    [
      'a function',
      (distribution) => {
        distribution.behaviors = [{ originId: 'default' }];
      },
    ],
    [
      'a policy',
      (distribution) => {
        const [first] = distribution.behaviors ?? [];
        distribution.behaviors = [
          { ...first, cachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' },
        ];
      },
    ],
    [
      'its firewall',
      (distribution) => {
        distribution.config = {
          WebACLId: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/1',
        };
      },
    ],
    [
      'its certificate',
      (distribution) => {
        distribution.config = {
          ViewerCertificate: {
            ACMCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
          },
        };
      },
    ],
  ])('is unknown where %s was changed, too', async (_what, change) => {
    const both: Person = (distribution) => {
      disable(distribution);
      change(distribution);
    };
    expect(await verdictAfter(both)).toBe('unknown (8)');
  });
});
