import { describe, expect, it } from 'vitest';

import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution.ts';
import { countTenants, fullConfiguration } from '../../src/kinds/distribution-lookups.ts';
import type { DistributionData } from '../../src/simulator/account.ts';
import { account, fault, listed, signedIn, theOne } from './signed-in.ts';

const functionArn = `arn:aws:cloudfront::${account}:function/acme-pr-1-WebRequest`;
const lambdaArn = `arn:aws:lambda:us-east-1:${account}:function:acme-pr-1-WebEdge:3`;

const aSite: DistributionData = {
  id: 'EACME1',
  comment: 'acme pr-1 site',
  modifiedAt: '-30d',
  aliases: ['WWW.Acme.example'],
  origins: [
    { domainName: 'acme-assets.s3.eu-west-1.amazonaws.com', originAccessControlId: 'EOAC1' },
    { id: 'cname', domainName: 'Files.Acme.example' },
    { id: 'ap', domainName: 'acme-abc-s3alias.s3.eu-west-1.amazonaws.com', originAccessIdentity: 'EOAI1' },
  ],
  behaviors: [
    { functions: [{ event: 'viewer-request', arn: functionArn }], cachePolicyId: 'cp-1' },
    { path: '/api/*', lambdas: [{ event: 'origin-request', arn: lambdaArn }], originRequestPolicyId: 'orp-1', responseHeadersPolicyId: 'rhp-1' },
  ],
};

const aFunction = { name: 'acme-pr-1-WebRequest' };

async function withSite(changes: Partial<DistributionData> = {}, more: Parameters<typeof signedIn>[0] = {}) {
  const { cloudfront, ...rest } = more;
  return signedIn({ cloudfront: { distributions: [{ ...aSite, ...changes }], functions: [aFunction], ...cloudfront }, ...rest });
}

const theSite = (signed: Awaited<ReturnType<typeof signedIn>>) => theOne(cloudfrontDistribution, 'EACME1', signed);
const { disable, delete: remove } = cloudfrontDistribution.steps;
const { poll } = cloudfrontDistribution;

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
      identifiers: ['EACME1', `arn:aws:cloudfront::${account}:distribution/EACME1`, expect.stringMatching(/\.cloudfront\.net$/)],
    });
  });

  it('reads pages, not resources', async () => {
    const distributions = Array.from({ length: 250 }, (_, index) => ({ ...aSite, id: `E${index}`, aliases: [] }));
    const signed = await signedIn({ cloudfront: { distributions } });
    expect(await listed(cloudfrontDistribution, signed)).toHaveLength(250);
    expect(signed.session.calls().byOperation).toEqual({ 'CloudFront.ListDistributions': 3, 'STS.GetCallerIdentity': 1 });
  });

  it('follows an empty page that has a marker', async () => {
    const signed = await withSite({}, { faults: [fault('empty-page', 'CloudFront.ListDistributions', { times: 1 })] });
    expect(await listed(cloudfrontDistribution, signed)).toHaveLength(1);
  });

  it('throws where the list is denied, and answers no empty list', async () => {
    const signed = await withSite({}, { faults: [fault('deny', 'CloudFront.ListDistributions')] });
    await expect(cloudfrontDistribution.list(signed.context())).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('reads a page again that was cut off', async () => {
    const signed = await withSite({}, { faults: [fault('truncate', 'CloudFront.ListDistributions', { times: 1 })] });
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
    expect(await cloudfrontDistribution.reread(site, signed.context())).toEqual({ ...site, tags: { 'sst:app': 'acme' } });
  });

  it('rereads a deleted one as null', async () => {
    const site = await theSite(await withSite());
    const signed = await signedIn();
    expect(await cloudfrontDistribution.reread(site, signed.context())).toBeNull();
  });
});

describe('disabling a distribution', () => {
  it('tags it with the sweep, the time it had and what is sent, and only then disables it', async () => {
    const signed = await withSite({ tags: { 'sst:app': 'acme' } });
    const site = await theSite(signed);
    expect(await disable?.(site, signed.step())).toEqual({ result: 'done' });
    const writes = signed.aws.requests.filter(({ writes: isWrite }) => isWrite).map(({ operation }) => operation);
    expect(writes).toEqual(['CloudFront.TagResource', 'CloudFront.UpdateDistribution']);
    await signed.aws.clock.sleep(60_000);
    const after = await cloudfrontDistribution.reread(site, signed.context());
    const full = await fullConfiguration('EACME1', signed.context());
    expect(after?.serving?.enabled).toBe(false);
    expect(after?.references).toEqual(site.references);
    expect(after?.tags).toMatchObject({
      'sst:app': 'acme',
      'sst-sweep:sweep': 'sweep-1',
      'sst-sweep:modified-at': '2026-10-21T12:00:00.000Z',
      'sst-sweep:config': full?.configuration,
    });
  });

  it('leaves a disabled one as it is', async () => {
    const signed = await withSite({ enabled: false });
    expect(await disable?.(await theSite(signed), signed.step())).toEqual({ result: 'done' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('is done with one that is gone', async () => {
    const site = await theSite(await withSite());
    const signed = await signedIn();
    expect(await disable?.(site, signed.step())).toEqual({ result: 'gone' });
  });

  it('does not touch one that was changed since it was judged', async () => {
    const signed = await withSite();
    const site = { ...(await theSite(signed)), etag: 'EOLDER' };
    expect(await disable?.(site, signed.step())).toEqual({ result: 'stale' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('is stale where the ETag is overtaken in between', async () => {
    const signed = await withSite({}, { faults: [fault('stale-etag', 'CloudFront.UpdateDistribution')] });
    expect(await disable?.(await theSite(signed), signed.step())).toEqual({ result: 'stale' });
  });

  it('sends no logging where the log bucket is gone', async () => {
    const signed = await withSite({ logBucket: 'deleted-logs.s3.amazonaws.com' });
    expect(await disable?.(await theSite(signed), signed.step())).toEqual({ result: 'done' });
    expect(signed.progress).toEqual(['another attempt, without its log bucket']);
    await signed.aws.clock.sleep(60_000);
    expect((await fullConfiguration('EACME1', signed.context()))?.logBucket).toBeNull();
  });

  it('fills in the Lambda associations that a very old configuration lacks', async () => {
    const signed = await withSite({ config: { DefaultCacheBehavior: { TargetOriginId: 'cname' } } });
    expect(await disable?.(await theSite(signed), signed.step())).toEqual({ result: 'done' });
  });

  it('refuses a staging distribution and one with a continuous deployment, before any write', async () => {
    const staging = await withSite({ staging: true });
    const primary = await withSite({ continuousDeploymentPolicyId: 'cdp-1' });
    expect(await disable?.(await theSite(staging), staging.step())).toMatchObject({ result: 'refused', reason: 'staging-distribution' });
    expect(await disable?.(await theSite(primary), primary.step())).toMatchObject({ result: 'refused', reason: 'continuous-deployment' });
    expect(primary.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('does not disable what it could not tag', async () => {
    const signed = await withSite({}, { faults: [fault('deny', 'CloudFront.TagResource')] });
    await expect(disable?.(await theSite(signed), signed.step())).rejects.toMatchObject({ name: 'AccessDenied' });
    expect((await theSite(signed)).serving?.enabled).toBe(true);
  });
});

describe('waiting for a distribution', () => {
  it('is pending until it is both disabled and deployed, and missing once it is gone', async () => {
    const signed = await withSite({}, { timings: { distributionPropagation: 300, staleReadAfterUpdate: 5 } });
    await disable?.(await theSite(signed), signed.step());
    const look = async () => (await poll?.(['EACME1', 'EGONE'], signed.context()))?.get('EACME1');
    expect(await look()).toBe('pending');
    await signed.aws.clock.sleep(200_000);
    expect(await look()).toBe('pending');
    await signed.aws.clock.sleep(110_000);
    expect(await look()).toBe('ready');
    expect((await poll?.(['EGONE'], signed.context()))?.size).toBe(0);
  });
});

describe('deleting a distribution', () => {
  const aDisabled = { enabled: false };

  it('deletes one that is disabled and deployed', async () => {
    const signed = await withSite(aDisabled);
    expect(await remove?.(await theSite(signed), signed.step())).toEqual({ result: 'done' });
    expect(await listed(cloudfrontDistribution, signed)).toEqual([]);
  });

  it('is done with one that is gone', async () => {
    const site = await theSite(await withSite(aDisabled));
    expect(await remove?.(site, (await signedIn()).step())).toEqual({ result: 'gone' });
  });

  it('waits for one that still propagates', async () => {
    const signed = await withSite({ ...aDisabled, status: 'InProgress' });
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({ result: 'wait', reason: 'propagating' });
  });

  it('never deletes one that somebody enabled again', async () => {
    const signed = await withSite();
    expect(await remove?.(await theSite(signed), signed.step())).toEqual({ result: 'stale' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('takes the 412 of a pricing plan as final, not as a stale ETag', async () => {
    const signed = await withSite({ ...aDisabled, pricingPlan: true });
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({ result: 'refused', reason: 'pricing-plan' });
  });

  it('is stale on any other 412', async () => {
    const signed = await withSite(aDisabled, { faults: [fault('stale-etag', 'CloudFront.DeleteDistribution')] });
    expect(await remove?.(await theSite(signed), signed.step())).toEqual({ result: 'stale' });
  });

  it('is in use while it has tenants', async () => {
    const cloudfront = { distributionTenants: [{ id: 't1', distributionId: 'EACME1', domains: ['a.example'], enabled: true }] };
    const signed = await withSite({ ...aDisabled, connectionMode: 'tenant-only' }, { cloudfront });
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({ result: 'in-use' });
    expect(await countTenants('EACME1', signed.context())).toBe(1);
    expect(await countTenants('EOTHER', signed.context())).toBe(0);
  });
});

describe('what only the full configuration of a distribution says', () => {
  it('names the log bucket and the continuous deployment', async () => {
    const signed = await withSite({ logBucket: 'acme.logs.s3.amazonaws.com', continuousDeploymentPolicyId: 'cdp-1' });
    expect(await fullConfiguration('EACME1', signed.context())).toMatchObject({ logBucket: 'acme.logs', continuousDeployment: 'cdp-1' });
    expect(await fullConfiguration('EGONE', signed.context())).toBeNull();
  });
});

describe('backing up a distribution', () => {
  it('keeps the configuration as it came, without the values of origin headers, and the tags', async () => {
    const config = { Origins: { Quantity: 1, Items: [{ Id: 'o', DomainName: 'o.example', OriginPath: '', CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'x-secret', HeaderValue: 'hunter2' }] }, CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'https-only' } }] } };
    const signed = await withSite({ tags: { 'sst:app': 'acme' }, config });
    const [xml, tags] = await cloudfrontDistribution.backup(await theSite(signed), signed.context());
    expect(xml).toMatchObject({ name: 'config.xml', content: expect.stringContaining('<HeaderName>x-secret</HeaderName>') });
    expect(JSON.stringify(xml)).not.toContain('hunter2');
    expect(tags).toEqual({ name: 'tags.json', content: '{\n  "sst:app": "acme"\n}\n' });
  });

  it('records what could not be read, with the reason', async () => {
    const signed = await withSite({}, { faults: [fault('deny', 'CloudFront.GetDistributionConfig')] });
    const parts = await cloudfrontDistribution.backup(await theSite(signed), signed.context());
    expect(parts[0]).toEqual({ name: 'config.xml', missing: expect.stringMatching(/^AccessDenied: /) });
  });
});
