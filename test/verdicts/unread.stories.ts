import { anAccount } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import { leftBehind } from './definitions/given.ts';
import type { Story } from './story.ts';

/** Row 7 again: what a checkpoint that cannot be read may hide. */
export const unreadStories: readonly Story[] = [
  {
    row: 7,
    sentence: 'calls unknown what a stage whose state is denied may have imported',
    tell() {
      const { account, home, imported, id } = leftBehind();
      home.stage('shop', 'prod').deploy(account.ago({ days: 8 }), imported);
      account.data.faults = [
        {
          kind: 'deny',
          operation: 'S3.GetObject',
          target: `${home.bucket.name}/app/shop/prod.json`,
        },
      ];
      return { account, expected: { [id]: 'unknown (7)' } };
    },
  },
  {
    row: 7,
    sentence: 'calls unknown what a state file that does not parse may name, and nothing newer',
    tell() {
      const account = anAccount();
      const home = account.home();
      const hidden = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      const older = aSite({ app: 'shop', stage: 'pr-2', at: account.ago({ days: 20 }) });
      const newer = aSite({ app: 'acme', stage: 'pr-3', at: account.ago({ days: 4 }) });
      account.with(hidden, older, newer);
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), hidden.entries)
        .object({
          key: 'app/acme/pr-1.json',
          at: account.ago({ days: 5 }),
          body: '{"version":3,"checkpoint":{"latest":{"resources":[{"urn"',
        });
      home
        .stage('shop', 'pr-2')
        .deploy(account.ago({ days: 20 }), older.entries)
        .remove(account.ago({ days: 3 }));
      home
        .stage('acme', 'pr-3')
        .deploy(account.ago({ days: 4 }), newer.entries)
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: {
          [hidden.distributions[0].id]: 'unknown (7)',
          [older.distributions[0].id]: 'unknown (7)',
          [newer.distributions[0].id]: 'leftover certain (11)',
          [newer.functions[0].name]: 'leftover certain (11)',
        },
      };
    },
  },
  {
    row: 16,
    sentence: 'knows no killed run of a stage that another home deploys, too',
    tell() {
      const account = anAccount();
      const before = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 6 }) });
      const during = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }), seed: 'x' });
      account.with(before, during);
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), [])
        .run({
          at: account.ago({ days: 5, minutes: 1 }),
          completed: false,
          unlockedAt: account.ago({ days: 4 }),
          entries: [],
        })
        .remove(account.ago({ days: 3 }));
      return { account, expected: { [during.distributions[0].id]: 'unknown (16)' } };
    },
  },
  {
    row: 16,
    sentence: 'gives nothing to a stage of SST v2 whose stack never listed it',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 30 }) });
      const [distribution] = site.distributions;
      const [edge] = site.functions;
      distribution.behaviors = [];
      account
        .home()
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 60 }), []);
      account.with(site, {
        stacks: [
          {
            name: 'pr-1-acme-Site',
            region: 'us-east-1',
            status: 'DELETE_COMPLETE',
            createdAt: account.ago({ days: 40 }),
            deletedAt: account.ago({ days: 20 }),
            tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
          },
        ],
      });
      return {
        account,
        expected: { [distribution.id]: 'unknown (16)', [edge.name]: 'unknown (16)' },
      };
    },
  },
  {
    row: 12,
    sentence: 'holds where somebody edited what a state lists, outside of all runs',
    tell() {
      const account = anAccount();
      const at = account.ago({ days: 20 });
      const live = aSite({ app: 'acme', stage: 'pr-1', at, component: 'Docs' });
      const made = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }) });
      live.distributions[0].modifiedAt = account.ago({ days: 12 });
      account.with(live, made);
      account
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 30 }), [])
        .deploy(at, live.entries)
        .run({
          at: account.ago({ days: 5, minutes: 1 }),
          entries: live.entries,
          completed: false,
          unlockedAt: account.ago({ days: 4 }),
        })
        .deploy(account.ago({ days: 3 }), live.entries);
      return { account, expected: { [made.distributions[0].id]: 'leftover high (12)' } };
    },
  },
];
