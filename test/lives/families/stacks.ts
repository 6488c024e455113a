import { distributionIdOf, tailOf } from '../../account/names.ts';
import type { World } from '../world.ts';
import type { Pair } from './elsewhere.ts';

/** A stack of CloudFormation makes something for all regions, from one that nothing else points at. */
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
  const id = distributionIdOf(seed);
  const role = `${stack}-role`;
  account.with({
    distributions: [
      {
        id,
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
        status: chance.pick(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']),
        createdAt: at,
        resources: [
          {
            logicalId: 'Front',
            physicalId: id,
            type: 'AWS::CloudFront::Distribution',
            status: 'CREATE_COMPLETE',
          },
          {
            logicalId: 'Role',
            physicalId: role,
            type: 'AWS::IAM::Role',
            status: 'CREATE_COMPLETE',
          },
        ],
      },
    ],
  });
  truth.live([id, role], 'in a stack');
  truth.tell(`${at} ${pair.app}/${pair.stage}: the stack ${stack} in ${region} makes ${id}`);
}
