import { describe, expect, it } from 'vitest';

import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution/kind.ts';
import { fullConfiguration } from '../../src/kinds/cloudfront-distribution/questions.ts';
import { aSite, withSite } from './a-site.ts';
import { account, fault, listed, signedIn, theOne } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const theSite = (signed: SignedIn) => theOne(cloudfrontDistribution, 'EACME1', signed);

describe('listing distributions', () => {
  it('finds what every behaviour and every origin names', async () => {
    const site = await theSite(await withSite());
    expect(site.references).toEqual([
      { relation: 'cache-policy', to: 'cloudfront-cache-policy:cp-1' },
      { relation: 'function-association', to: 'cloudfront-function:acme-pr-1-WebRequest' },
      { relation: 'lambda-association', to: 'lambda-edge-version:acme-pr-1-WebEdge:3' },
      { relation: 'origin', to: 's3-bucket:acme-assets' },
      { relation: 'origin-access-control', to: 'cloudfront-origin-access-control:EOAC1' },
      { relation: 'origin-access-identity', to: 'cloudfront-origin-access-identity:EOAI1' },
      { relation: 'origin-domain', to: 'files.acme.example' },
      { relation: 'origin-request-policy', to: 'cloudfront-origin-request-policy:orp-1' },
      { relation: 'response-headers-policy', to: 'cloudfront-response-headers-policy:rhp-1' },
      { relation: 'unknown-s3', to: 'acme-abc-s3alias.s3.eu-west-1.amazonaws.com' },
    ]);
  });

  it('says what it serves and how it is named, and has no creation time', async () => {
    const site = await theSite(await withSite());
    expect(site).toMatchObject({
      key: 'cloudfront-distribution:EACME1',
      region: 'global',
      createdAt: null,
      modifiedAt: '2026-10-21T12:00:00.000Z',
      tags: null,
      serving: { enabled: true, settled: true, aliases: ['www.acme.example'] },
      identifiers: [
        'EACME1',
        `arn:aws:cloudfront::${account}:distribution/EACME1`,
        expect.stringMatching(/\.cloudfront\.net$/),
      ],
    });
  });

  it('reads pages, not resources', async () => {
    const distributions = Array.from({ length: 250 }, (_, index) => ({
      ...aSite,
      id: `E${index}`,
      aliases: [],
    }));
    const signed = await signedIn({ cloudfront: { distributions } });
    expect(await listed(cloudfrontDistribution, signed)).toHaveLength(250);
    expect(signed.session.calls().byOperation).toEqual({
      'CloudFront.ListDistributions': 3,
      'STS.GetCallerIdentity': 1,
    });
  });

  it('follows an empty page that has a marker', async () => {
    const signed = await withSite(
      {},
      { faults: [fault('empty-page', 'CloudFront.ListDistributions', { times: 1 })] },
    );
    expect(await listed(cloudfrontDistribution, signed)).toHaveLength(1);
  });

  it('throws where the list is denied, and answers no empty list', async () => {
    const signed = await withSite({}, { faults: [fault('deny', 'CloudFront.ListDistributions')] });
    await expect(cloudfrontDistribution.list(signed.context(), 'us-east-1')).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('reads a page again that was cut off', async () => {
    const signed = await withSite(
      {},
      { faults: [fault('truncate', 'CloudFront.ListDistributions', { times: 1 })] },
    );
    expect(await listed(cloudfrontDistribution, signed)).toHaveLength(1);
  });

  it('knows what AWS will not let go of: staging and tenant-only distributions', async () => {
    const staging = await theSite(await withSite({ staging: true }));
    const tenants = await theSite(await withSite({ connectionMode: 'tenant-only' }));
    expect(staging.blockers).toMatchObject([{ code: 'staging-distribution' }]);
    expect(tenants.blockers).toMatchObject([{ code: 'tenant-only-distribution' }]);
  });

  it('says the same of a distribution by its own read, tags added', async () => {
    const signed = await withSite({ tags: { 'sst:app': 'acme' } });
    const site = await theSite(signed);
    expect(await cloudfrontDistribution.reread(site, signed.context())).toEqual({
      ...site,
      tags: { 'sst:app': 'acme' },
    });
  });

  it('rereads a deleted one as null', async () => {
    const site = await theSite(await withSite());
    const signed = await signedIn();
    expect(await cloudfrontDistribution.reread(site, signed.context())).toBeNull();
  });
});

describe('what only the full configuration of a distribution says', () => {
  it('names the log bucket and the continuous deployment', async () => {
    const signed = await withSite({
      logBucket: 'acme.logs.s3.amazonaws.com',
      continuousDeploymentPolicyId: 'cdp-1',
    });
    expect(await fullConfiguration('EACME1', signed.context())).toMatchObject({
      logBucket: 'acme.logs',
      continuousDeployment: 'cdp-1',
    });
    expect(await fullConfiguration('EGONE', signed.context())).toBeNull();
  });
});

describe('backing up a distribution', () => {
  it('keeps the configuration as it came, without the values of origin headers, and the tags', async () => {
    const config = {
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: 'o',
            DomainName: 'o.example',
            OriginPath: '',
            CustomHeaders: {
              Quantity: 1,
              Items: [{ HeaderName: 'x-secret', HeaderValue: 'hunter2' }],
            },
            CustomOriginConfig: {
              HTTPPort: 80,
              HTTPSPort: 443,
              OriginProtocolPolicy: 'https-only',
            },
          },
        ],
      },
    };
    const signed = await withSite({ tags: { 'sst:app': 'acme' }, config });
    const [xml, tags] = await cloudfrontDistribution.backup(
      await theSite(signed),
      signed.context(),
    );
    expect(xml).toMatchObject({
      name: 'config.xml',
      content: expect.stringContaining('<HeaderName>x-secret</HeaderName>'),
    });
    expect(JSON.stringify(xml)).not.toContain('hunter2');
    expect(tags).toEqual({ name: 'tags.json', content: '{\n  "sst:app": "acme"\n}\n' });
  });

  it('records what could not be read, with the reason', async () => {
    const signed = await withSite(
      {},
      { faults: [fault('deny', 'CloudFront.GetDistributionConfig')] },
    );
    const parts = await cloudfrontDistribution.backup(await theSite(signed), signed.context());
    expect(parts[0]).toEqual({
      name: 'config.xml',
      missing: expect.stringMatching(/^AccessDenied: /),
    });
  });
});
