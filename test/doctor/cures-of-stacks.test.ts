import {
  UpdateDistributionCommand,
  GetDistributionConfigCommand,
} from '@aws-sdk/client-cloudfront';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { aSite } from '../account/sites.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import { reported, reportInput } from './reports.ts';
import { causesOf, commandsOf, doctored, sceneOf } from './scenes.ts';

const place = { app: 'docs', region: 'us-east-1' };

/** What a deploy does that adds the aliases to its distribution. */
async function addAliases(aws: SimulatedAws, Id: string, Items: string[]): Promise<void> {
  const { cloudfront } = clientsOf(aws);
  const { DistributionConfig: config, ETag } = await cloudfront.send(
    new GetDistributionConfigCommand({ Id }),
  );
  if (!config) throw new Error(`${Id} has no configuration.`);
  const DistributionConfig = { ...config, Aliases: { Quantity: Items.length, Items } };
  await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
}

describe('an alias that a living stack of v2 has', () => {
  it('moves with the printed commands, and then the deploy is not refused', async () => {
    const aws = reported('01-cname-v2-to-v3');
    const hosts = ['shop.example.com', 'www.shop.example.com'];
    const answer = await doctored(aws, reportInput('01-cname-v2-to-v3', 'input.txt'));
    const moves = commandsOf(answer).filter((text) => text.includes('associate-alias'));
    const [target = ''] = /E6\w+/.exec(moves[0] ?? '') ?? [];
    expect(await refusalOf(addAliases(aws, target, hosts))).toBe('CNAMEAlreadyExists 409');
    for (const text of moves) await carryOut(aws, text, place);
    expect(await refusalOf(addAliases(aws, target, hosts))).toBe('no refusal');
    expect(
      aws.snapshot().cloudfront?.distributions?.map(({ id, enabled }) => [id, enabled]),
    ).toEqual(
      reported('01-cname-v2-to-v3')
        .snapshot()
        .cloudfront?.distributions?.map(({ id, enabled }) => [id, enabled]),
    );
  });
});

describe('a bucket that is not empty', () => {
  it('of a stage that was removed is emptied and deleted by the printed sweep', async () => {
    const { account, home } = sceneOf();
    const at = account.ago({ days: 40 });
    const site = aSite({ app: 'docs', stage: 'dev', component: 'Docs', at });
    const [{ name }] = site.buckets;
    account.with({ buckets: [{ ...site.buckets[0], objects: [{ key: 'index.html', at }] }] });
    home
      .stage('docs', 'dev')
      .deploy(at, site.entries)
      .remove(account.ago({ days: 9 }));
    const aws = createSimulatedAws(account.data);
    const remove = () =>
      clientsOf(aws)
        .s3('us-east-1')
        .send(new DeleteBucketCommand({ Bucket: name }));
    expect(await refusalOf(remove())).toBe('BucketNotEmpty 409');
    const answer = await doctored(
      aws,
      sstOutput({
        path: 'Docs sst:aws:Bucket → DocsAssetsBucket aws:s3:BucketV2',
        message: refused(`deleting S3 Bucket (${name})`, 'S3: DeleteBucket', {
          code: 'BucketNotEmpty',
          text: 'The bucket you tried to delete is not empty.',
        }),
      }),
    );
    expect(causesOf(answer)).toEqual(['bucket-not-empty']);
    const sweep = commandsOf(answer).find((text) => text.startsWith('sst-sweep sweep'));
    await carryOut(aws, sweep ?? '', place);
    expect(aws.snapshot().s3?.buckets.map((each) => each.name)).not.toContain(name);
  });
});

/** CloudFormation is only read here: what `delete-stack` does is played on the account's data. */
async function deleteStack(aws: SimulatedAws, text: string): Promise<SimulatedAws> {
  const name = /--stack-name[ =](\S+)/.exec(text)?.[1] ?? '';
  const data = aws.snapshot();
  const stack = data.cloudformation?.stacks.find((each) => each.name === name);
  const ids = new Set(stack?.resources?.map(({ physicalId }) => physicalId));
  const full = data.s3?.buckets.filter((each) => ids.has(each.name) && each.objects?.length);
  const now = aws.clock.now().toISOString();
  const copied = data.lambda?.functions?.filter(({ versions = [] }) =>
    versions.some(({ replicasUntil = '' }) => replicasUntil > now),
  );
  if (!stack || full?.length || copied?.length) throw new Error('DELETE_FAILED');
  stack.status = 'DELETE_COMPLETE';
  return createSimulatedAws(data);
}

describe('a stack of v2 whose deletion failed', () => {
  it('goes once the replicas are gone and its bucket is empty, as it is told', async () => {
    const folder = '11-stack-delete-failed-replicas-and-bucket';
    const aws = reported(folder);
    const answer = await doctored(aws, reportInput(folder, 'input.txt'));
    const remedies = answer.json.errors[0]?.causes[0]?.do ?? [];
    const again = remedies.at(-1)?.text ?? '';
    expect(again).toContain('aws cloudformation delete-stack');
    await expect(deleteStack(aws, again)).rejects.toThrow('DELETE_FAILED');
    const bucket = /Empty the bucket (\S+)/.exec(remedies.map(({ text }) => text).join(' '))?.[1];
    await empty(aws, bucket ?? '');
    await expect(deleteStack(aws, again)).rejects.toThrow('DELETE_FAILED');
    await aws.clock.sleep(12 * 3_600_000);
    const gone = await deleteStack(aws, again);
    expect((await doctored(gone, '')).json.errors).toEqual([]);
  });
});

async function empty(aws: SimulatedAws, Bucket: string): Promise<void> {
  const s3 = clientsOf(aws).s3('us-east-1');
  const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of Versions)
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
}
