import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
  paginateGetParametersByPath,
} from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';

import type { Fault, ParameterData } from '../src/account.ts';
import { account, refusalOf, simulate } from './simulated.ts';

const region = 'us-east-1';

function withParameters(parameters: ParameterData[], faults: Fault[] = []) {
  const { aws, configuration } = simulate({ ssm: { parameters }, faults });
  return { aws, client: new SSMClient(configuration) };
}

const bootstrap: ParameterData = {
  name: '/sst/bootstrap',
  region,
  value: '{"state":"b"}',
  tags: { a: 'b' },
};

it('reads a parameter of its region', async () => {
  const { client } = withParameters([
    bootstrap,
    { name: '/sst/other', region: 'eu-west-1', value: 'x' },
  ]);
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/sst/bootstrap' }));
  expect(Parameter).toMatchObject({
    ARN: `arn:aws:ssm:${region}:${account}:parameter/sst/bootstrap`,
    Value: '{"state":"b"}',
    Type: 'String',
    Version: 1,
  });
  const elsewhere = client.send(new GetParameterCommand({ Name: '/sst/other' }));
  expect(await refusalOf(elsewhere)).toBe('ParameterNotFound 400');
});

it('tells secure values only with decryption', async () => {
  const { client } = withParameters([
    { name: 'secret', region, value: 'hunter2', type: 'SecureString' },
  ]);
  const read = (WithDecryption: boolean) =>
    client.send(new GetParameterCommand({ Name: 'secret', WithDecryption }));
  expect((await read(true)).Parameter?.Value).toBe('hunter2');
  expect((await read(false)).Parameter?.Value).not.toContain('hunter2');
});

it('tells which of several names are missing, and takes no more than ten', async () => {
  const { client } = withParameters([bootstrap]);
  const answer = await client.send(
    new GetParametersCommand({ Names: ['/sst/bootstrap', '/none'] }),
  );
  expect(answer.Parameters).toHaveLength(1);
  expect(answer.InvalidParameters).toEqual(['/none']);
  const Names = Array.from({ length: 11 }, (_, index) => `/p/${index}`);
  expect(await refusalOf(client.send(new GetParametersCommand({ Names })))).toBe(
    'ValidationException 400',
  );
});

it('lists a path by tens, one level unless all levels are asked for', async () => {
  const parameters = Array.from({ length: 12 }, (_, index) => ({
    name: `/sst/${index}`,
    region,
    value: '',
  }));
  const { client } = withParameters([...parameters, { name: '/sst/deep/er', region, value: '' }]);
  const count = async (Recursive: boolean) => {
    const sizes: number[] = [];
    const pages = paginateGetParametersByPath({ client }, { Path: '/sst', Recursive });
    for await (const page of pages) sizes.push(page.Parameters?.length ?? 0);
    return sizes;
  };
  expect(await count(false)).toEqual([10, 2]);
  expect(await count(true)).toEqual([10, 3]);
});

it('can answer an empty page with a token first', async () => {
  const { client } = withParameters([bootstrap], [{ kind: 'empty-page', operation: 'SSM.*' }]);
  const first = await client.send(new GetParametersByPathCommand({ Path: '/sst/' }));
  expect(first.Parameters).toEqual([]);
  const next = await client.send(
    new GetParametersByPathCommand({ Path: '/sst/', NextToken: first.NextToken }),
  );
  expect(next.Parameters).toHaveLength(1);
  expect(next.NextToken).toBeUndefined();
});

it('overwrites a parameter only when told to, and counts its versions', async () => {
  const { aws, client } = withParameters([bootstrap]);
  const put = (Overwrite: boolean) =>
    client.send(new PutParameterCommand({ Name: '/sst/bootstrap', Value: 'new', Overwrite }));
  expect(await refusalOf(put(false))).toBe('ParameterAlreadyExists 400');
  expect(await put(true)).toMatchObject({ Version: 2 });
  expect(aws.snapshot().ssm?.parameters).toMatchObject([{ value: 'new', version: 2 }]);
  expect(simulate(aws.snapshot()).aws.snapshot()).toEqual(aws.snapshot());
});

it('describes parameters below a path, names and no values, fifty a page', async () => {
  const { client } = withParameters([
    bootstrap,
    ...Array.from({ length: 60 }, (_, at): ParameterData => ({
      name: `/sst/passphrase/acme/pr-${at}`,
      region,
      value: 'hunter2',
      type: 'SecureString',
    })),
  ]);
  const below = (Option: string, token?: string) =>
    client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Path', Option, Values: ['/sst/passphrase'] }],
        ...(token !== undefined && { NextToken: token }),
      }),
    );
  const first = await below('Recursive');
  expect(first.Parameters).toHaveLength(50);
  expect((await below('Recursive', first.NextToken)).Parameters).toHaveLength(10);
  expect((await below('OneLevel')).Parameters).toEqual([]);
  expect(JSON.stringify(first)).not.toContain('hunter2');
});
