import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DescribeFunctionCommand,
  GetFunctionCommand,
  ListFunctionsCommand,
  PublishFunctionCommand,
  UpdateFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import type { CloudFrontClient, ListFunctionsCommandInput } from '@aws-sdk/client-cloudfront';
import { expect, it } from 'vitest';

import type { DistributionData } from '../../src/account-cloudfront.ts';
import { refusalOf, simulate } from '../simulated.ts';

const arn = 'arn:aws:cloudfront::111122223333:function/acme-pr-1-fn';

const user = (data: Partial<DistributionData> = {}): DistributionData => ({
  id: 'E1',
  enabled: false,
  behaviors: [{}, { path: '/api/*', functions: [{ event: 'viewer-request', arn }] }],
  ...data,
});

async function rowsOf(cloudfront: CloudFrontClient, input: ListFunctionsCommandInput = {}) {
  const { FunctionList: page } = await cloudfront.send(new ListFunctionsCommand(input));
  return (page?.Items ?? []).map(({ Name, FunctionMetadata, Status }) =>
    [Name, FunctionMetadata?.Stage, Status].join(' '),
  );
}

const remove = (cloudfront: CloudFrontClient, IfMatch?: string) =>
  refusalOf(cloudfront.send(new DeleteFunctionCommand({ Name: 'acme-pr-1-fn', IfMatch })));

it('lists a published function once per stage, and each stage alone when asked', async () => {
  const { cloudfront } = simulate({
    cloudfront: { functions: [{ name: 'published' }, { name: 'draft', live: null }] },
  });
  expect(await rowsOf(cloudfront)).toEqual([
    'draft DEVELOPMENT UNPUBLISHED',
    'published DEVELOPMENT UNASSOCIATED',
    'published LIVE UNASSOCIATED',
  ]);
  expect(await rowsOf(cloudfront, { Stage: 'LIVE' })).toEqual(['published LIVE UNASSOCIATED']);
  expect(await rowsOf(cloudfront, { Stage: 'DEVELOPMENT' })).toHaveLength(2);
});

it('has pages of 100 rows, so that a function may stand on two pages', async () => {
  const functions = Array.from({ length: 75 }, (_, index) => ({ name: `f${index + 100}` }));
  const { cloudfront } = simulate({
    cloudfront: { functions: [{ name: 'e', live: null }, ...functions] },
  });
  const rows: string[] = [];
  let marker: string | undefined;
  do {
    const answer = await cloudfront.send(new ListFunctionsCommand({ Marker: marker }));
    rows.push(
      ...(answer.FunctionList?.Items ?? []).map(
        ({ Name, FunctionMetadata }) => `${Name} ${FunctionMetadata?.Stage}`,
      ),
    );
    marker = answer.FunctionList?.NextMarker;
  } while (marker);
  expect(rows).toHaveLength(151);
  expect(new Set(rows).size).toBe(151);
  expect(rows.slice(99, 101)).toEqual(['f149 DEVELOPMENT', 'f149 LIVE']);
});

it('goes on behind a marker whose row was deleted meanwhile', async () => {
  const functions = ['a', 'b', 'c'].map((name) => ({ name, live: null, etag: `E${name}` }));
  const { cloudfront } = simulate({ cloudfront: { functions } });
  const { FunctionList: page } = await cloudfront.send(new ListFunctionsCommand({ MaxItems: 1 }));
  await cloudfront.send(new DeleteFunctionCommand({ Name: 'a', IfMatch: 'Ea' }));
  const rest = await rowsOf(cloudfront, { Marker: page?.NextMarker });
  expect(rest).toEqual(['b DEVELOPMENT UNPUBLISHED', 'c DEVELOPMENT UNPUBLISHED']);
});

it('gives each stage its own configuration and ETag', async () => {
  const store = 'arn:aws:cloudfront::111122223333:key-value-store/1';
  const { cloudfront } = simulate({
    cloudfront: {
      functions: [{ name: 'f', code: 'new', stores: [], live: { code: 'old', stores: [store] } }],
    },
  });
  const describe = (Stage?: 'LIVE' | 'DEVELOPMENT') =>
    cloudfront.send(new DescribeFunctionCommand({ Name: 'f', Stage }));
  const [bare, development, live] = await Promise.all([
    describe(),
    describe('DEVELOPMENT'),
    describe('LIVE'),
  ]);
  expect(bare.ETag).toBe(development.ETag);
  expect(live.ETag).not.toBe(development.ETag);
  expect(live.FunctionSummary?.FunctionConfig?.KeyValueStoreAssociations?.Items).toEqual([
    { KeyValueStoreARN: store },
  ]);
  const code = await cloudfront.send(new GetFunctionCommand({ Name: 'f', Stage: 'LIVE' }));
  expect(new TextDecoder().decode(code.FunctionCode)).toBe('old');
});

it('is deleted with both stages by the ETag of the development stage', async () => {
  const { cloudfront } = simulate({
    cloudfront: { functions: [{ name: 'acme-pr-1-fn', etag: 'EDEV', live: { etag: 'ELIVE' } }] },
  });
  expect(await remove(cloudfront)).toBe('InvalidIfMatchVersion 400');
  expect(await remove(cloudfront, 'ELIVE')).toBe('PreconditionFailed 412');
  expect(await remove(cloudfront, 'EDEV')).toBe('no refusal');
  expect(await rowsOf(cloudfront)).toEqual([]);
  expect(await remove(cloudfront, 'EDEV')).toBe('NoSuchFunctionExists 404');
});

it.each([
  ['a disabled distribution', user()],
  ['a staging distribution', user({ staging: true })],
  [
    'a default behaviour',
    user({ behaviors: [{ functions: [{ event: 'viewer-response', arn }] }] }),
  ],
])('cannot be deleted while %s names it', async (_who, distribution) => {
  const { cloudfront } = simulate({
    cloudfront: {
      functions: [{ name: 'acme-pr-1-fn', etag: 'EDEV' }],
      distributions: [distribution],
    },
  });
  expect(await remove(cloudfront, 'EDEV')).toBe('FunctionInUse 409');
  expect(await rowsOf(cloudfront, { Stage: 'LIVE' })).toEqual(['acme-pr-1-fn LIVE ASSOCIATED']);
});

it('is created in development, published, and changed under its ETag', async () => {
  const { cloudfront } = simulate();
  const FunctionConfig = { Comment: 'c', Runtime: 'cloudfront-js-2.0' } as const;
  const FunctionCode = new TextEncoder().encode('function handler() {}');
  const create = () =>
    cloudfront.send(new CreateFunctionCommand({ Name: 'f', FunctionConfig, FunctionCode }));
  const { ETag: created } = await create();
  expect(await rowsOf(cloudfront)).toEqual(['f DEVELOPMENT UNPUBLISHED']);
  expect(await refusalOf(create())).toBe('FunctionAlreadyExists 409');
  const published = await cloudfront.send(
    new PublishFunctionCommand({ Name: 'f', IfMatch: created }),
  );
  expect(published.FunctionSummary?.FunctionMetadata?.Stage).toBe('LIVE');
  const update = () =>
    cloudfront.send(
      new UpdateFunctionCommand({ Name: 'f', IfMatch: created, FunctionConfig, FunctionCode }),
    );
  expect((await update()).ETag).not.toBe(created);
  expect(await refusalOf(update())).toBe('PreconditionFailed 412');
});
