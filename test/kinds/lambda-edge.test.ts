import { describe, expect, it } from 'vitest';

import { roleTrustsEdge } from '../../src/kinds/lambda/edge-role.ts';
import { lambdaEdgeFunction } from '../../src/kinds/lambda/lambda-edge-function.ts';
import { lambdaEdgeVersion } from '../../src/kinds/lambda/lambda-edge-version.ts';
import { replicasOf } from '../../src/kinds/lambda/listing.ts';
import type { FunctionData } from 'simulated-aws';
import { account, fault, listed, signedIn, theOne } from './signed-in.ts';

const name = 'acme-pr-1-WebEdgeServerFunction';
const arn = `arn:aws:lambda:us-east-1:${account}:function:${name}`;
const aFunction: FunctionData = {
  name,
  region: 'us-east-1',
  role: `arn:aws:iam::${account}:role/sst/acme-pr-1-EdgeRole`,
  logGroup: '/aws/lambda/acme-logs',
  codeSize: 1234,
  modifiedAt: '-9d',
  environment: { SST_RESOURCE_App: '{"name":"acme","stage":"pr-1"}', SST_KEY: 'c2VjcmV0IGtleQ==' },
  tags: { 'sst:app': 'acme' },
  versions: [
    { version: '1' },
    { version: '2', replicas: ['eu-west-1'], replicasUntil: '2026-11-20T13:00:00.000Z' },
  ],
};

const withFunction = (
  changes: Partial<FunctionData> = {},
  more: Parameters<typeof signedIn>[0] = {},
) => signedIn({ lambda: { functions: [{ ...aFunction, ...changes }] }, ...more });
const removeFunction = lambdaEdgeFunction.steps.delete;
const removeVersion = lambdaEdgeVersion.steps.delete;

describe('listing the Lambda functions of the edge region', () => {
  it('says of a function what its configuration names, and whose its environment says it is', async () => {
    expect(await listed(lambdaEdgeFunction, await withFunction())).toMatchObject([
      {
        key: `lambda-edge-function:${name}`,
        arn,
        region: 'us-east-1',
        createdAt: null,
        modifiedAt: '2026-11-11T12:00:00.000Z',
        identifiers: [name, arn],
        environmentPair: { app: 'acme', stage: 'pr-1' },
        role: `arn:aws:iam::${account}:role/sst/acme-pr-1-EdgeRole`,
        references: [
          { to: `/aws/lambda/us-east-1.${name}`, relation: 'log-group' },
          { to: 'log-group:us-east-1:/aws/lambda/acme-logs', relation: 'log-group' },
          { to: 'iam-role:acme-pr-1-EdgeRole', relation: 'role' },
        ],
        sizeBytes: 1234,
      },
    ]);
  });

  it('lists each published version as a member of its function that refers to nothing of it', async () => {
    const versions = await listed(lambdaEdgeVersion, await withFunction());
    expect(versions.map(({ id, memberOf }) => [id, memberOf])).toEqual([
      [`${name}:1`, { key: `lambda-edge-function:${name}`, ordinal: 1 }],
      [`${name}:2`, { key: `lambda-edge-function:${name}`, ordinal: 2 }],
    ]);
    expect(versions.flatMap(({ references }) => references.map(({ to }) => to))).not.toContain(
      `lambda-edge-function:${name}`,
    );
    expect(versions[1]).toMatchObject({ arn: `${arn}:2`, identifiers: [`${name}:2`, `${arn}:2`] });
  });

  it('keeps nothing of the environment but the pair', async () => {
    const signed = await withFunction();
    const all = [
      ...(await listed(lambdaEdgeFunction, signed)),
      ...(await listed(lambdaEdgeVersion, signed)),
    ];
    expect(JSON.stringify(all)).not.toContain('c2VjcmV0');
  });

  it.each(['not json', '[]', '{"name":"acme"}', '{"name":1,"stage":2}', 'null'])(
    'takes %s in the environment for no stage',
    async (value) => {
      const signed = await withFunction({ environment: { SST_RESOURCE_App: value } });
      expect((await theOne(lambdaEdgeFunction, name, signed)).environmentPair).toBeNull();
    },
  );

  it('reads one list for functions and versions, and another one for the next scan', async () => {
    const signed = await withFunction();
    const context = signed.context();
    await Promise.all([
      lambdaEdgeFunction.list(context, 'us-east-1'),
      lambdaEdgeVersion.list(context, 'us-east-1'),
    ]);
    expect(signed.session.calls().byOperation['Lambda.ListFunctions']).toBe(1);
    await lambdaEdgeFunction.list(signed.context(), 'us-east-1');
    expect(signed.session.calls().byOperation['Lambda.ListFunctions']).toBe(2);
    await signed.aws.clock.sleep(11_000);
    await lambdaEdgeFunction.list(context, 'us-east-1');
    expect(signed.session.calls().byOperation['Lambda.ListFunctions']).toBe(3);
  });

  it('asks again after a list that failed', async () => {
    const signed = await withFunction(
      {},
      { faults: [fault('deny', 'Lambda.ListFunctions', { times: 1 })] },
    );
    const context = signed.context();
    await expect(lambdaEdgeFunction.list(context, 'us-east-1')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect((await lambdaEdgeFunction.list(context, 'us-east-1')).resources).toHaveLength(1);
  });

  it('says the same of each by its own read, with the tags of the function', async () => {
    const signed = await withFunction();
    const aFunctionResource = await theOne(lambdaEdgeFunction, name, signed);
    const aVersion = await theOne(lambdaEdgeVersion, `${name}:2`, signed);
    const tags = { 'sst:app': 'acme' };
    expect(await lambdaEdgeFunction.reread(aFunctionResource, signed.context())).toEqual({
      ...aFunctionResource,
      tags,
    });
    expect(await lambdaEdgeVersion.reread(aVersion, signed.context())).toEqual({
      ...aVersion,
      tags,
    });
    const empty = (await signedIn()).context();
    expect(await lambdaEdgeFunction.reread(aFunctionResource, empty)).toBeNull();
    expect(await lambdaEdgeVersion.reread(aVersion, empty)).toBeNull();
  });

  it('finds replicas in other regions by the ARN of their master', async () => {
    const signed = await withFunction();
    expect([...(await replicasOf(['eu-west-1', 'eu-west-2'], signed.context()))]).toEqual([
      `${arn}:2`,
    ]);
  });

  it('knows whether a role trusts Lambda@Edge, and that it is gone', async () => {
    const roles = [
      { name: 'edge', trusts: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] },
      { name: 'plain', trusts: ['lambda.amazonaws.com'] },
    ];
    const { context } = await signedIn({ iam: { roles } });
    expect(await roleTrustsEdge('edge', context())).toBe(true);
    expect(await roleTrustsEdge('plain', context())).toBe(false);
    expect(await roleTrustsEdge('gone', context())).toBeNull();
  });
});

describe('deleting Lambda@Edge functions and versions', () => {
  it('waits half an hour while replicas are left, which only AWS removes', async () => {
    const signed = await withFunction();
    const resource = await theOne(lambdaEdgeFunction, name, signed);
    expect(await removeFunction?.(resource, signed.step())).toEqual({
      result: 'wait',
      reason: 'replicas',
      retryAfterSeconds: 1800,
    });
    await signed.aws.clock.sleep(2 * 3600 * 1000);
    expect(await removeFunction?.(resource, signed.step())).toEqual({ result: 'done' });
    expect(await removeFunction?.(resource, signed.step())).toEqual({ result: 'gone' });
  });

  it('deletes a version without replicas on its own', async () => {
    const signed = await withFunction();
    expect(
      await removeVersion?.(await theOne(lambdaEdgeVersion, `${name}:1`, signed), signed.step()),
    ).toEqual({ result: 'done' });
    expect(
      await removeVersion?.(await theOne(lambdaEdgeVersion, `${name}:2`, signed), signed.step()),
    ).toMatchObject({ result: 'wait', reason: 'replicas' });
    expect(await listed(lambdaEdgeFunction, signed)).toHaveLength(1);
  });

  it('is in use while an alias points at the version', async () => {
    const signed = await withFunction({ aliases: [{ name: 'live', version: '1' }] });
    expect(
      await removeVersion?.(await theOne(lambdaEdgeVersion, `${name}:1`, signed), signed.step()),
    ).toEqual({ result: 'in-use', message: 'It is what the alias live points at.' });
  });

  it('throws a denial', async () => {
    const signed = await withFunction(
      { versions: [] },
      { faults: [fault('deny', 'Lambda.DeleteFunction')] },
    );
    await expect(
      removeFunction?.(await theOne(lambdaEdgeFunction, name, signed), signed.step()),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('backing up a Lambda@Edge function', () => {
  it('keeps names of variables but no value, and packages, read from the simulated account alone', async () => {
    const signed = await withFunction();
    const parts = await lambdaEdgeFunction.backup(
      await theOne(lambdaEdgeFunction, name, signed),
      signed.context(),
    );
    const [config, code, tags] = parts;
    expect(config).toMatchObject({
      name: 'configuration.json',
      content: expect.stringContaining('SST_KEY'),
    });
    expect(JSON.stringify(parts)).not.toContain('c2VjcmV0');
    expect(code).toMatchObject({ name: 'package.zip', content: expect.any(Uint8Array) });
    expect(tags).toMatchObject({ name: 'tags.json', content: expect.stringContaining('acme') });
  });
});
