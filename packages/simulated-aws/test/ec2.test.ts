import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';

import type { Fault } from '../src/account.ts';
import { simulate } from './simulated.ts';

/** What EC2's own client sends; the SDK's is not among this repository's packages. */
async function ask(parameters: Readonly<Record<string, string>>, faults: readonly Fault[] = []) {
  const { aws } = simulate({ faults: [...faults] });
  const { status, body } = await aws.answer({
    method: 'POST',
    host: 'ec2.us-east-1.amazonaws.com',
    path: '/',
    query: new Map(),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20261120/us-east-1/ec2/aws4_request',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: Buffer.from(
      new URLSearchParams({ Version: '2016-11-15', ...parameters }).toString(),
      'utf8',
    ),
  });
  return { status, document: parser.parse(String(body)) as Document, aws };
}

const parser = new XMLParser({ isArray: (name) => name === 'item', ignoreDeclaration: true });

interface Document {
  readonly DescribeRegionsResponse: {
    readonly regionInfo: {
      readonly item?: readonly { readonly regionName: string; readonly optInStatus: string }[];
    };
  };
}

const regions = async (parameters: Readonly<Record<string, string>> = {}) =>
  (await ask({ Action: 'DescribeRegions', ...parameters })).document.DescribeRegionsResponse
    .regionInfo.item ?? [];

it('tells the regions that every account has', async () => {
  const told = await regions();
  expect(told).toHaveLength(17);
  expect(told.at(0)).toEqual({
    regionName: 'ap-northeast-1',
    regionEndpoint: 'ec2.ap-northeast-1.amazonaws.com',
    optInStatus: 'opt-in-not-required',
  });
});

it('tells regions that nobody turned on only to who asks for all', async () => {
  const told = await regions({ AllRegions: 'true' });
  expect(told).toHaveLength(34);
  expect(told.find(({ regionName }) => regionName === 'af-south-1')?.optInStatus).toBe(
    'not-opted-in',
  );
});

it('chooses by name and by filter', async () => {
  const named = await regions({ 'RegionName.1': 'us-east-1', 'RegionName.2': 'eu-west-1' });
  expect(named.map(({ regionName }) => regionName)).toEqual(['eu-west-1', 'us-east-1']);
  const usable = {
    AllRegions: 'true',
    'Filter.1.Name': 'opt-in-status',
    'Filter.1.Value.1': 'opted-in',
    'Filter.1.Value.2': 'opt-in-not-required',
  };
  expect(await regions(usable)).toHaveLength(17);
});

it("refuses in EC2's own form", async () => {
  const action = { Action: 'DescribeRegions' };
  const error = (Code: string) => ({
    Response: { Errors: { Error: { Code, Message: expect.any(String) } } },
  });
  const unknown = await ask({ ...action, 'RegionName.1': 'us-moon-1' });
  expect(unknown).toMatchObject({ status: 400, document: error('InvalidParameterValue') });
  const filter = await ask({ ...action, 'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'red' });
  expect(filter).toMatchObject({ status: 400, document: error('InvalidParameterValue') });
  const denied = await ask(action, [{ kind: 'deny', operation: 'EC2.*' }]);
  expect(denied).toMatchObject({ status: 403, document: error('UnauthorizedOperation') });
});

it('does not know the rest of EC2', async () => {
  const { status, aws } = await ask({ Action: 'DescribeInstances' });
  expect(status).toBe(400);
  expect(aws.requests[0]).toMatchObject({ operation: 'ec2.Unknown', target: 'DescribeInstances' });
});
