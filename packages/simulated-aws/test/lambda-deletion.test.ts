import {
  DeleteAliasCommand,
  DeleteFunctionCommand,
  LambdaClient,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { DeleteDistributionCommand, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { refusalOf, simulate } from './simulated.ts';
import { arn, withFunctions, acme, associated } from './lambda-account.ts';

describe('DeleteFunction', () => {
  const remove = (Qualifier?: string) =>
    new DeleteFunctionCommand({ FunctionName: 'acme', Qualifier });

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
    expect(await refusalOf(client.send(remove('$LATEST')))).toBe(
      'InvalidParameterValueException 400',
    );
    expect(await refusalOf(client.send(remove('live')))).toBe('InvalidParameterValueException 400');
    await expect(client.send(remove('1'))).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Unable to delete version because the following aliases reference it: [live]',
    });
    await client.send(new DeleteAliasCommand({ FunctionName: 'acme', Name: 'live' }));
    await client.send(remove('1'));
    const { Versions } = await client.send(
      new ListVersionsByFunctionCommand({ FunctionName: 'acme' }),
    );
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
    const versions = [
      { version: '1', replicas: ['eu-west-1'], replicasUntil: '2026-11-20T13:00:00Z' },
    ];
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
    for (const distribution of fixture.cloudfront?.distributions ?? [])
      distribution.enabled = false;
    const functions = [{ ...acme, aliases: [] }];
    const first = simulate({
      lambda: { functions },
      ...fixture,
      timings: { replicaRemoval: 3600 },
    });
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
    expect(await refusalOf(lambda('eu-west-1').send(replica))).toBe(
      'InvalidParameterValueException 400',
    );
    expect(await refusalOf(lambda('sa-east-1').send(replica))).toBe(
      'ResourceNotFoundException 404',
    );
  });
});
