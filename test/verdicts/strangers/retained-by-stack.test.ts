import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

it.each(['made in a killed deploy', 'made beside a completed one'])(
  'what another team’s stack kept when it was deleted is no leftover (%s)',
  async (how) => {
    const account = anAccount();
    const start = account.ago({ days: 40 });
    const { distributions } = aSite({ app: 'acme', stage: 'pr-1', at: later(start, 100) });
    const [distribution] = distributions;
    const arn =
      'arn:aws:cloudformation:eu-north-1:123456789012:stack/edge-team/1a2b3c4d-0000-0000-0000-000000000000';
    distribution.behaviors = [{ originId: 'default' }];
    distribution.tags = { ...distribution.tags, 'aws:cloudformation:stack-id': arn };
    const stage = account
      .with({
        distributions,
        stacks: [
          {
            name: 'edge-team',
            id: arn,
            region: 'eu-north-1',
            status: 'DELETE_COMPLETE',
            createdAt: start,
            deletedAt: account.ago({ days: 35 }),
            resources: [
              {
                logicalId: 'D',
                physicalId: distribution.id,
                type: 'AWS::CloudFront::Distribution',
                status: 'DELETE_SKIPPED',
              },
            ],
          },
        ],
      })
      .home()
      .stage('acme', 'pr-1');
    if (how.includes('killed'))
      stage.deploy(account.ago({ days: 60 }), []).run({
        at: start,
        entries: [],
        completed: false,
        unlockedAt: account.ago({ days: 39 }),
      });
    else
      stage
        .run({ at: account.ago({ days: 60 }), command: 'refresh', entries: [parameter] })
        .deploy(start, [parameter]);
    stage.remove(account.ago({ days: 30 }));
    expect((await verdicts(account, { id: distribution.id })).id).toMatch(/^unknown/);
  },
);
