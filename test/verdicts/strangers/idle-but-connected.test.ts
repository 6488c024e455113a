import { restsOnUse } from '../../../src/advice/removal.ts';
import { describe, expect, it } from 'vitest';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { commandText } from '../../../src/text/command-text.ts';
import type { BucketData, FunctionData } from 'simulated-aws';
import { accountId, anAccount, type AccountBuilder } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';

const place = { app: 'acme', stage: 'blue' };
const removal = ['sst remove --stage blue'];

interface Parts {
  readonly account: AccountBuilder;
  readonly home: ReturnType<AccountBuilder['home']>;
  readonly lambda: FunctionData;
  readonly bucket: BucketData;
}

/** What is printed for a stage with a function and a bucket, deployed 200 days ago and left alone. */
async function printed(
  connect: (parts: Parts) => void,
  recorded: readonly Partial<Entry>[] = [],
): Promise<readonly string[]> {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const server = aServer({ ...place, at });
  const files = aUserBucket({ ...place, at });
  const [lambda] = server.lambdas;
  const more = recorded.map((entry, index): Entry => ({
    type: 'aws:lambda/permission:Permission',
    name: `more-${index}`,
    id: 'said',
    ...entry,
    outputs: { function: lambda.name, bucket: files.buckets[0].name, ...entry.outputs },
  }));
  const home = account.with(server, files).home();
  home.stage('acme', 'blue').deploy(at, [...server.entries, ...files.entries, ...more]);
  connect({ account, home, lambda, bucket: files.buckets[0] });
  const { stages, takenAt } = await looking(account, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
}

const statement = (Service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'said', Effect: 'Allow', Action: 'lambda:InvokeFunction', Principal: { Service } },
    ],
  });
const rotation = ({ lambda }: Parts) => {
  lambda.policy = statement('secretsmanager.amazonaws.com');
};
const deadLetters = ({ account, lambda: { name } }: Parts) => {
  const source = `arn:aws:sqs:us-east-1:${accountId}:shop-dead-letters`;
  account.with({ eventSources: [{ id: 'e1', region: 'us-east-1', function: name, source }] });
};
const resizer = `arn:aws:lambda:us-east-1:${accountId}:function:resize`;
const notifies = ({ bucket }: Parts) => {
  bucket.configuration = {
    notification: `<NotificationConfiguration><CloudFunctionConfiguration><Id>f</Id><CloudFunction>${resizer}</CloudFunction><Event>s3:ObjectCreated:*</Event></CloudFunctionConfiguration></NotificationConfiguration>`,
  };
};
const receivesCopies = ({ account, bucket }: Parts) => {
  bucket.versioning = 'Enabled';
  const at = account.ago({ days: 100 });
  const replication = `<ReplicationConfiguration><Role>arn:aws:iam::${accountId}:role/copies</Role><Rule><ID>all</ID><Priority>1</Priority><Filter/><Status>Enabled</Status><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::${bucket.name}</Bucket></Destination></Rule></ReplicationConfiguration>`;
  account.with({
    roles: [{ name: 'copies', trusts: ['s3.amazonaws.com'], createdAt: at }],
    buckets: [
      {
        name: 'company-ledger',
        region: 'us-east-1',
        createdAt: at,
        versioning: 'Enabled',
        configuration: { replication },
      },
    ],
  });
};
const isSetUp =
  (days: number) =>
  ({ account, bucket }: Parts) => {
    bucket.changedAt = account.ago({ days });
  };

describe('of an idle stage whose function nobody called in a month, the command is', () => {
  it.each<readonly [string, (parts: Parts) => void]>([
    ['that rotates a secret', rotation],
    ['that a queue feeds', deadLetters],
  ])('held back for one %s', async (_, connect) => {
    expect(await printed(connect)).toEqual([]);
  });

  it('printed for one of which its state lists the statement', async () => {
    expect(await printed(rotation, [{}])).toEqual(removal);
  });

  it('held back where the statement is that of another function', async () => {
    expect(await printed(rotation, [{ outputs: { function: 'other' } }])).toEqual([]);
  });
});

describe('of an idle stage whose bucket nobody wrote into, the command is', () => {
  it.each<readonly [string, (parts: Parts) => void]>([
    ['that tells a function of its objects', notifies],
    ['into which another one is replicated', receivesCopies],
    ['that was set up anew ten days ago', isSetUp(10)],
  ])('held back for one %s', async (_, connect) => {
    expect(await printed(connect)).toEqual([]);
  });

  it.each<readonly [string, (parts: Parts) => void, readonly Partial<Entry>[]]>([
    [
      'of which its state lists the notification',
      notifies,
      [
        {
          type: 'aws:s3/bucketNotification:BucketNotification',
          outputs: { lambdaFunctions: [{ lambdaFunctionArn: resizer }] },
        },
      ],
    ],
    ['that was set up anew forty days ago', isSetUp(40), []],
  ])('printed for one %s', async (_, connect, recorded) => {
    expect(await printed(connect, recorded)).toEqual(removal);
  });
});

describe('of an idle stage beside what cannot be read, the command is held back', () => {
  it('where the state of another app is damaged', async () => {
    expect(
      await printed(({ account, home }) => {
        home.stage('shop', 'live').object({
          key: 'app/shop/live.json',
          at: account.ago({ days: 3 }),
          body: '{"version":3,"checkpoint":{"stack"',
        });
      }),
    ).toEqual([]);
  });

  it('where another home may not be read', async () => {
    expect(
      await printed(({ account }) => {
        const other = account.home('eu-west-1');
        other.stage('shop', 'live').deploy(account.ago({ days: 3 }), []);
        const operation = 'S3.ListObjectVersions';
        account.data.faults = [{ kind: 'deny', operation, region: 'eu-west-1' }];
      }),
    ).toEqual([]);
  });

  it('where nobody may list when its bucket was set up', async () => {
    const fault = { kind: 'deny', operation: 'S3.ListBuckets' } as const;
    const regions = ['us-west-2', 'us-east-2', 'eu-west-1', 'eu-central-1'];
    expect(
      await printed(({ account }) => {
        account.data.faults = regions.map((region) => ({ ...fault, region }));
      }),
    ).toEqual([]);
  });
});
