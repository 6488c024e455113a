import type { StackData } from 'simulated-aws';
import { distributionIdOf, tailOf } from '../account/names.ts';
import { later } from '../account/stage.ts';
import type { World } from './world.ts';

const ends = ['lives', 'deleted', 'deleted', 'skipped', 'failed', 'gone'] as const;

/** The life of an SST v2 stage: one CloudFormation stack, which lives, or ends in one of four ways. */
export function liveAsStack(world: World, { app, stage }: { app: string; stage: string }): void {
  const { account, chance, truth } = world;
  const region = chance.pick(['us-east-1', 'eu-west-1']);
  const at = account.ago({ days: 50 + chance.below(300) });
  const deletedAt = later(at, 86_400 * (1 + chance.below(40)));
  const seed = `${stage} ${app} v2`;
  const tags = { 'sst:app': app, 'sst:stage': stage };
  const site = distributionIdOf(seed);
  const bucket = `${stage}-${app}-site-bucket-${tailOf(seed)}`.toLowerCase();
  const edge = `${stage}-${app}-site-siteserveredgelambda-${tailOf(seed)}`;
  const end = chance.pick(ends);
  truth.tell(`${app}/${stage}: a stack of SST v2, ${end}`);
  if (end !== 'gone') {
    account.with({
      distributions: [
        {
          id: site,
          modifiedAt: later(at, 200),
          tags,
          origins: [{ domainName: `${bucket}.s3.${region}.amazonaws.com` }],
        },
      ],
      buckets: [{ name: bucket, region, createdAt: later(at, 100), tags }],
      lambdas: [
        {
          name: edge,
          region: 'us-east-1',
          modifiedAt: later(at, 150),
          role: `arn:aws:iam::123456789012:role/${stage}-${app}-edge`,
        },
      ],
      roles: [
        {
          name: `${stage}-${app}-edge`,
          createdAt: at,
          trusts: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'],
        },
      ],
    });
  }
  account.with({ stacks: [stackOf()] });
  const ids = [site, bucket, edge];
  if (end === 'lives' || end === 'failed') truth.live(ids, 'in a stack');
  else if (end === 'deleted') truth.leftover(ids, 'left by a deleted stack');
  else if (end === 'skipped') {
    truth.live([site, bucket], 'kept on purpose');
    truth.leftover([edge], 'left by a deleted stack');
  }

  function stackOf(): StackData {
    const statuses = {
      lives: ['UPDATE_COMPLETE', 'CREATE_COMPLETE'],
      deleted: ['DELETE_COMPLETE', 'DELETE_COMPLETE'],
      gone: ['DELETE_COMPLETE', 'DELETE_COMPLETE'],
      skipped: ['DELETE_COMPLETE', 'DELETE_SKIPPED'],
      failed: ['DELETE_FAILED', 'DELETE_FAILED'],
    } as const;
    const [whole, each] = statuses[end];
    const row = (logicalId: string, physicalId: string, type: string) => ({
      logicalId,
      physicalId,
      type,
      status: each,
    });
    return {
      name: `${stage}-${app}-Site`,
      region,
      status: whole,
      createdAt: at,
      ...(whole === 'DELETE_COMPLETE' ? { deletedAt } : {}),
      tags,
      resources: [
        row('Distribution', site, 'AWS::CloudFront::Distribution'),
        row('Bucket', bucket, 'AWS::S3::Bucket'),
        row(
          'Edge',
          `arn:aws:lambda:us-east-1:123456789012:function:${edge}`,
          'Custom::SSTEdgeLambda',
        ),
      ],
    };
  }
}
