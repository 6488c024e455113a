import { DescribeFunctionCommand, UpdateFunctionCommand } from '@aws-sdk/client-cloudfront';
import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import type { AccountBuilder } from '../account/account.ts';
import { aSite, anEdgeSigner } from '../account/sites.ts';
import { refusalOf } from '../../packages/simulated-aws/test/simulated.ts';
import { carryOut } from './carry-out.ts';
import { clientsOf } from './clients.ts';
import { refused, sstOutput } from './outputs.ts';
import {
  aFunction,
  causesOf,
  commandsOf,
  decoys,
  doctored,
  functionEntry,
  functionNames,
  sceneOf,
  taken,
} from './scenes.ts';
import { homeIn, sstRefresh, sstRemove, takeLock } from './sst.ts';

const place = { app: 'docs', region: 'us-east-1' };
const dev = { app: 'docs', stage: 'dev', region: 'us-east-1' };

function siteOf(account: AccountBuilder) {
  return aSite({ app: 'docs', stage: 'dev', component: 'Docs', at: account.ago({ days: 40 }) });
}

/** Somebody saves it in the console: its ETag is another one then. */
async function changeFunction(aws: SimulatedAws, Name: string): Promise<void> {
  const { cloudfront } = clientsOf(aws);
  const { ETag } = await cloudfront.send(new DescribeFunctionCommand({ Name }));
  await cloudfront.send(
    new UpdateFunctionCommand({
      Name,
      IfMatch: ETag,
      FunctionConfig: { Comment: 'by hand', Runtime: 'cloudfront-js-2.0' },
      FunctionCode: new Uint8Array([2]),
    }),
  );
}

describe('a lock', () => {
  const output = sstOutput({
    path: 'Locked',
    message:
      'A concurrent update was detected on the app. Run `sst unlock` to remove the lock and try again.',
  });

  it('of a killed run is told from one that may be at work', async () => {
    const { account, home } = sceneOf();
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [functionEntry(taken)])
      .run({ at: account.ago({ days: 3 }), completed: false });
    const aws = createSimulatedAws(account.data);
    expect(await takeLock(aws, dev)).toBe('StageLocked');
    const answer = await doctored(aws, output);
    expect(causesOf(answer)).toEqual(['stale-lock']);
    expect(commandsOf(answer)).toEqual(['sst unlock --stage dev']);
    await carryOut(aws, commandsOf(answer)[0] ?? '', place);
    expect(await takeLock(aws, dev)).toBe('no refusal');
  });

  it('of minutes ago is waited for first', async () => {
    const { account, home } = sceneOf();
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [functionEntry(taken)])
      .run({ at: account.ago({ minutes: 3 }), completed: false });
    const answer = await doctored(account, output);
    expect(causesOf(answer)).toEqual(['held-lock']);
    expect(answer.json.errors[0]?.causes[0]?.do[0]?.type).toBe('wait');
  });

  it('that nobody holds any more is not invented', async () => {
    const answer = await doctored(sceneOf().account, output);
    expect(causesOf(answer)).toEqual([]);
    expect(answer.json.errors[0]?.next[0]).toContain('No lock is held');
  });
});

describe('a stage that SST does not find', () => {
  const output = 'SST 3.17.0\n➜  App:        docs\n   Stage:      dev\n✕  Stage not found\n';

  it('lives in another region', async () => {
    const { account } = sceneOf();
    account
      .home('eu-west-1')
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 4 }), [functionEntry(taken)]);
    account.with({ functions: [{ name: taken, createdAt: account.ago({ days: 4 }) }] });
    const answer = await doctored(account, output);
    expect(causesOf(answer)).toEqual(['other-region']);
    await carryOut(answer.aws, commandsOf(answer)[0] ?? '', place);
    expect(causesOf(await doctored(answer.aws, output))).toEqual(['removed-already']);
  });

  it('lives in a home that lost its bootstrap, which the command restores', async () => {
    const { account } = sceneOf();
    const old = account.home('us-east-1', { registered: false, name: 'old' });
    old.stage('docs', 'dev').deploy(account.ago({ days: 4 }), [functionEntry(taken)]);
    const answer = await doctored(account, output);
    expect(causesOf(answer)).toEqual(['lost-bootstrap']);
    await carryOut(answer.aws, commandsOf(answer)[0] ?? '', place);
    expect(homeIn(answer.aws, 'us-east-1')).toBe(old.bucket.name);
  });

  it('is nowhere: then no cause is invented', async () => {
    const answer = await doctored(sceneOf().account, output);
    expect(causesOf(answer)).toEqual([]);
    expect(answer.json.errors[0]?.next.join(' ')).toContain('aws sts get-caller-identity');
  });
});

describe('what only time or SST mends', () => {
  it('replicas: it says that nothing makes it faster', async () => {
    const { account, home } = sceneOf();
    const at = account.ago({ days: 40 });
    const signer = anEdgeSigner({
      app: 'docs',
      stage: 'dev',
      at,
      replicasUntil: account.ago({ days: -1 }),
    });
    account.with(signer);
    home
      .stage('docs', 'dev')
      .deploy(at, signer.entries)
      .remove(account.ago({ days: 1 }), {
        entries: signer.entries,
        errors: [{ message: 'replicated' }],
      });
    const answer = await doctored(
      account,
      `deleting Lambda Function (x): InvalidParameterValueException: Lambda was unable to delete ${signer.versionArn} because it is a replicated function. --stage dev`,
    );
    expect(causesOf(answer)).toEqual(['replicas-remain']);
    const [cause] = answer.json.errors[0]?.causes ?? [];
    expect(cause?.do[0]).toMatchObject({ type: 'wait' });
    expect(cause?.do[0]?.text).toContain('no sweep, refresh or deletion by hand');
    expect(cause?.after).toContain('sst remove --stage dev');
  });

  it('an ETag that is old: refresh, and then remove', async () => {
    const { account, home } = sceneOf();
    account.with(aFunction(account, taken));
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), [functionEntry(taken)])
      .remove(account.ago({ days: 2 }), {
        entries: [functionEntry(taken)],
        errors: [{ message: 'PreconditionFailed' }],
      });
    const aws = createSimulatedAws(account.data);
    await sstRefresh(aws, dev);
    await changeFunction(aws, taken);
    expect(await refusalOf(sstRemove(aws, dev))).toBe('PreconditionFailed 412');
    const answer = await doctored(
      aws,
      sstOutput({
        path: 'Docs sst:aws:Nextjs → DocsFn aws:cloudfront:Function',
        message: refused(`deleting CloudFront Function (${taken})`, 'CloudFront: DeleteFunction', {
          status: 412,
          code: 'PreconditionFailed',
          text: 'The request failed',
        }),
      }),
    );
    expect(causesOf(answer)).toEqual(['stale-state']);
    const [refresh = ''] = commandsOf(answer);
    expect(refresh).toContain('sst refresh --stage dev');
    const { after } = answer.json.errors[0]?.causes[0] ?? {};
    expect(after).toContain('sst remove --stage dev');
    await carryOut(aws, refresh, place);
    expect(await refusalOf(carryOut(aws, after ?? '', place))).toBe('no refusal');
    expect(functionNames(aws).toSorted()).toEqual(decoys.toSorted());
  });

  it('a distribution that is enabled and in no state any more is swept', async () => {
    const { account, home } = sceneOf();
    const site = siteOf(account);
    account.with({ distributions: site.distributions, functions: site.functions });
    home
      .stage('docs', 'dev')
      .deploy(account.ago({ days: 40 }), site.entries.slice(0, 2))
      .remove(account.ago({ days: 9 }));
    const [{ id }] = site.distributions;
    const answer = await doctored(
      account,
      sstOutput({
        path: 'Docs sst:aws:Nextjs → DocsCdnDistribution aws:cloudfront:Distribution',
        message: refused(
          `deleting CloudFront Distribution (${id})`,
          'CloudFront: DeleteDistribution',
          {
            code: 'DistributionNotDisabled',
            text: 'The distribution you are trying to delete has not been disabled.',
          },
        ),
      }),
    );
    expect(causesOf(answer)).toEqual(['leftover']);
    await carryOut(answer.aws, commandsOf(answer)[0] ?? '', place);
    expect(answer.aws.snapshot().cloudfront?.distributions ?? []).toEqual([]);
  });

  it('a lost bootstrap: the old home is made the home again', async () => {
    const { account } = sceneOf();
    const old = account.home('us-east-1', { registered: false, name: 'old' });
    old.stage('docs', 'dev').deploy(account.ago({ days: 4 }), [functionEntry(taken)]);
    const answer = await doctored(
      account,
      'operation error S3: GetObject, NoSuchBucket: The specified bucket does not exist: sst-asset-bcdefhkmnorb',
    );
    expect(causesOf(answer)).toEqual(['lost-bootstrap']);
    await carryOut(answer.aws, commandsOf(answer)[0] ?? '', place);
    expect(homeIn(answer.aws, 'us-east-1')).toBe(old.bucket.name);
  });
});
