import { describe, expect, it } from 'vitest';

import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution/kind.ts';
import {
  countTenants,
  fullConfiguration,
} from '../../src/kinds/cloudfront-distribution/questions.ts';
import { withSite } from './a-site.ts';
import { fault, listed, signedIn, theOne } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const theSite = (signed: SignedIn) => theOne(cloudfrontDistribution, 'EACME1', signed);
const { disable, delete: remove } = cloudfrontDistribution.steps;
const { poll } = cloudfrontDistribution;

describe('disabling a distribution', () => {
  it('tags it with the sweep, the time it had and what is sent, and only then disables it', async () => {
    const signed = await withSite({ tags: { 'sst:app': 'acme' } });
    const site = await theSite(signed);
    expect(await disable?.(site, signed.step())).toEqual({ result: 'done' });
    const writes = signed.aws.requests
      .filter(({ writes: isWrite }) => isWrite)
      .map(({ operation }) => operation);
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
    const signed = await withSite(
      {},
      { faults: [fault('stale-etag', 'CloudFront.UpdateDistribution')] },
    );
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
    const signed = await withSite({
      config: { DefaultCacheBehavior: { TargetOriginId: 'cname' } },
    });
    expect(await disable?.(await theSite(signed), signed.step())).toEqual({ result: 'done' });
  });

  it('refuses a staging distribution and one with a continuous deployment, before any write', async () => {
    const staging = await withSite({ staging: true });
    const primary = await withSite({ continuousDeploymentPolicyId: 'cdp-1' });
    expect(await disable?.(await theSite(staging), staging.step())).toMatchObject({
      result: 'refused',
      reason: 'staging-distribution',
    });
    expect(await disable?.(await theSite(primary), primary.step())).toMatchObject({
      result: 'refused',
      reason: 'continuous-deployment',
    });
    expect(primary.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('does not disable what it could not tag', async () => {
    const signed = await withSite({}, { faults: [fault('deny', 'CloudFront.TagResource')] });
    await expect(disable?.(await theSite(signed), signed.step())).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    expect((await theSite(signed)).serving?.enabled).toBe(true);
  });
});

describe('waiting for a distribution', () => {
  it('seems undone while reads lag, then is pending until it is deployed, and missing once it is gone', async () => {
    const signed = await withSite(
      {},
      { timings: { distributionPropagation: 300, staleReadAfterUpdate: 5 } },
    );
    await disable?.(await theSite(signed), signed.step());
    const look = async () => (await poll?.(['EACME1', 'EGONE'], signed.context()))?.get('EACME1');
    expect(await look()).toBe('undone');
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
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({
      result: 'wait',
      reason: 'propagating',
    });
  });

  it('never deletes one that somebody enabled again', async () => {
    const signed = await withSite();
    expect(await remove?.(await theSite(signed), signed.step())).toEqual({ result: 'stale' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('takes the 412 of a pricing plan as final, not as a stale ETag', async () => {
    const signed = await withSite({ ...aDisabled, pricingPlan: true });
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({
      result: 'refused',
      reason: 'pricing-plan',
    });
  });

  it('is stale on any other 412', async () => {
    const signed = await withSite(aDisabled, {
      faults: [fault('stale-etag', 'CloudFront.DeleteDistribution')],
    });
    expect(await remove?.(await theSite(signed), signed.step())).toEqual({ result: 'stale' });
  });

  it('is in use while it has tenants', async () => {
    const cloudfront = {
      distributionTenants: [
        { id: 't1', distributionId: 'EACME1', domains: ['a.example'], enabled: true },
      ],
    };
    const signed = await withSite({ ...aDisabled, connectionMode: 'tenant-only' }, { cloudfront });
    expect(await remove?.(await theSite(signed), signed.step())).toMatchObject({
      result: 'in-use',
    });
    expect(await countTenants('EACME1', signed.context())).toBe(1);
    expect(await countTenants('EOTHER', signed.context())).toBe(0);
  });
});
