import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import type { Entry } from '../../account/checkpoint.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';

const logGroupEntry = (name: string): Entry => ({
  type: 'aws:cloudwatch/logGroup:LogGroup',
  name: 'ReportLogGroup',
  id: name,
  under: [['sst:aws:Function', 'Report']],
  outputs: { name, arn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}` },
});

describe('a log group that somebody else made anew, without a retention', () => {
  it.each([
    ['/aws/lambda/acme-dev-ReportFunction', 10, { team: 'data' }],
    // Its last word is made of the letters of a tail.
    ['/aws/lambda/acme-dev-database', 120, { team: 'data' }],
    ['/aws/lambda/acme-dev-database', 120, undefined],
  ] as const)('%s, %i minutes after the removal, tagged %j', async (name, minutes, tags) => {
    const account = anAccount();
    const removed = account.ago({ days: 200 });
    const createdAt = later(removed, minutes * 60);
    account
      .with({ logGroups: [{ name, region: 'us-east-1', createdAt, ...(tags && { tags }) }] })
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 300 }), [logGroupEntry(name)], { version: '3.7.15' })
      .remove(removed, { version: '3.7.15' });
    expect(await verdicts(account, { id: `us-east-1:${name}` })).toEqual({ id: 'unknown (8)' });
  });

  it.each([
    ['dev-legacy-report', 20],
    ['dev-legacy-backup202401', 120],
    ['dev-legacy-internationalization', 120],
  ] as const)('of SST v2: %s, %i minutes after the stack was deleted', async (name, minutes) => {
    const account = anAccount();
    account
      .home()
      .stage('other', 'dev')
      .deploy(account.ago({ days: 500 }), []);
    const deletedAt = account.ago({ days: 30 });
    account.with({
      logGroups: [
        {
          name: `/aws/lambda/${name}`,
          region: 'us-east-1',
          createdAt: later(deletedAt, minutes * 60),
          tags: { team: 'data' },
        },
      ],
      stacks: [
        {
          name: 'dev-legacy-Api',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 300 }),
          deletedAt,
          tags: { 'sst:app': 'legacy', 'sst:stage': 'dev' },
          resources: [
            {
              logicalId: 'Handler',
              physicalId: name,
              type: 'AWS::Lambda::Function',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    expect(await verdicts(account, { id: `us-east-1:/aws/lambda/${name}` })).toEqual({
      id: 'unknown (8)',
    });
  });
});
