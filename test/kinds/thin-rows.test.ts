import { describe, expect, it } from 'vitest';

import { openSession } from '../../src/aws/session.ts';
import { cloudfrontDistribution } from '../../src/kinds/cloudfront-distribution/kind.ts';
import { cloudfrontFunction } from '../../src/kinds/cloudfront-function/kind.ts';
import { cloudfrontKeyValueStore } from '../../src/kinds/cloudfront-key-value-store/kind.ts';
import { s3Bucket } from '../../src/kinds/s3-bucket/kind.ts';
import { aHandler, anIdentity, handTurnedClock } from '../aws/handler.ts';
import type { GivenAnswer, SentRequest } from '../aws/handler.ts';

/** A context whose AWS is a server of others: each request answers what the test says. */
async function against(answer: (request: SentRequest) => GivenAnswer) {
  const identity = anIdentity();
  const made = aHandler((request) =>
    request.headers['authorization']?.includes('/sts/') ? identity(request) : answer(request),
  );
  const clock = handTurnedClock();
  const session = await openSession({
    env: {},
    clock,
    requestHandler: made.handler,
    simulated: true,
  });
  return { ...made, session, context: { session, clock, signal: new AbortController().signal } };
}

const xml = (body: string, statusCode = 200, headers = {}): GivenAnswer => ({
  statusCode,
  headers,
  body,
});
const denied = xml(
  '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>',
  403,
);

describe('distributions of a server that leaves members out', () => {
  const arn = 'arn:aws:cloudfront:123456789012:distribution/EMOTO1';
  const summary = `<DistributionSummary><Id>EMOTO1</Id><ARN>${arn}</ARN><Status>Deployed</Status>
    <LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime><DomainName>d1.cloudfront.net</DomainName>
    <Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>acme.s3.amazonaws.com</DomainName></Origin></Items></Origins>
    <DefaultCacheBehavior><TargetOriginId>o</TargetOriginId></DefaultCacheBehavior><Enabled>true</Enabled></DistributionSummary>`;
  const list = xml(
    `<DistributionList><IsTruncated>false</IsTruncated><Quantity>1</Quantity><Items>${summary}</Items></DistributionList>`,
  );
  const whole = xml(
    `<Distribution><Id>EMOTO1</Id><ARN>${arn}</ARN><Status>Deployed</Status><LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime>
     <DomainName>d1.cloudfront.net</DomainName><DistributionConfig><CallerReference>c</CallerReference><Enabled>true</Enabled>
     <Origins><Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>acme.s3.amazonaws.com</DomainName></Origin></Items></Origins>
     <DefaultCacheBehavior><TargetOriginId>o</TargetOriginId><FunctionAssociations><Quantity>1</Quantity><Items><FunctionAssociation>
     <FunctionARN>arn:aws:cloudfront::123456789012:function/hidden</FunctionARN><EventType>viewer-request</EventType>
     </FunctionAssociation></Items></FunctionAssociations></DefaultCacheBehavior></DistributionConfig></Distribution>`,
    200,
    { etag: 'E2' },
  );

  it('completes a row by its own read, so that no reference is missed', async () => {
    const { context } = await against(({ path }) => (path.endsWith('/EMOTO1') ? whole : list));
    const { resources, gaps } = await cloudfrontDistribution.list(context, 'us-east-1');
    expect(gaps).toEqual([]);
    expect(resources[0]).toMatchObject({ id: 'EMOTO1', arn, etag: 'E2' });
    expect(resources[0]?.references).toContainEqual({
      to: 'cloudfront-function:hidden',
      relation: 'function-association',
    });
  });

  it('is a gap over all that a distribution can use where that read fails', async () => {
    const { context } = await against(({ path }) => (path.endsWith('/EMOTO1') ? denied : list));
    const { resources, gaps } = await cloudfrontDistribution.list(context, 'us-east-1');
    expect(resources).toHaveLength(1);
    expect(gaps).toMatchObject([
      { operation: 'cloudfront:GetDistribution', cause: 'denied', affects: { resources: null } },
    ]);
    expect(gaps[0]?.affects.kinds).toContain('cloudfront-function');
  });
});

describe('key-value stores of a server that leaves their ARNs out, by which functions name them', () => {
  const arn = 'arn:aws:cloudfront::123456789012:key-value-store/u-u-i-d';
  const store = (more: string) =>
    `<Name>routes</Name><Id>u-u-i-d</Id><LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime>${more}`;
  const list = xml(
    `<KeyValueStoreList><Quantity>1</Quantity><Items><KeyValueStore>${store('')}</KeyValueStore></Items></KeyValueStoreList>`,
  );
  const read = (more: string) =>
    xml(`<KeyValueStore>${store(more)}</KeyValueStore>`, 200, { etag: 'E1' });

  it('completes a row by its own read', async () => {
    const { context } = await against(({ path }) =>
      path.endsWith('/routes') ? read(`<ARN>${arn}</ARN>`) : list,
    );
    const { resources, gaps } = await cloudfrontKeyValueStore.list(context, 'us-east-1');
    expect(gaps).toEqual([]);
    expect(resources).toMatchObject([{ id: 'routes', arn }]);
  });

  it.each([
    ['fails', denied],
    ['has none either', read('')],
  ])('is a gap over all stores where that read %s', async (_, answer) => {
    const { context } = await against(({ path }) => (path.endsWith('/routes') ? answer : list));
    const { resources, gaps } = await cloudfrontKeyValueStore.list(context, 'us-east-1');
    expect(resources).toMatchObject([{ id: 'routes', arn: null }]);
    expect(gaps).toMatchObject([
      {
        operation: 'cloudfront:DescribeKeyValueStore',
        affects: { kinds: ['cloudfront-key-value-store'], stages: 'all', resources: null },
      },
    ]);
  });
});

describe('lists that are not what they seem', () => {
  it.each([
    ['a sign-in page of a network', '<html><body>Please sign in</body></html>'],
    ['an empty body', ''],
    ['fewer rows than announced', '<DistributionList><Quantity>2</Quantity></DistributionList>'],
    [
      'more to come, without saying where',
      '<DistributionList><Quantity>0</Quantity><IsTruncated>true</IsTruncated></DistributionList>',
    ],
    [
      'a row without an id',
      '<DistributionList><Quantity>1</Quantity><Items><DistributionSummary><Comment>x</Comment></DistributionSummary></Items></DistributionList>',
    ],
    [
      'a marker that comes back',
      '<DistributionList><Quantity>0</Quantity><IsTruncated>true</IsTruncated><NextMarker>m</NextMarker></DistributionList>',
    ],
  ])('%s is no empty list of distributions', async (_what, body) => {
    const { context, requests } = await against(() => xml(body));
    await expect(cloudfrontDistribution.list(context, 'us-east-1')).rejects.toMatchObject({
      name: 'UnreadableAnswer',
    });
    expect(requests.length).toBeLessThan(10);
  });

  it('takes an empty NextMarker element for the end of the functions', async () => {
    const { context } = await against(() =>
      xml('<FunctionList><Quantity>0</Quantity><NextMarker></NextMarker></FunctionList>'),
    );
    expect(await cloudfrontFunction.list(context, 'us-east-1')).toEqual({
      resources: [],
      gaps: [],
    });
  });

  it('takes a page without an owner for no list of buckets', async () => {
    const { context } = await against(() => xml('<html><body>proxy</body></html>'));
    await expect(s3Bucket.list(context, 'us-east-1')).rejects.toMatchObject({
      name: 'UnreadableAnswer',
    });
  });
});

describe('buckets of a server that leaves their regions out', () => {
  const list = xml(
    '<ListAllMyBucketsResult><Owner><ID>o</ID></Owner><Buckets><Bucket><Name>acme-logs</Name><CreationDate>2026-01-01T00:00:00Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>',
  );

  it('reads the region in the header of an answer', async () => {
    const { context } = await against(({ method }) =>
      method === 'HEAD' ? xml('', 200, { 'x-amz-bucket-region': 'eu-west-3' }) : list,
    );
    expect((await s3Bucket.list(context, 'us-east-1')).resources).toMatchObject([
      { id: 'acme-logs', region: 'eu-west-3' },
    ]);
  });

  it('reads it in the header of a refusal, too', async () => {
    const { context } = await against(({ method }) =>
      method === 'HEAD' ? xml('', 403, { 'x-amz-bucket-region': 'eu-west-3' }) : list,
    );
    expect((await s3Bucket.list(context, 'us-east-1')).resources).toMatchObject([
      { id: 'acme-logs', region: 'eu-west-3' },
    ]);
  });

  it('is a gap over everything where no region can be told: nothing there was read', async () => {
    const refusal = xml('<Error><Code>AccessDenied</Code><Message>no</Message></Error>', 403);
    const { context } = await against(({ method, query }) =>
      method === 'HEAD' || query?.['location'] !== undefined ? refusal : list,
    );
    const { resources, gaps } = await s3Bucket.list(context, 'us-east-1');
    expect(resources).toEqual([]);
    expect(gaps).toMatchObject([
      { cause: 'denied', affects: { stages: 'all', kinds: 'all', regions: 'all' } },
    ]);
  });

  it('takes no other page for the answer that it lies in us-east-1', async () => {
    const { context } = await against(({ method, query }) =>
      method === 'HEAD' ? xml('', 400) : query?.['location'] !== undefined ? xml('<html/>') : list,
    );
    expect((await s3Bucket.list(context, 'us-east-1')).gaps).toHaveLength(1);
  });

  it.each([
    ['<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>', 'us-east-1'],
    ['<LocationConstraint>EU</LocationConstraint>', 'eu-west-1'],
    ['<LocationConstraint>ap-south-1</LocationConstraint>', 'ap-south-1'],
  ])('reads %s as %s', async (body, region) => {
    const { context } = await against(({ method, query }) =>
      method === 'HEAD' ? xml('') : query?.['location'] !== undefined ? xml(body) : list,
    );
    expect((await s3Bucket.list(context, 'us-east-1')).resources).toMatchObject([{ region }]);
  });
});
