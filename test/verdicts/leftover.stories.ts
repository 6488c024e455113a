import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket } from '../account/sites.ts';
import type { Story } from './story.ts';

/** Rows 11 to 13: what proves that it is a leftover. */
export const leftoverStories: readonly Story[] = [
  {
    row: 11,
    sentence: 'is certain of what left in a completed deploy of a stage that lives on',
    tell() {
      const account = anAccount();
      const old = aSite({
        app: 'acme',
        stage: 'prod',
        component: 'Old',
        at: account.ago({ days: 90 }),
      });
      const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
      account
        .with(old, site)
        .home()
        .stage('acme', 'prod')
        .deploy(account.ago({ days: 90 }), [...old.entries, ...site.entries])
        .deploy(account.ago({ days: 9 }), site.entries);
      return {
        account,
        expected: {
          [old.distributions[0].id]: 'leftover certain (11)',
          [site.distributions[0].id]: 'live (4)',
        },
      };
    },
  },
  {
    row: 11,
    sentence: 'is certain of what a deleted stack with SST’s tags listed',
    tell() {
      const account = anAccount();
      account.home();
      const tags = { 'sst:app': 'legacy', 'sst:stage': 'pr-5' };
      const bucket = 'pr-5-legacy-site-bucket-1abc';
      account.with({
        distributions: [
          {
            id: 'EV2GONE0000001',
            origins: [{ domainName: `${bucket}.s3.us-east-1.amazonaws.com` }],
            modifiedAt: account.ago({ days: 100 }),
            tags,
          },
        ],
        buckets: [
          { name: bucket, region: 'us-east-1', createdAt: account.ago({ days: 100 }), tags },
        ],
        stacks: [
          {
            name: 'pr-5-legacy-Site',
            region: 'us-east-1',
            status: 'DELETE_COMPLETE',
            createdAt: account.ago({ days: 101 }),
            deletedAt: account.ago({ days: 10 }),
            tags,
            resources: [
              {
                logicalId: 'Distribution',
                physicalId: 'EV2GONE0000001',
                type: 'AWS::CloudFront::Distribution',
                status: 'DELETE_COMPLETE',
              },
              {
                logicalId: 'Bucket',
                physicalId: bucket,
                type: 'AWS::S3::Bucket',
                status: 'DELETE_COMPLETE',
              },
            ],
          },
        ],
      });
      return {
        account,
        expected: { EV2GONE0000001: 'leftover certain (11)', [bucket]: 'leftover certain (11)' },
      };
    },
  },
  {
    row: 11,
    sentence:
      'is certain of what only an abandoned stage’s state owns, and of nothing that it merely names',
    tell() {
      const account = anAccount();
      const home = account.home();
      const broken = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      const router = aSite({
        app: 'acme',
        stage: 'prod',
        component: 'Router',
        at: account.ago({ days: 90 }),
      });
      const [shared] = router.distributions;
      account.with(broken, router);
      home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), [
        ...broken.entries,
        {
          type: 'aws:cloudfront/distribution:Distribution',
          name: 'Router',
          id: shared.id,
          external: true,
        },
      ]);
      home.stage('acme', 'prod').deploy(account.ago({ days: 90 }), router.entries);
      return {
        account,
        expected: {
          [broken.distributions[0].id]: 'leftover certain (11)',
          [broken.functions[0].name]: 'leftover certain (11)',
          [shared.id]: 'live (4)',
        },
        options: {
          match: { abandon: [{ bucket: null, app: 'acme', stage: 'pr-1', update: null }] },
        },
      };
    },
  },
  {
    row: 12,
    sentence: 'is sure of what a killed deploy made and never recorded',
    tell() {
      const account = anAccount();
      const home = account.home();
      const made = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }) });
      account.with(made);
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), [])
        .run({
          at: account.ago({ days: 5, minutes: 1 }),
          completed: false,
          unlockedAt: account.ago({ days: 4 }),
          entries: [],
        })
        .remove(account.ago({ days: 3 }));
      return {
        account,
        expected: {
          [made.functions[0].name]: 'leftover high (12)',
          [made.distributions[0].id]: 'leftover high (12)',
          [made.buckets[0].name]: 'leftover high (12)',
        },
      };
    },
  },
  {
    row: 16,
    sentence: 'does not know whose it is where no run of the stage ever wrote a state',
    tell() {
      const account = anAccount();
      const home = account.home();
      const made = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }) });
      account.with({ functions: made.functions });
      home.stage('acme', 'pr-1').run({
        at: account.ago({ days: 5, minutes: 1 }),
        completed: false,
        unlockedAt: account.ago({ days: 4 }),
        version: '3.3.44',
      });
      return { account, expected: { [made.functions[0].name]: 'unknown (16)' } };
    },
  },
  {
    row: 13,
    sentence:
      'is sure of a function that the newest deploy failed over because it was already there',
    tell() {
      const account = anAccount();
      const home = account.home();
      const name = 'acme-dev-WebCloudfrontFunctionServerCfFunction';
      account.with({
        functions: [
          { name, createdAt: account.ago({ days: 60 }), modifiedAt: account.ago({ days: 2 }) },
        ],
      });
      home
        .stage('acme', 'dev')
        .deploy(
          account.ago({ days: 300 }),
          aUserBucket({ app: 'acme', stage: 'dev', at: account.ago({ days: 300 }) }).entries,
          { firstPush: null },
        )
        .deploy(
          account.ago({ days: 1 }),
          aUserBucket({ app: 'acme', stage: 'dev', at: account.ago({ days: 300 }) }).entries,
          {
            version: '3.7.15',
            errors: [
              {
                urn: 'urn:pulumi:dev::acme::sst:aws:Nextjs$aws:cloudfront/function:Function::WebCloudfrontFunctionServerCfFunction',
                message: `creating CloudFront Function (${name}): operation error CloudFront: CreateFunction, FunctionAlreadyExists: A Function with the same name already exists in this account.`,
              },
            ],
          },
        );
      return { account, expected: { [name]: 'leftover high (13)' } };
    },
  },
];
