import { DeleteFunctionCommand } from '@aws-sdk/client-cloudfront';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type {
  GetResourcesCommandInput,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { expect, it } from 'vitest';

import { refusalOf, simulate } from './simulated.ts';

const acme = { 'sst:app': 'acme', 'sst:stage': 'pr-1' };
const data = {
  cloudfront: {
    distributions: [{ id: 'E1', tags: acme }, { id: 'E2' }],
    functions: [{ name: 'f', etag: 'EF', tags: { 'sst:app': 'other' } }],
  },
  s3: { buckets: [{ name: 'acme-pr-1-assets', region: 'eu-west-1', tags: acme }] },
};

async function arnsOf(
  client: ResourceGroupsTaggingAPIClient,
  input: GetResourcesCommandInput = {},
) {
  const { ResourceTagMappingList: rows = [] } = await client.send(new GetResourcesCommand(input));
  return rows.map(({ ResourceARN }) => ResourceARN?.replace(/^arn:aws:/, ''));
}

const distribution = 'cloudfront::111122223333:distribution/E1';
const edgeFunction = 'cloudfront::111122223333:function/f';

it('shows tagged resources only: global ones in us-east-1, buckets in their own region', async () => {
  const { tagging } = simulate(data);
  expect(await arnsOf(tagging('us-east-1'))).toEqual([distribution, edgeFunction]);
  expect(await arnsOf(tagging('eu-west-1'))).toEqual(['s3:::acme-pr-1-assets']);
  expect(await arnsOf(tagging('eu-central-1'))).toEqual([]);
});

it('joins keys with AND, values with OR, and takes a key alone', async () => {
  const { tagging } = simulate(data);
  const filtered = (...TagFilters: { Key: string; Values?: string[] }[]) =>
    arnsOf(tagging(), { TagFilters });
  expect(await filtered({ Key: 'sst:app' })).toEqual([distribution, edgeFunction]);
  expect(await filtered({ Key: 'sst:app', Values: ['other', 'third'] })).toEqual([edgeFunction]);
  expect(await filtered({ Key: 'sst:app' }, { Key: 'sst:stage', Values: ['pr-1'] })).toEqual([
    distribution,
  ]);
  expect(await arnsOf(tagging(), { ResourceTypeFilters: ['cloudfront:function'] })).toEqual([
    edgeFunction,
  ]);
  expect(await arnsOf(tagging(), { ResourceTypeFilters: ['s3', 'cloudfront'] })).toHaveLength(2);
});

it('leaves out unknown ARNs without a word', async () => {
  const { tagging } = simulate(data);
  const ResourceARNList = [`arn:aws:${distribution}`, 'arn:aws:s3:::none'];
  expect(await arnsOf(tagging(), { ResourceARNList })).toEqual([distribution]);
  const both = { ResourceARNList, TagFilters: [{ Key: 'sst:app' }] };
  expect(await refusalOf(arnsOf(tagging(), both))).toBe('InvalidParameterException 400');
});

it('ends with an empty token, and may begin with an empty page', async () => {
  const { aws, tagging } = simulate(data);
  const page = (PaginationToken?: string) =>
    tagging().send(new GetResourcesCommand({ ResourcesPerPage: 1, PaginationToken }));
  const first = await page();
  expect(first.PaginationToken).not.toBe('');
  const last = await page(first.PaginationToken);
  expect([last.PaginationToken, last.ResourceTagMappingList?.length]).toEqual(['', 1]);
  aws.setFaults([{ kind: 'empty-page', operation: 'Tagging.GetResources' }]);
  const empty = await page();
  expect(empty.ResourceTagMappingList).toEqual([]);
  expect((await page(empty.PaginationToken)).ResourceTagMappingList).toHaveLength(1);
  expect(await refusalOf(page('made up'))).toBe('PaginationTokenExpiredException 400');
});

it('still shows a deleted resource for a while, over a snapshot too, and ghosts for good', async () => {
  const ghost = { arn: 'arn:aws:s3:::ghost', region: 'us-east-1', tags: acme };
  const { aws, cloudfront, clock, tagging } = simulate({ ...data, tagging: { ghosts: [ghost] } });
  await cloudfront.send(new DeleteFunctionCommand({ Name: 'f', IfMatch: 'EF' }));
  const listed = [distribution, edgeFunction, 's3:::ghost'];
  expect(await arnsOf(tagging())).toEqual(listed);
  const again = simulate(aws.snapshot());
  expect(await arnsOf(again.tagging())).toEqual(listed);
  await clock.advance(600_000);
  expect(await arnsOf(tagging())).toEqual([distribution, 's3:::ghost']);
});
