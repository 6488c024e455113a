import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import { betweenPushes, cutShort } from './definitions/given.ts';
import type { Story } from './story.ts';

/** Rows 6 to 10: what stands in the way. */
export const doubtStories: readonly Story[] = [
  {
    row: 6,
    sentence:
      'calls busy what belongs to a locked stage, to one with pending operations, or to an unfinished run of today',
    tell() {
      const account = anAccount();
      const home = account.home();
      const stages = ['locked', 'pending', 'killed'] as const;
      const sites = stages.map((stage) =>
        aSite({ app: 'acme', stage, at: account.ago({ days: 20 }) }),
      );
      account.with(...sites);
      const [locked, pending, killed] = stages.map((stage, index) =>
        home
          .stage('acme', stage)
          .deploy(account.ago({ days: 20 }), sites[index]?.entries ?? [])
          .remove(account.ago({ days: 3 })),
      );
      locked?.run({ at: account.ago({ minutes: 2 }), command: 'deploy', completed: false });
      pending?.deploy(account.ago({ days: 2 }), [], { pending: 1 });
      killed?.deploy(account.ago({ hours: 5 }), [], {
        completed: false,
        unlockedAt: account.ago({ hours: 4 }),
      });
      return {
        account,
        expected: Object.fromEntries(sites.map((site) => [site.distributions[0].id, 'busy (6)'])),
      };
    },
  },
  {
    row: 6,
    sentence:
      'calls busy what is younger than an hour, and what history names for five minutes after the last state write',
    tell() {
      const account = anAccount();
      const home = account.home();
      const young = aSite({ app: 'acme', stage: 'pr-9', at: account.ago({ minutes: 30 }) });
      const just = aSite({ app: 'acme', stage: 'pr-8', at: account.ago({ days: 9 }) });
      account.with(young, just);
      home.stage('acme', 'pr-9').deploy(account.ago({ days: 20 }), []);
      home
        .stage('acme', 'pr-8')
        .deploy(account.ago({ days: 9 }), just.entries)
        .remove(account.ago({ minutes: 4 }), { lasts: 120 });
      return {
        account,
        expected: {
          [young.distributions[0].id]: 'busy (6)',
          [just.distributions[0].id]: 'busy (6)',
        },
      };
    },
  },
  {
    row: 7,
    sentence: 'calls unknown what may belong to two stages',
    tell() {
      const account = anAccount();
      const home = account.home();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      site.distributions[0].tags = { 'sst:app': 'acme', 'sst:stage': 'pr-7' };
      account.with(site);
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), site.entries)
        .remove(account.ago({ days: 3 }));
      home
        .stage('acme', 'pr-7')
        .deploy(account.ago({ days: 20 }), site.entries.slice(0, 1))
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: {
          [site.distributions[0].id]: 'unknown (7)',
          [site.functions[0].name]: 'unknown (5)',
        },
      };
    },
  },
  {
    row: 8,
    sentence: 'calls unknown what was changed after its departure',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      site.distributions[0].modifiedAt = account.ago({ days: 1 });
      account
        .with(site)
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), site.entries)
        .remove(account.ago({ days: 3 }));
      return { account, expected: { [site.distributions[0].id]: 'unknown (8)' } };
    },
  },
  {
    row: 8,
    sentence:
      'calls unknown a distribution that answers: by requests, by a wildcard, by an alias that resolves',
    tell() {
      const account = anAccount();
      const home = account.home();
      const stages = ['pr-1', 'pr-2', 'pr-3', 'pr-4'];
      const sites = stages.map((stage) =>
        aSite({ app: 'acme', stage, at: account.ago({ days: 20 }) }),
      );
      const [asked, wild, resolving, dead] = sites.map((site) => site.distributions[0]);
      if (!asked || !wild || !resolving || !dead) throw new Error('a site is missing');
      wild.aliases = ['*.acme.dev'];
      resolving.aliases = ['pr-3.acme.dev'];
      dead.aliases = ['pr-4.acme.dev'];
      account.with(...sites, {
        metrics: [
          {
            namespace: 'AWS/CloudFront',
            name: 'Requests',
            region: 'us-east-1',
            dimensions: { DistributionId: asked.id, Region: 'Global' },
            points: [{ at: account.ago({ days: 1 }), value: 1001 }],
          },
        ],
      });
      stages.forEach((stage, index) =>
        home
          .stage('acme', stage)
          .deploy(account.ago({ days: 20 }), sites[index]?.entries ?? [])
          .remove(account.ago({ days: 3 })),
      );
      return {
        account,
        expected: {
          [asked.id]: 'unknown (8)',
          [wild.id]: 'unknown (8)',
          [resolving.id]: 'unknown (8)',
          [dead.id]: 'leftover certain (11)',
        },
        options: { resolving: ['pr-3.acme.dev'] },
      };
    },
  },
  {
    row: 8,
    sentence: 'calls unknown an edge function that was invoked since its departure',
    tell() {
      const account = anAccount();
      const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      account
        .with(signer)
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), signer.entries)
        .remove(account.ago({ days: 3 }));
      const { name } = signer.lambdas[0];
      account.with({
        metrics: [
          {
            namespace: 'AWS/Lambda',
            name: 'Invocations',
            region: 'eu-west-1',
            dimensions: { FunctionName: `us-east-1.${name}` },
            points: [{ at: account.ago({ days: 1 }), value: 1 }],
          },
        ],
      });
      return { account, expected: { [name]: 'unknown (8)', [`${name}:1`]: 'unknown (8)' } };
    },
  },
  {
    row: 8,
    sentence:
      'calls unknown what a person took out of the state: that is how things are handed over',
    tell() {
      const account = anAccount();
      const bucket = aUserBucket({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
      account
        .with(bucket)
        .home()
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 90 }), bucket.entries)
        .run({ at: account.ago({ days: 9 }), command: 'edit', entries: [] });
      return { account, expected: { [bucket.buckets[0].name]: 'unknown (8)' } };
    },
  },
  {
    row: 8,
    sentence: 'calls unknown what a home without a bootstrap claims',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
      account
        .with(site)
        .home('us-east-1', { registered: false })
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 90 }), site.entries);
      account
        .home('us-east-1', { name: 'second' })
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 30 }), []);
      return {
        account,
        expected: {
          [site.distributions[0].id]: 'unknown (8)',
          [site.buckets[0].name]: 'unknown (8)',
        },
      };
    },
  },
  {
    row: 9,
    sentence: 'calls retained what the last state kept on purpose',
    tell() {
      const account = anAccount();
      const bucket = aUserBucket({
        app: 'acme',
        stage: 'pr-1',
        at: account.ago({ days: 20 }),
        retained: true,
      });
      account
        .with(bucket)
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), bucket.entries)
        .remove(account.ago({ days: 3 }));
      return { account, expected: { [bucket.buckets[0].name]: 'retained (9)' } };
    },
  },
  {
    row: 10,
    sentence: 'calls unknown a full bucket that no state owned, however it is tagged',
    tell() {
      const account = anAccount();
      const home = account.home();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      // Made by a deploy that was killed before it recorded it, and written into since.
      const stray = aUserBucket({ app: 'acme', stage: 'pr-1', at: betweenPushes(account, 10) });
      const [bucket] = stray.buckets;
      bucket.objects = [{ key: 'invoice.pdf', at: account.ago({ days: 9 }), body: 'paid' }];
      account.with(site, stray);
      home
        .stage('acme', 'pr-1')
        .remove(account.ago({ days: 40 }), { firstPush: null })
        .deploy(account.ago({ days: 20 }), site.entries)
        .run(cutShort(account, 10, site.entries))
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: {
          [bucket.name]: 'unknown (10)',
          [site.buckets[0].name]: 'leftover certain (11)',
        },
      };
    },
  },
];
