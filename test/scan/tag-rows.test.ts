import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { mockClient } from 'aws-sdk-client-mock';
// oxlint-disable-next-line import/no-unassigned-import -- it adds matchers
import 'aws-sdk-client-mock-vitest/extend';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { comparableArn, tagRows } from '../../src/scan/tag-rows.ts';
import { aScanContext } from './a-context.ts';

let tagging = mockClient(ResourceGroupsTaggingAPIClient);

beforeEach(() => {
  tagging = mockClient(ResourceGroupsTaggingAPIClient);
});

afterEach(() => tagging.restore());

const aContext = () =>
  aScanContext({ tagging: () => new ResourceGroupsTaggingAPIClient({ region: 'us-east-1' }) });

const row = (name: string) => ({
  ResourceARN: `arn:aws:cloudfront::123456789012:distribution/${name}`,
  Tags: [{ Key: 'sst:app', Value: 'acme' }],
});

describe('the tags of a region', () => {
  it('are read to the last token, an empty page in between included', async () => {
    tagging
      .on(GetResourcesCommand)
      .resolves({ ResourceTagMappingList: [], PaginationToken: '' })
      .on(GetResourcesCommand, { TagFilters: [{ Key: 'sst:app' }] })
      .resolvesOnce({ ResourceTagMappingList: [], PaginationToken: 'next' })
      .resolvesOnce({ ResourceTagMappingList: [row('E1')], PaginationToken: 'last' })
      .resolvesOnce({ ResourceTagMappingList: [row('E2')], PaginationToken: '' });
    const rows = await tagRows('us-east-1', aContext());
    expect(rows?.map(({ arn }) => arn.split('/')[1])).toEqual(['E1', 'E2']);
    expect(tagging).toHaveReceivedCommandWith(GetResourcesCommand, { ResourcesPerPage: 100 });
  });

  it('are a gap over that region and the global kinds where they are denied, never an empty list', async () => {
    tagging
      .on(GetResourcesCommand)
      .rejects(Object.assign(new Error('denied'), { name: 'AccessDeniedException' }));
    const context = aContext();
    expect(await tagRows('eu-west-1', context)).toBeNull();
    expect(context.gaps.all()).toMatchObject([
      {
        operation: 'tag:GetResources',
        cause: 'denied',
        affects: { regions: ['eu-west-1', 'global'], kinds: 'all' },
      },
    ]);
  });
});

it('a row without its ARN is a gap: it may be the tags of anything', async () => {
  tagging.on(GetResourcesCommand).resolves({ ResourceTagMappingList: [{ Tags: [] }] });
  const context = aContext();
  expect(await tagRows('us-east-1', context)).toBeNull();
  expect(context.gaps.all()).toMatchObject([{ operation: 'tag:GetResources', cause: 'invalid' }]);
});

it('an ARN without its empty region is the same resource', () => {
  const whole = 'arn:aws:cloudfront::123456789012:distribution/E1';
  expect(comparableArn('arn:aws:cloudfront:123456789012:distribution/E1')).toBe(whole);
  expect(comparableArn(whole)).toBe(whole);
});
