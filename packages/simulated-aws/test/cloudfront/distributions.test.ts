import {
  GetDistributionCommand,
  ListDistributionsCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { refusalOf, simulate } from '../simulated.ts';
import { withDistribution, configOf, change, disable } from './distribution-account.ts';

describe('the list of distributions', () => {
  it('has pages of 100 and says when it is truncated', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `E${String(index).padStart(3, '0')}`);
    const { cloudfront } = simulate({ cloudfront: { distributions: ids.map((id) => ({ id })) } });
    const pages: number[] = [];
    const seen: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const answer = await cloudfront.send(
        new ListDistributionsCommand({ Marker: marker, MaxItems: 500 }),
      );
      const page = answer.DistributionList;
      pages.push(page?.Quantity ?? 0);
      seen.push(...(page?.Items ?? []).map(({ Id }) => Id));
      expect(page?.IsTruncated).toBe(page?.NextMarker !== undefined);
      marker = page?.NextMarker;
    } while (marker);
    expect(pages).toEqual([100, 100, 30]);
    expect(seen).toEqual(ids);
  });

  it('has no Items when it is empty', async () => {
    const { cloudfront } = simulate();
    const { DistributionList: page } = await cloudfront.send(new ListDistributionsCommand({}));
    expect(page).toMatchObject({ Quantity: 0, IsTruncated: false });
    expect(page?.Items).toBeUndefined();
  });

  it('shows references and the ETag, but not what only the full configuration has', async () => {
    const { cloudfront } = withDistribution({ logBucket: 'logs.s3.amazonaws.com', etag: 'E9' });
    const { DistributionList: page } = await cloudfront.send(new ListDistributionsCommand({}));
    const row = page?.Items?.[0];
    expect(row).toMatchObject({
      ARN: 'arn:aws:cloudfront::111122223333:distribution/E1',
      ETag: 'E9',
      Status: 'Deployed',
      Enabled: true,
      Origins: { Quantity: 1 },
    });
    for (const name of ['CallerReference', 'Logging', 'ContinuousDeploymentPolicyId']) {
      expect(row).not.toHaveProperty(name);
    }
  });
});

describe('an update', () => {
  it('propagates for minutes, while reads lag behind it at first', async () => {
    const { cloudfront, clock } = withDistribution();
    const before = await configOf(cloudfront);
    const updated = await disable(cloudfront);
    expect(updated.Distribution).toMatchObject({
      Status: 'InProgress',
      DistributionConfig: { Enabled: false },
    });
    expect(updated.ETag).not.toBe(before.etag);
    const read = async () => {
      const { Distribution: each, ETag } = await cloudfront.send(
        new GetDistributionCommand({ Id: 'E1' }),
      );
      const { DistributionList: page } = await cloudfront.send(new ListDistributionsCommand({}));
      const row = page?.Items?.[0];
      expect([row?.Status, row?.Enabled, row?.ETag]).toEqual([
        each?.Status,
        each?.DistributionConfig?.Enabled,
        ETag,
      ]);
      return [each?.Status, each?.DistributionConfig?.Enabled, ETag === updated.ETag];
    };
    expect(await read()).toEqual(['Deployed', true, false]);
    await clock.advance(5_000);
    expect(await read()).toEqual(['InProgress', false, true]);
    await clock.advance(300_000);
    expect(await read()).toEqual(['Deployed', false, true]);
  });

  it('needs the current ETag', async () => {
    const { cloudfront } = withDistribution();
    const { config, etag } = await configOf(cloudfront);
    const send = (IfMatch?: string) =>
      refusalOf(
        cloudfront.send(
          new UpdateDistributionCommand({ Id: 'E1', IfMatch, DistributionConfig: config }),
        ),
      );
    expect(await send()).toBe('InvalidIfMatchVersion 400');
    expect(await send('EWRONG')).toBe('PreconditionFailed 412');
    expect(await send(etag)).toBe('no refusal');
    expect(await send(etag)).toBe('PreconditionFailed 412');
  });

  const edits: [string, string, (config: DistributionConfig) => DistributionConfig][] = [
    [
      'a new CallerReference',
      'IllegalUpdate 400',
      (config) => ({ ...config, CallerReference: 'new' }),
    ],
    [
      'a Quantity that is not the number of Items',
      'InconsistentQuantities 400',
      (config) => ({ ...config, Aliases: { Quantity: 2, Items: ['a.example.com'] } }),
    ],
    [
      'a log bucket that is gone',
      'InvalidArgument 400',
      (config) => ({
        ...config,
        Logging: {
          Enabled: true,
          IncludeCookies: false,
          Bucket: 'gone.s3.amazonaws.com',
          Prefix: '',
        },
      }),
    ],
    [
      'a comment of more than 128 characters',
      'InvalidArgument 400',
      (config) => ({ ...config, Comment: 'x'.repeat(129) }),
    ],
    [
      'no Lambda associations at all',
      'InvalidArgument 400',
      (config) => ({
        ...config,
        DefaultCacheBehavior: {
          ...config.DefaultCacheBehavior,
          LambdaFunctionAssociations: undefined,
        } as DistributionConfig['DefaultCacheBehavior'],
      }),
    ],
    [
      'a policy that does not exist',
      'NoSuchCachePolicy 404',
      (config) => ({
        ...config,
        DefaultCacheBehavior: {
          ...config.DefaultCacheBehavior,
          CachePolicyId: 'none',
        } as DistributionConfig['DefaultCacheBehavior'],
      }),
    ],
  ];
  it.each(edits)('with %s is refused: %s', async (_what, refusal, edit) => {
    const { cloudfront } = withDistribution();
    expect(await refusalOf(change(cloudfront, edit))).toBe(refusal);
  });

  it('is refused for a log bucket that was deleted since, until logging is dropped', async () => {
    const { cloudfront } = withDistribution({ logBucket: 'logs.s3.amazonaws.com' });
    expect(await refusalOf(disable(cloudfront))).toBe('InvalidArgument 400');
    const Logging = { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' };
    const dropped = change(cloudfront, (config) => ({ ...config, Enabled: false, Logging }));
    expect(await refusalOf(dropped)).toBe('no refusal');
  });

  it('cannot disable a staging distribution that a policy uses', async () => {
    const { cloudfront } = withDistribution(
      { staging: true, domainName: 'dstaging.cloudfront.net' },
      {
        continuousDeploymentPolicies: [
          { id: 'P1', stagingDomains: ['dstaging.cloudfront.net'], enabled: true },
        ],
      },
    );
    expect(await refusalOf(disable(cloudfront))).toBe('StagingDistributionInUse 409');
  });

  it('may neither leave out a continuous deployment policy nor detach it by an empty id', async () => {
    const { cloudfront, clock } = withDistribution({ continuousDeploymentPolicyId: 'P1' });
    const without = change(cloudfront, (config) => {
      const { ...rest } = config;
      delete rest.ContinuousDeploymentPolicyId;
      return rest;
    });
    expect(await refusalOf(without)).toBe('IllegalUpdate 400');
    await change(cloudfront, (config) => ({ ...config, ContinuousDeploymentPolicyId: '' }));
    await clock.advance(5_000);
    expect((await configOf(cloudfront)).config.ContinuousDeploymentPolicyId).toBe('P1');
  });

  it('keeps every element of a configuration that it is sent back', async () => {
    const config: Record<string, unknown> = {
      Comment: 'a <b> & "c"\r\n\u00e9',
      OriginGroups: {
        Quantity: 1,
        Items: [
          {
            Id: 'group',
            FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [500, 502] } },
            Members: { Quantity: 2, Items: [{ OriginId: 'a' }, { OriginId: 'b' }] },
          },
        ],
      },
      CustomErrorResponses: {
        Quantity: 1,
        Items: [
          {
            ErrorCode: 404,
            ResponsePagePath: '/404.html',
            ResponseCode: '404',
            ErrorCachingMinTTL: 10,
          },
        ],
      },
      Restrictions: {
        GeoRestriction: { RestrictionType: 'whitelist', Quantity: 2, Items: ['DE', 'FR'] },
      },
      DefaultCacheBehavior: {
        TargetOriginId: 'a',
        TrustedSigners: { Enabled: true, Quantity: 2, Items: ['self', '111122223333'] },
        TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ['K1'] },
        ForwardedValues: {
          QueryString: true,
          Cookies: { Forward: 'whitelist', WhitelistedNames: { Quantity: 1, Items: ['session'] } },
          Headers: { Quantity: 1, Items: ['Accept'] },
          QueryStringCacheKeys: { Quantity: 1, Items: ['q'] },
        },
        MinTTL: 0,
      },
    };
    const { cloudfront, clock } = withDistribution({ config });
    const before = await configOf(cloudfront);
    expect(before.config).toMatchObject(config);
    await change(cloudfront, (same) => same);
    await clock.advance(5_000);
    expect((await configOf(cloudfront)).config).toEqual(before.config);
  });
});
