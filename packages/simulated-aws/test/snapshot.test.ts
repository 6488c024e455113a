import {
  DeleteDistributionCommand,
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  ListFunctionsCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { expect, it } from 'vitest';

import type { CloudFrontData } from '../src/account-cloudfront.ts';
import { parseAccount } from '../src/load.ts';
import { refusalOf, simulate } from './simulated.ts';

const version = 'arn:aws:lambda:us-east-1:111122223333:function:edge:1';
const cloudfront: CloudFrontData = {
  distributions: [
    {
      id: 'E1',
      comment: 'acme',
      modifiedAt: '-3d',
      aliases: ['a.example.com'],
      origins: [
        { domainName: 'placeholder.sst.dev' },
        { id: 's3', domainName: 'b.s3.eu-west-1.amazonaws.com' },
      ],
      behaviors: [
        { lambdas: [{ event: 'origin-request', arn: version }] },
        {
          path: '/f',
          originId: 's3',
          functions: [
            { event: 'viewer-request', arn: 'arn:aws:cloudfront::111122223333:function/f' },
          ],
        },
      ],
      config: { PriceClass: 'PriceClass_100' },
    },
    { id: 'E2', status: 'InProgress', enabled: false },
  ],
  functions: [
    { name: 'f', live: { stores: ['arn:x'] } },
    { name: 'g', live: null },
  ],
  keyValueStores: [{ name: 'kv', id: '0d0e0f00-0000-4000-8000-000000000001' }],
  originAccessControls: [{ id: 'EOAC', name: 'oac' }],
  originAccessIdentities: [{ id: 'EOAI' }],
  cachePolicies: [{ id: 'P1', name: 'acme', config: { MinTTL: 5 } }],
};

it('is the same account again when it is made from its snapshot', async () => {
  const first = simulate({ cloudfront });
  const second = simulate(first.aws.snapshot());
  expect(second.aws.snapshot()).toEqual(first.aws.snapshot());
  const read = async ({ cloudfront: client }: typeof first) => [
    (await client.send(new ListDistributionsCommand({}))).DistributionList,
    (await client.send(new GetDistributionConfigCommand({ Id: 'E1' }))).DistributionConfig,
    (await client.send(new ListFunctionsCommand({}))).FunctionList,
  ];
  expect(await read(second)).toEqual(await read(first));
});

it('goes on with a propagation, a stale read and an ETag where they stood', async () => {
  const first = simulate({ cloudfront });
  const { DistributionConfig: config, ETag } = await first.cloudfront.send(
    new GetDistributionConfigCommand({ Id: 'E1' }),
  );
  if (!config) throw new Error('no configuration');
  const update = { ...config, Enabled: false, PriceClass: 'PriceClass_200' as const };
  const updated = await first.cloudfront.send(
    new UpdateDistributionCommand({ Id: 'E1', IfMatch: ETag, DistributionConfig: update }),
  );
  await first.clock.advance(2_000);
  const second = simulate(first.aws.snapshot());
  const read = async () => {
    const answer = await second.cloudfront.send(new ListDistributionsCommand({}));
    const row = answer.DistributionList?.Items?.[0];
    return [row?.Enabled, row?.Status, row?.PriceClass, row?.ETag];
  };
  expect(await read()).toEqual([true, 'Deployed', 'PriceClass_100', ETag]);
  await second.clock.advance(3_000);
  expect(await read()).toEqual([false, 'InProgress', 'PriceClass_200', updated.ETag]);
  const remove = () =>
    refusalOf(
      second.cloudfront.send(new DeleteDistributionCommand({ Id: 'E1', IfMatch: updated.ETag })),
    );
  expect(await remove()).toBe('DistributionNotDisabled 409');
  await second.clock.advance(295_000);
  expect(await remove()).toBe('no refusal');
  expect(second.aws.snapshot().cloudfront?.associationsEnded).toEqual({
    [version]: second.clock.now().toISOString(),
  });
});

it('is written as an account file, whatever service it has something in', () => {
  const region = 'us-east-1';
  const { aws } = simulate({
    cloudfront,
    faults: [{ kind: 'in-use-once', operation: '*' }],
    s3: {
      buckets: [
        { name: 'b', region, versioning: 'Enabled', objects: [{ key: 'k', body: { a: 1 } }] },
      ],
    },
    lambda: { functions: [{ name: 'edge', region, versions: [{ version: '1' }] }] },
    ssm: { parameters: [{ name: '/sst/bootstrap', region, value: '{}' }] },
    cloudformation: { stacks: [{ name: 's', region, status: 'CREATE_COMPLETE' }] },
    iam: { roles: [{ name: 'r', trusts: ['lambda.amazonaws.com'] }] },
    cloudwatch: {
      metrics: [
        { namespace: 'n', name: 'm', region, dimensions: {}, points: [{ at: '-1h', value: 1 }] },
      ],
    },
    logs: { groups: [{ name: 'g', region }] },
    tagging: { ghosts: [{ arn: 'arn:aws:s3:::gone', region, tags: { a: 'b' } }] },
  });
  const text = JSON.stringify(aws.snapshot());
  const read = parseAccount(text, 'snapshot.json');
  expect(read).toEqual(JSON.parse(text));
  expect(simulate(read).aws.snapshot()).toEqual(JSON.parse(text));
});
