import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite } from '../../account/sites.ts';
import { verdicts } from '../traps/telling.ts';

it.each([
  [0, 'leftover certain (11)'],
  [500, 'unknown (8)'],
])(
  'a distribution of a deleted stack that answered %i requests since, as its team may have kept it',
  async (value, expected) => {
    const account = anAccount();
    const { distributions } = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const [{ id }] = distributions;
    account.with({
      distributions,
      metrics: [
        {
          namespace: 'AWS/CloudFront',
          name: 'Requests',
          region: 'us-east-1',
          dimensions: { DistributionId: id, Region: 'Global' },
          points: [{ at: account.ago({ days: 3 }), value }],
        },
      ],
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 91 }),
          deletedAt: account.ago({ days: 20 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          resources: [
            {
              logicalId: 'D',
              physicalId: id,
              type: 'AWS::CloudFront::Distribution',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    expect(await verdicts(account, { id })).toEqual({ id: expected });
  },
);
