import { describe, expect, it } from 'vitest';
import { match } from '../../../src/match/match.ts';
import type { DistributionData, Fault } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { recorded } from '../../account/distribution-outputs.ts';
import { looking, plainOptions, said } from '../../account/looking.ts';
import { aSite, type Site } from '../../account/sites.ts';
import { aStore, reads } from '../../account/stores.ts';
import { say } from '../attacks/asking.ts';

type Person = (distribution: DistributionData, site: Site) => void;

interface Story {
  /** What it was like while its stage had it. */
  readonly before?: Person;
  readonly requests?: number;
  /** How many days ago those came; it left its state 60 days ago. */
  readonly askedDaysAgo?: number;
  readonly fault?: Fault;
  /** A server of others that leaves times out. */
  readonly isTimeless?: boolean;
}

/** A site that left its stage 60 days ago, and what a person did to its distribution two days ago. */
async function verdictAfter(
  person: Person,
  { before, requests = 0, askedDaysAgo = 30, fault, isTimeless = false }: Story = {},
): Promise<string | null> {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
  const store = aStore({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
  reads(site, store, 'both');
  const [distribution] = site.distributions;
  before?.(distribution, site);
  account.with(site, store, {
    metrics: [
      {
        namespace: 'AWS/CloudFront',
        name: 'Requests',
        region: 'us-east-1',
        dimensions: { DistributionId: distribution.id, Region: 'Global' },
        points: [{ at: account.ago({ days: askedDaysAgo }), value: requests }],
      },
    ],
  });
  account
    .home()
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 90 }), recorded([...site.entries, ...store.entries], distribution))
    .remove(account.ago({ days: 60 }));
  person(distribution, { ...site, keyValueStores: store.keyValueStores });
  distribution.modifiedAt = account.ago({ days: 2 });
  if (fault) account.data.faults = [fault];
  const looked = await looking(account);
  if (!isTimeless) return say(looked, distribution.id);
  const resources = looked.inventory.resources.map((each) =>
    each.kind === 'cloudfront-function' ? { ...each, createdAt: null, modifiedAt: null } : each,
  );
  const { findings } = match({ ...looked.inventory, resources }, plainOptions);
  const finding = findings.find(({ id }) => id === distribution.id);
  return finding ? said(finding) : null;
}

const disable: Person = (distribution) => {
  distribution.enabled = false;
};

describe('a distribution that was only disabled after its stage let it go', () => {
  it('is as left over as before', async () => {
    expect(await verdictAfter(disable)).toBe('leftover certain (11)');
  });

  it('is as left over as before with a price class that its state says', async () => {
    const before: Person = (distribution) =>
      void (distribution.config = { PriceClass: 'PriceClass_100' });
    expect(await verdictAfter(disable, { before })).toBe('leftover certain (11)');
  });

  it('is unknown while the disabling is under way', async () => {
    const settling: Person = (distribution, site) => {
      disable(distribution, site);
      distribution.status = 'InProgress';
    };
    expect(await verdictAfter(settling)).toMatch(/^unknown/);
  });

  it.each([1, 5000])(
    'is unknown where it answered %i requests between the two',
    async (requests) => {
      expect(await verdictAfter(disable, { requests })).toBe('unknown (8)');
    },
  );

  it('is as left over as before where its last visitors came on the day on which it left', async () => {
    const last = { requests: 5000, askedDaysAgo: 59.7 };
    expect(await verdictAfter(disable, last)).toBe('leftover certain (11)');
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
      'its root object',
      (distribution) => void (distribution.config = { DefaultRootObject: 'soon.html' }),
    ],
    [
      'its error pages',
      (distribution) => {
        const page = { ErrorCode: 404, ResponseCode: '200', ResponsePagePath: '/soon.html' };
        distribution.config = { CustomErrorResponses: { Quantity: 1, Items: [page] } };
      },
    ],
    [
      'its countries',
      (distribution) => {
        const geo = { RestrictionType: 'whitelist', Quantity: 1, Items: ['DE'] };
        distribution.config = { Restrictions: { GeoRestriction: geo } };
      },
    ],
    ['its log', (distribution) => void (distribution.logBucket = 'logs.s3.amazonaws.com')],
    [
      'who deploys to it',
      (distribution) => void (distribution.continuousDeploymentPolicyId = 'p-1'),
    ],
    ['a tag', (distribution) => void (distribution.tags = { ...distribution.tags, Owner: 'data' })],
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
      'its price class',
      (distribution) => void (distribution.config = { PriceClass: 'PriceClass_100' }),
    ],
    [
      'its version of HTTP',
      (distribution) => void (distribution.config = { HttpVersion: 'http2and3' }),
    ],
    ['its IPv6', (distribution) => void (distribution.config = { IsIPV6Enabled: false })],
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
    const both: Person = (distribution, site) => {
      disable(distribution, site);
      change(distribution, site);
    };
    expect(await verdictAfter(both)).toBe('unknown (8)');
  });

  it.each<[string, Person]>([
    [
      'the code of its function',
      (_distribution, { functions }) => {
        functions[0].modifiedAt = '2026-11-19T10:00:00.000Z';
      },
    ],
    [
      'its store',
      (_distribution, { keyValueStores = [] }) => {
        for (const store of keyValueStores) store.modifiedAt = '2026-11-19T10:00:00.000Z';
      },
    ],
    [
      'a file in its bucket',
      (_distribution, { buckets }) => {
        buckets[0].objects?.push({ key: 'soon.html', at: '2026-11-19T10:00:00.000Z', size: 5 });
      },
    ],
  ])('is unknown where %s was changed meanwhile', async (_what, change) => {
    const both: Person = (distribution, site) => {
      disable(distribution, site);
      change(distribution, site);
    };
    expect(await verdictAfter(both)).toBe('unknown (8)');
  });

  it.each<[string, Fault]>([
    ['functions could not be listed', { kind: 'deny', operation: 'CloudFront.ListFunctions' }],
    ['stores could not be listed', { kind: 'deny', operation: 'CloudFront.ListKeyValueStores' }],
    ['code could not be listed', { kind: 'deny', operation: 'Lambda.ListFunctions' }],
    ['its bucket could not be read', { kind: 'deny', operation: 'S3.GetBucketVersioning' }],
    [
      'its configuration could not be read',
      {
        kind: 'deny',
        operation: 'CloudFront.GetDistributionConfig',
      },
    ],
  ])('is unknown where %s', async (_what, fault) => {
    expect(await verdictAfter(disable, { fault })).toMatch(/^unknown/);
  });

  it('is unknown where its bucket holds more than was looked at', async () => {
    const fill: Person = (_distribution, { buckets }) => {
      buckets[0].objects = Array.from({ length: 20_001 }, (_, index) => ({
        key: `_assets/${String(index).padStart(6, '0')}.js`,
        at: '2026-08-24T12:00:00.000Z',
        size: 1,
      }));
    };
    expect(await verdictAfter(disable, { before: fill })).toBe('unknown (8)');
  });

  it('is unknown where its function tells no time', async () => {
    expect(await verdictAfter(disable, { isTimeless: true })).toBe('unknown (8)');
  });
});
