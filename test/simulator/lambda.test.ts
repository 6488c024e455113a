import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { DeleteDistributionCommand, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from 'vitest';

import type { AccountData, FunctionData } from '../../src/simulator/account.ts';
import { account, refusalOf, simulate } from './simulated.ts';

const region = 'us-east-1';
const arn = (rest: string, where = region) => `arn:aws:lambda:${where}:${account}:function:${rest}`;

function withFunctions(functions: FunctionData[], rest: Partial<AccountData> = {}) {
  const { aws, clock, configuration, tagging } = simulate({ lambda: { functions }, ...rest });
  const lambda = (where = region) => new LambdaClient({ ...configuration, region: where });
  return { aws, clock, tagging, lambda, client: lambda() };
}

const acme: FunctionData = {
  name: 'acme',
  region,
  codeSize: 500,
  modifiedAt: '2026-11-01T10:00:00Z',
  tags: { 'sst:app': 'acme' },
  versions: [{ version: '1', codeSize: 100 }, { version: '2' }, { version: '3' }],
  aliases: [{ name: 'live', version: '1' }],
};

/** A distribution that is associated with a version of the function. */
const associated = (version: string, behaviors = true): Partial<AccountData> => ({
  cloudfront: {
    distributions: [
      {
        id: 'E1',
        origins: [{ domainName: 'example.com' }],
        behaviors: [
          behaviors ? { lambdas: [{ event: 'viewer-request' as const, arn: arn(`acme:${version}`) }] } : {},
        ],
      },
    ],
  },
});

describe('ListFunctions', () => {
  const many = Array.from({ length: 120 }, (_, index) => ({ name: `fn-${index}`, region }));

  it('answers at most fifty functions, however many are asked for', async () => {
    const { client } = withFunctions(many);
    const sizes: number[] = [];
    for await (const page of paginateListFunctions({ client, pageSize: 1000 }, {})) {
      sizes.push(page.Functions?.length ?? 0);
    }
    expect(sizes).toEqual([50, 50, 20]);
  });

  it('can answer an empty page with a marker first', async () => {
    const { client } = withFunctions(many, {
      faults: [{ kind: 'empty-page', operation: 'Lambda.ListFunctions' }],
    });
    const sizes: number[] = [];
    for await (const page of paginateListFunctions({ client }, {})) {
      sizes.push(page.Functions?.length ?? 0);
    }
    expect(sizes).toEqual([0, 50, 50, 20]);
  });

  it('tells neither state nor tags, and knows only its own region', async () => {
    const { client, lambda } = withFunctions([
      { ...acme, environment: { STAGE: 'pr-1' }, role: 'acme-role' },
      { name: 'elsewhere', region: 'eu-west-1' },
    ]);
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    expect(Functions).toMatchObject([
      {
        FunctionName: 'acme',
        FunctionArn: arn('acme'),
        Version: '$LATEST',
        CodeSize: 500,
        LastModified: '2026-11-01T10:00:00.000+0000',
        Role: `arn:aws:iam::${account}:role/acme-role`,
        Environment: { Variables: { STAGE: 'pr-1' } },
      },
    ]);
    expect(Functions?.[0]?.State).toBeUndefined();
    const ireland = await lambda('eu-west-1').send(new ListFunctionsCommand({}));
    expect(ireland.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['elsewhere']);
  });

  it('adds a row per published version when all versions are asked for', async () => {
    const { client } = withFunctions([acme]);
    const { Functions } = await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL' }));
    expect(Functions?.map(({ FunctionArn, CodeSize }) => [FunctionArn, CodeSize])).toEqual([
      [arn('acme:$LATEST'), 500],
      [arn('acme:1'), 100],
      [arn('acme:2'), 500],
      [arn('acme:3'), 500],
    ]);
  });

  it('lists replicas in other regions by their master region, and only with all versions', async () => {
    const replicas = ['eu-west-1', 'ap-south-1'];
    const versions = [{ version: '1', replicas }, { version: '2' }];
    const { lambda } = withFunctions([{ ...acme, versions }], associated('1'));
    const list = (where: string, MasterRegion: string) =>
      lambda(where).send(new ListFunctionsCommand({ MasterRegion, FunctionVersion: 'ALL' }));
    for (const master of ['us-east-1', 'ALL']) {
      const { Functions } = await list('eu-west-1', master);
      expect(Functions).toMatchObject([
        {
          FunctionName: 'us-east-1.acme',
          FunctionArn: arn('us-east-1.acme:1', 'eu-west-1'),
          MasterArn: arn('acme:1'),
        },
      ]);
    }
    expect((await list('eu-west-1', 'us-west-2')).Functions).toEqual([]);
    expect((await list('eu-central-1', 'ALL')).Functions).toEqual([]);
    expect((await list('us-east-1', 'us-east-1')).Functions).toEqual([]);
    const own = await lambda('eu-west-1').send(new ListFunctionsCommand({}));
    expect(own.Functions).toEqual([]);
    const incomplete = lambda('eu-west-1').send(new ListFunctionsCommand({ MasterRegion: 'ALL' }));
    await expect(incomplete).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('MasterArn=ALL and FunctionVersion=NULL'),
    });
  });
});

describe('one function', () => {
  it('is read by name, by partial name and by ARN, with state and tags', async () => {
    const { client } = withFunctions([acme]);
    for (const FunctionName of ['acme', arn('acme'), `${account}:function:acme`]) {
      const { Configuration, Code, Tags } = await client.send(new GetFunctionCommand({ FunctionName }));
      expect(Configuration).toMatchObject({ FunctionArn: arn('acme'), State: 'Active' });
      expect(Code?.Location).toMatch(/^https:/);
      expect(Tags).toEqual({ 'sst:app': 'acme' });
    }
  });

  it('is read by version and by alias', async () => {
    const { client } = withFunctions([acme]);
    const read = (Qualifier: string) =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName: 'acme', Qualifier }));
    expect(await read('2')).toMatchObject({ Version: '2', FunctionArn: arn('acme:2') });
    expect(await read('live')).toMatchObject({ Version: '1', FunctionArn: arn('acme:live') });
    expect(await read('$LATEST')).toMatchObject({ Version: '$LATEST' });
    await expect(read('9')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn('acme:9')}`,
    });
  });

  it('has versions with $LATEST first, aliases, tags, URLs and perhaps a policy', async () => {
    const { client } = withFunctions([
      { ...acme, policy: '{"Statement":[]}', functionUrl: 'NONE' },
      { name: 'bare', region },
    ]);
    const FunctionName = 'acme';
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2', '3']);
    const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases).toMatchObject([{ Name: 'live', FunctionVersion: '1', AliasArn: arn('acme:live') }]);
    const { Tags } = await client.send(new ListTagsCommand({ Resource: arn('acme') }));
    expect(Tags).toEqual({ 'sst:app': 'acme' });
    expect((await client.send(new GetPolicyCommand({ FunctionName }))).Policy).toBe('{"Statement":[]}');
    const urls = await client.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
    expect(urls.FunctionUrlConfigs).toMatchObject([{ AuthType: 'NONE' }]);
    const missing = client.send(new GetPolicyCommand({ FunctionName: 'bare' }));
    expect(await refusalOf(missing)).toBe('ResourceNotFoundException 404');
    const sources = await client.send(new ListEventSourceMappingsCommand({}));
    expect(sources.EventSourceMappings).toEqual([]);
  });

  it('shows in the tagging API of its region, its versions and untagged ones do not', async () => {
    const { tagging } = withFunctions([acme, { name: 'untagged', region }]);
    const shown = async (where: string) =>
      (await tagging(where).send(new GetResourcesCommand({}))).ResourceTagMappingList?.map(
        ({ ResourceARN }) => ResourceARN,
      );
    expect(await shown(region)).toEqual([arn('acme')]);
    expect(await shown('eu-west-1')).toEqual([]);
  });
});

describe('creating', () => {
  it('makes functions, versions whose numbers are never used again, and aliases', async () => {
    const { client, aws } = withFunctions([]);
    const FunctionName = 'new';
    const create = new CreateFunctionCommand({
      FunctionName,
      Role: `arn:aws:iam::${account}:role/r`,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Code: { ZipFile: new Uint8Array([1]) },
      Environment: { Variables: { A: 'b' } },
      Tags: { a: 'b' },
      Publish: true,
    });
    expect(await client.send(create)).toMatchObject({ Version: '1', FunctionArn: arn('new:1') });
    expect(await refusalOf(client.send(create))).toBe('ResourceConflictException 409');
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }));
    const again = simulate(aws.snapshot());
    const restored = new LambdaClient(again.configuration);
    const second = await restored.send(new PublishVersionCommand({ FunctionName }));
    expect(second.Version).toBe('2');
    await restored.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }));
    expect(again.aws.snapshot().lambda?.functions).toMatchObject([
      { name: 'new', environment: { A: 'b' }, tags: { a: 'b' }, versions: [{ version: '2' }], aliases: [{ name: 'live' }] },
    ]);
  });
});

describe('DeleteFunction', () => {
  const remove = (Qualifier?: string) => new DeleteFunctionCommand({ FunctionName: 'acme', Qualifier });

  it('deletes a function with all its versions, once', async () => {
    const { client } = withFunctions([acme]);
    const answer = await client.send(remove());
    expect(answer.$metadata.httpStatusCode).toBe(204);
    expect(await refusalOf(client.send(remove()))).toBe('ResourceNotFoundException 404');
    expect((await client.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  it('deletes single versions, but not $LATEST, an alias, or what an alias points at', async () => {
    const { client } = withFunctions([acme]);
    await client.send(remove('2'));
    expect(await refusalOf(client.send(remove('$LATEST')))).toBe('InvalidParameterValueException 400');
    expect(await refusalOf(client.send(remove('live')))).toBe('InvalidParameterValueException 400');
    await expect(client.send(remove('1'))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await client.send(new DeleteAliasCommand({ FunctionName: 'acme', Name: 'live' }));
    await client.send(remove('1'));
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'acme' }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '3']);
  });

  it('succeeds for a version that is not there', async () => {
    const { client } = withFunctions([acme]);
    expect(await refusalOf(client.send(remove('99')))).toBe('no refusal');
  });

  it('refuses the whole function while one version is associated, and names that version', async () => {
    const { client } = withFunctions([{ ...acme, aliases: [] }], associated('2'));
    const call = client.send(remove());
    await expect(call).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `Lambda was unable to delete ${arn('acme:2')} because it is a replicated function. Please see our documentation for Deleting Lambda@Edge Functions and Replicas.`,
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect(await refusalOf(client.send(remove('2')))).toBe('InvalidParameterValueException 400');
    expect(await refusalOf(client.send(remove('1')))).toBe('no refusal');
  });

  it('refuses it until replicas that outlived their association are gone, over snapshots too', async () => {
    const versions = [{ version: '1', replicas: ['eu-west-1'], replicasUntil: '2026-11-20T13:00:00Z' }];
    const first = withFunctions([{ ...acme, versions, aliases: [] }]);
    await first.clock.advance(3_000_000);
    const { configuration, clock } = simulate(first.aws.snapshot());
    const client = new LambdaClient(configuration);
    expect(await refusalOf(client.send(remove()))).toBe('InvalidParameterValueException 400');
    await clock.advance(601_000);
    expect(await refusalOf(client.send(remove()))).toBe('no refusal');
  });

  it('refuses it for hours after the last distribution with the function was deleted', async () => {
    const fixture = associated('2');
    for (const distribution of fixture.cloudfront?.distributions ?? []) distribution.enabled = false;
    const functions = [{ ...acme, aliases: [] }];
    const first = simulate({ lambda: { functions }, ...fixture, timings: { replicaRemoval: 3600 } });
    const { ETag } = await first.cloudfront.send(new GetDistributionCommand({ Id: 'E1' }));
    const client = new LambdaClient(first.configuration);
    expect(await refusalOf(client.send(remove()))).toBe('InvalidParameterValueException 400');
    await first.cloudfront.send(new DeleteDistributionCommand({ Id: 'E1', IfMatch: ETag }));
    await first.clock.advance(3_500_000);
    expect(await refusalOf(client.send(remove()))).toBe('InvalidParameterValueException 400');
    const second = simulate(first.aws.snapshot());
    const restored = new LambdaClient(second.configuration);
    expect(await refusalOf(restored.send(remove()))).toBe('InvalidParameterValueException 400');
    await second.clock.advance(101_000);
    expect(await refusalOf(restored.send(remove()))).toBe('no refusal');
  });

  it('never deletes a replica', async () => {
    const versions = [{ version: '1', replicas: ['eu-west-1'] }];
    const { lambda } = withFunctions([{ ...acme, versions }], associated('1'));
    const replica = new DeleteFunctionCommand({ FunctionName: 'us-east-1.acme' });
    expect(await refusalOf(lambda('eu-west-1').send(replica))).toBe('InvalidParameterValueException 400');
    expect(await refusalOf(lambda('sa-east-1').send(replica))).toBe('ResourceNotFoundException 404');
  });
});
