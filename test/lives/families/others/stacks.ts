import { distributionIdOf, tailOf } from '../../../account/names.ts';
import { later } from '../../../account/stage.ts';
import type { World } from '../../world.ts';
import type { Pair } from './elsewhere.ts';

/**
 * A stack of CloudFormation makes something for all regions, from one that nothing else points at. It
 * may be deleted since and have kept that.
 */
export function makeByStack(world: World, pair: Pair, at: string): void {
  const { account, chance, truth } = world;
  const seed = `${pair.app} ${pair.stage} stack ${world.serial()}`;
  const region = chance.pick(['eu-north-1', 'ap-southeast-2', 'ca-central-1']);
  const stack = `edge-${tailOf(seed).slice(0, 5)}`;
  const stackId = `arn:aws:cloudformation:${region}:123456789012:stack/${stack}/1a2b3c4d-0000-0000-0000-000000000000`;
  const tags = {
    'sst:app': pair.app,
    'sst:stage': pair.stage,
    'aws:cloudformation:stack-name': stack,
    'aws:cloudformation:stack-id': stackId,
    'aws:cloudformation:logical-id': 'Front',
  };
  const isDeleted = chance.often(0.25);
  const status = isDeleted
    ? 'DELETE_COMPLETE'
    : chance.pick(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
  const each = isDeleted ? 'DELETE_SKIPPED' : 'CREATE_COMPLETE';
  const id = distributionIdOf(seed);
  const role = `${stack}-role`;
  account.with({
    distributions: [
      {
        id,
        ...(chance.often(0.5) && { comment: 'Front app' }),
        modifiedAt: at,
        origins: [{ id: 'default', domainName: chance.pick(['placeholder.sst.dev', 'a.example']) }],
        behaviors: [{ originId: 'default' }],
        tags,
      },
    ],
    roles: [{ name: role, createdAt: at, trusts: ['lambda.amazonaws.com'], tags }],
    stacks: [
      {
        name: stack,
        region,
        id: stackId,
        status,
        createdAt: at,
        ...(isDeleted && { deletedAt: later(at, 86_400) }),
        resources: [
          {
            logicalId: 'Front',
            physicalId: id,
            type: 'AWS::CloudFront::Distribution',
            status: each,
          },
          {
            logicalId: 'Role',
            physicalId: role,
            type: 'AWS::IAM::Role',
            status: each,
          },
        ],
      },
    ],
  });
  truth.live([id, role], isDeleted ? 'kept on purpose' : 'in a stack');
  truth.tell(`${at} ${pair.app}/${pair.stage}: the stack ${stack} in ${region} makes ${id}`);
}

/** A stage of SST v2 lives in such a region: its edge function and its bucket's code are elsewhere. */
export function liveInStack(world: World, { app, stage }: Pair, at: string): void {
  const { account, chance, truth } = world;
  const seed = `${stage} ${app} v2 ${world.serial()}`;
  const region = chance.pick(['eu-north-1', 'ap-southeast-2']);
  const stack = `${stage}-${app}-Web`;
  const stackId = `arn:aws:cloudformation:${region}:123456789012:stack/${stack}/9f8e7d6c-0000-0000-0000-000000000000`;
  const id = distributionIdOf(seed);
  const tags = { 'sst:app': app, 'sst:stage': stage };
  const rewrite = `${region}${stage}${app}WebsiteCloudFrontFunction${tailOf(seed).slice(0, 8).toUpperCase()}`;
  const edge = `${stage}-${app}-web-serveredgelambda-${tailOf(seed)}${tailOf(`${seed}!`)}abcd`;
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${edge}`;
  const row = (logicalId: string, physicalId: string, type: string) => ({
    logicalId,
    physicalId,
    type,
    status: 'CREATE_COMPLETE',
  });
  account.with({
    functions: [{ name: rewrite, createdAt: at, modifiedAt: at }],
    lambdas: [
      {
        name: edge,
        region: 'us-east-1',
        modifiedAt: at,
        role: `arn:aws:iam::123456789012:role/${edge}`,
        versions: [{ version: '1', modifiedAt: at }],
      },
    ],
    roles: [{ name: edge, createdAt: at, trusts: ['edgelambda.amazonaws.com'] }],
    distributions: [
      {
        id,
        modifiedAt: at,
        origins: [{ id: 'o', domainName: 'web.s3.amazonaws.com' }],
        behaviors: [
          {
            originId: 'o',
            functions: [
              {
                event: 'viewer-request',
                arn: `arn:aws:cloudfront::123456789012:function/${rewrite}`,
              },
            ],
          },
        ],
        tags: {
          ...tags,
          'aws:cloudformation:stack-name': stack,
          'aws:cloudformation:stack-id': stackId,
        },
      },
    ],
    stacks: [
      {
        name: stack,
        region,
        id: stackId,
        status: 'UPDATE_COMPLETE',
        createdAt: at,
        tags,
        resources: [
          row('Distribution', id, 'AWS::CloudFront::Distribution'),
          row('Rewrite', rewrite, 'AWS::CloudFront::Function'),
          row('Edge', arn, 'Custom::SSTEdgeLambda'),
        ],
      },
    ],
  });
  truth.live([id, rewrite, edge], 'in a stack');
  truth.tell(`${at} ${app}/${stage}: a stack of SST v2 lives in ${region}`);
}
