import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket } from '../account/sites.ts';
import type { Story } from './story.ts';

/** Rows 1 to 3: what a resource is. */
export const standingStories: readonly Story[] = [
  {
    row: 1,
    sentence: 'protects the bootstrap buckets, and what the bootstrap stack owns',
    tell() {
      const account = anAccount();
      const home = account.home();
      const metadata = 'sstbootstrap-useast1-abc';
      account.with({
        buckets: [
          {
            name: metadata,
            region: 'us-east-1',
            createdAt: account.ago({ days: 500 }),
            tags: { 'sst:app': 'old' },
          },
          {
            name: 'sst-asset-abcdefhkmnor',
            region: 'us-east-1',
            createdAt: account.ago({ days: 500 }),
          },
        ],
        stacks: [
          {
            name: 'SSTBootstrap',
            region: 'us-east-1',
            status: 'CREATE_COMPLETE',
            createdAt: account.ago({ days: 500 }),
            resources: [
              {
                logicalId: 'useast1',
                physicalId: metadata,
                type: 'AWS::S3::Bucket',
                status: 'CREATE_COMPLETE',
              },
            ],
          },
        ],
      });
      return {
        account,
        expected: {
          [home.bucket.name]: 'protected (1)',
          'sst-asset-abcdefhkmnor': 'protected (1)',
          [metadata]: 'protected (1)',
        },
      };
    },
  },
  {
    row: 2,
    sentence: 'protects what a keep rule or the keep tag names',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      site.distributions[0].tags = { ...site.distributions[0].tags, 'sst-sweep:keep': 'yes' };
      account
        .with(site)
        .home()
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), site.entries)
        .remove(account.ago({ days: 3 }));
      const bucket = site.buckets[0].name;
      return {
        account,
        expected: { [site.distributions[0].id]: 'protected (2)', [bucket]: 'protected (2)' },
        options: { match: { keep: ['acme-pr-1-web*'] } },
      };
    },
  },
  {
    row: 3,
    sentence: 'does not list what nothing makes SST’s',
    tell() {
      const account = anAccount();
      account
        .home()
        .stage('acme', 'prod')
        .deploy(
          account.ago({ days: 20 }),
          aUserBucket({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }) }).entries,
        );
      account.with({
        functions: [
          { name: 'security-headers', createdAt: account.ago({ days: 300 }) },
          { name: 'acme-prod-redirect', createdAt: account.ago({ days: 300 }) },
          { name: 'MyRewrite-1a2b3c4', createdAt: account.ago({ days: 300 }) },
        ],
        buckets: [
          { name: 'sst-state-backup', region: 'us-east-1', createdAt: account.ago({ days: 300 }) },
        ],
        distributions: [
          {
            id: 'EFOREIGN0000001',
            origins: [{ domainName: 'placeholder.sst.dev' }],
            modifiedAt: account.ago({ days: 300 }),
          },
        ],
      });
      return {
        account,
        expected: {
          'security-headers': null,
          'acme-prod-redirect': null,
          'MyRewrite-1a2b3c4': null,
          'sst-state-backup': null,
          EFOREIGN0000001: null,
        },
      };
    },
  },
];
