import {
  CreateKeyValueStoreCommand,
  DeleteCachePolicyCommand,
  DeleteCloudFrontOriginAccessIdentityCommand,
  DeleteKeyValueStoreCommand,
  DeleteOriginAccessControlCommand,
  DeleteOriginRequestPolicyCommand,
  DeleteResponseHeadersPolicyCommand,
  DescribeKeyValueStoreCommand,
  GetCachePolicyCommand,
  GetCloudFrontOriginAccessIdentityCommand,
  GetContinuousDeploymentPolicyCommand,
  GetOriginAccessControlCommand,
  ListCachePoliciesCommand,
  ListCloudFrontOriginAccessIdentitiesCommand,
  ListContinuousDeploymentPoliciesCommand,
  ListDistributionsByCachePolicyIdCommand,
  ListDistributionTenantsCommand,
  ListKeyValueStoresCommand,
  ListOriginAccessControlsCommand,
  ListOriginRequestPoliciesCommand,
  ListResponseHeadersPoliciesCommand,
} from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';

import { refusalOf, simulate } from '../simulated.ts';

const storeId = '0d0e0f00-0000-4000-8000-000000000001';
const storeArn = `arn:aws:cloudfront::111122223333:key-value-store/${storeId}`;
const keyValueStores = [{ name: 'acme-pr-1-kv', id: storeId, etag: 'EKV' }];

describe('a key-value store', () => {
  const deletion = () => new DeleteKeyValueStoreCommand({ Name: 'acme-pr-1-kv', IfMatch: 'EKV' });

  it.each([
    ['development', { name: 'f', stores: [storeArn], live: null }],
    ['live', { name: 'f', stores: [], live: { stores: [storeArn] } }],
  ])('cannot be deleted while the %s stage of a function names it', async (_stage, edge) => {
    const { cloudfront } = simulate({ cloudfront: { keyValueStores, functions: [edge] } });
    expect(await refusalOf(cloudfront.send(deletion()))).toBe('CannotDeleteEntityWhileInUse 409');
  });

  it('is named by its name and deleted under its ETag', async () => {
    const { cloudfront } = simulate({ cloudfront: { keyValueStores } });
    const described = await cloudfront.send(
      new DescribeKeyValueStoreCommand({ Name: 'acme-pr-1-kv' }),
    );
    expect(described).toMatchObject({
      ETag: 'EKV',
      KeyValueStore: { ARN: storeArn, Status: 'READY' },
    });
    const { KeyValueStoreList: page } = await cloudfront.send(new ListKeyValueStoresCommand({}));
    expect(page).toMatchObject({ Quantity: 1, Items: [{ Name: 'acme-pr-1-kv', Id: storeId }] });
    await cloudfront.send(deletion());
    expect(await refusalOf(cloudfront.send(deletion()))).toBe('EntityNotFound 404');
  });

  it('is refused under a name that is taken', async () => {
    const { cloudfront } = simulate({ cloudfront: { keyValueStores } });
    const create = (Name: string) =>
      refusalOf(cloudfront.send(new CreateKeyValueStoreCommand({ Name })));
    expect(await create('acme-pr-1-kv')).toBe('EntityAlreadyExists 409');
    expect(await create('another')).toBe('no refusal');
  });
});

describe('access to an origin', () => {
  const used = {
    originAccessControls: [{ id: 'EOAC', name: 'acme', etag: 'E1' }],
    originAccessIdentities: [{ id: 'EOAI', comment: 'acme', etag: 'E1' }],
    distributions: [
      {
        id: 'ED',
        enabled: false,
        origins: [
          { domainName: 'a.s3.eu-west-1.amazonaws.com', originAccessControlId: 'EOAC' },
          { domainName: 'b.s3.eu-west-1.amazonaws.com', originAccessIdentity: 'EOAI' },
        ],
      },
    ],
  };
  const deletions = () => [
    new DeleteOriginAccessControlCommand({ Id: 'EOAC', IfMatch: 'E1' }),
    new DeleteCloudFrontOriginAccessIdentityCommand({ Id: 'EOAI', IfMatch: 'E1' }),
  ];

  it('cannot be deleted while a distribution uses it', async () => {
    const { cloudfront } = simulate({ cloudfront: used });
    const outcomes = await Promise.all(deletions().map((each) => refusalOf(cloudfront.send(each))));
    expect(outcomes).toEqual([
      'OriginAccessControlInUse 409',
      'CloudFrontOriginAccessIdentityInUse 409',
    ]);
  });

  it('is listed without an ETag, which only the resource itself has', async () => {
    const { cloudfront } = simulate({ cloudfront: { ...used, distributions: [] } });
    const controls = await cloudfront.send(new ListOriginAccessControlsCommand({}));
    expect(controls.OriginAccessControlList).toMatchObject({
      IsTruncated: false,
      Items: [
        {
          Id: 'EOAC',
          Name: 'acme',
          OriginAccessControlOriginType: 's3',
          SigningBehavior: 'always',
        },
      ],
    });
    const identities = await cloudfront.send(new ListCloudFrontOriginAccessIdentitiesCommand({}));
    expect(identities.CloudFrontOriginAccessIdentityList?.Items?.[0]).toMatchObject({
      Id: 'EOAI',
      Comment: 'acme',
      S3CanonicalUserId: expect.stringMatching(/^[0-9a-f]{96}$/),
    });
    const control = await cloudfront.send(new GetOriginAccessControlCommand({ Id: 'EOAC' }));
    const identity = await cloudfront.send(
      new GetCloudFrontOriginAccessIdentityCommand({ Id: 'EOAI' }),
    );
    expect([control.ETag, identity.ETag]).toEqual(['E1', 'E1']);
    const outcomes = await Promise.all(deletions().map((each) => refusalOf(cloudfront.send(each))));
    expect(outcomes).toEqual(['no refusal', 'no refusal']);
    const again = await Promise.all(deletions().map((each) => refusalOf(cloudfront.send(each))));
    expect(again).toEqual([
      'NoSuchOriginAccessControl 404',
      'NoSuchCloudFrontOriginAccessIdentity 404',
    ]);
  });
});

describe('policies', () => {
  const policy = [{ id: 'P1', name: 'acme', etag: 'E1' }];
  const lists = {
    cachePolicies: policy,
    originRequestPolicies: policy,
    responseHeadersPolicies: policy,
  };
  const deletions = () =>
    [
      new DeleteCachePolicyCommand({ Id: 'P1', IfMatch: 'E1' }),
      new DeleteOriginRequestPolicyCommand({ Id: 'P1', IfMatch: 'E1' }),
      new DeleteResponseHeadersPolicyCommand({ Id: 'P1', IfMatch: 'E1' }),
    ] as const;

  it('of AWS are listed too, unless custom ones alone are asked for', async () => {
    const { cloudfront } = simulate({ cloudfront: lists });
    const all = await cloudfront.send(new ListCachePoliciesCommand({}));
    expect(all.CachePolicyList?.Items?.map(({ Type }) => Type).sort()).toEqual([
      'custom',
      'managed',
      'managed',
    ]);
    const Type = 'custom';
    const cache = await cloudfront.send(new ListCachePoliciesCommand({ Type }));
    const request = await cloudfront.send(new ListOriginRequestPoliciesCommand({ Type }));
    const response = await cloudfront.send(new ListResponseHeadersPoliciesCommand({ Type }));
    expect(cache.CachePolicyList?.Items?.map((row) => row.CachePolicy?.Id)).toEqual(['P1']);
    expect(
      request.OriginRequestPolicyList?.Items?.map((row) => row.OriginRequestPolicy?.Id),
    ).toEqual(['P1']);
    expect(
      response.ResponseHeadersPolicyList?.Items?.map((row) => row.ResponseHeadersPolicy?.Id),
    ).toEqual(['P1']);
  });

  it('of AWS cannot be deleted', async () => {
    const { cloudfront } = simulate();
    const Id = '658327ea-f89d-4fab-a63d-7e88639e58f6';
    const { ETag: IfMatch } = await cloudfront.send(new GetCachePolicyCommand({ Id }));
    expect(await refusalOf(cloudfront.send(new DeleteCachePolicyCommand({ Id, IfMatch })))).toBe(
      'IllegalDelete 400',
    );
  });

  it('cannot be deleted while a behaviour of a distribution names them', async () => {
    const behavior = {
      path: '/x',
      cachePolicyId: 'P1',
      originRequestPolicyId: 'P1',
      responseHeadersPolicyId: 'P1',
    };
    const distributions = [{ id: 'ED', enabled: false, behaviors: [{}, behavior] }];
    const { cloudfront } = simulate({ cloudfront: { ...lists, distributions } });
    const [cache, request, response] = deletions();
    expect(await refusalOf(cloudfront.send(cache))).toBe('CachePolicyInUse 409');
    expect(await refusalOf(cloudfront.send(request))).toBe('OriginRequestPolicyInUse 409');
    expect(await refusalOf(cloudfront.send(response))).toBe('ResponseHeadersPolicyInUse 409');
    const users = await cloudfront.send(
      new ListDistributionsByCachePolicyIdCommand({ CachePolicyId: 'P1' }),
    );
    expect(users.DistributionIdList?.Items).toEqual(['ED']);
  });

  it('are deleted under their ETag once nothing names them', async () => {
    const { cloudfront } = simulate({ cloudfront: lists });
    const [cache, request, response] = deletions();
    const stale = new DeleteCachePolicyCommand({ Id: 'P1', IfMatch: 'EOLD' });
    expect(await refusalOf(cloudfront.send(stale))).toBe('PreconditionFailed 412');
    await cloudfront.send(cache);
    await cloudfront.send(request);
    await cloudfront.send(response);
    expect(await refusalOf(cloudfront.send(response))).toBe('NoSuchResponseHeadersPolicy 404');
  });
});

describe('what staging and tenants hang on', () => {
  it('lists continuous deployment policies with the domains of their staging distributions', async () => {
    const { cloudfront } = simulate({
      cloudfront: {
        continuousDeploymentPolicies: [
          { id: 'P1', stagingDomains: ['ds.cloudfront.net'], enabled: true },
        ],
      },
    });
    const { ContinuousDeploymentPolicyList: page } = await cloudfront.send(
      new ListContinuousDeploymentPoliciesCommand({}),
    );
    const { ContinuousDeploymentPolicy: single } = await cloudfront.send(
      new GetContinuousDeploymentPolicyCommand({ Id: 'P1' }),
    );
    expect(page?.Items).toEqual([{ ContinuousDeploymentPolicy: single }]);
    expect(single?.ContinuousDeploymentPolicyConfig).toEqual({
      Enabled: true,
      StagingDistributionDnsNames: { Quantity: 1, Items: ['ds.cloudfront.net'] },
    });
  });

  it('lists the tenants of one distribution', async () => {
    const tenants = ['E1', 'E2'].map((distributionId) => ({
      id: `t${distributionId}`,
      distributionId,
      domains: ['a.example.com'],
      enabled: true,
    }));
    const { cloudfront } = simulate({ cloudfront: { distributionTenants: tenants } });
    const of = async (DistributionId?: string) => {
      const filter = DistributionId === undefined ? {} : { AssociationFilter: { DistributionId } };
      const answer = await cloudfront.send(new ListDistributionTenantsCommand(filter));
      return (answer.DistributionTenantList ?? []).map(({ Id }) => Id);
    };
    expect(await of('E2')).toEqual(['tE2']);
    expect(await of()).toEqual(['tE1', 'tE2']);
    expect(await of('E3')).toEqual([]);
  });
});
