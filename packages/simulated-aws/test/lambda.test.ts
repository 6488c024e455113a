import {
  CreateAliasCommand,
  CreateFunctionCommand,
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
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { describe, expect, it } from 'vitest';
import { account, refusalOf, simulate } from './simulated.ts';
import { region, arn, withFunctions, acme, associated } from './lambda-account.ts';

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
      const { Configuration, Code, Tags } = await client.send(
        new GetFunctionCommand({ FunctionName }),
      );
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
    expect(Aliases).toMatchObject([
      { Name: 'live', FunctionVersion: '1', AliasArn: arn('acme:live') },
    ]);
    const { Tags } = await client.send(new ListTagsCommand({ Resource: arn('acme') }));
    expect(Tags).toEqual({ 'sst:app': 'acme' });
    expect((await client.send(new GetPolicyCommand({ FunctionName }))).Policy).toBe(
      '{"Statement":[]}',
    );
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
    await restored.send(
      new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }),
    );
    expect(again.aws.snapshot().lambda?.functions).toMatchObject([
      {
        name: 'new',
        environment: { A: 'b' },
        tags: { a: 'b' },
        versions: [{ version: '2' }],
        aliases: [{ name: 'live' }],
      },
    ]);
  });
});
