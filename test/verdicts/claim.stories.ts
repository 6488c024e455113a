import { anAccount } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import type { Story } from './story.ts';

/** Rows 4 and 5: who claims it, who uses it. */
export const claimStories: readonly Story[] = [
  {
    row: 4,
    sentence:
      'calls live what a registered home’s checkpoint names, as its own or in any other way',
    tell() {
      const account = anAccount();
      const home = account.home();
      const shared = aSite({ app: 'acme', stage: 'staging', at: account.ago({ days: 90 }) });
      const [distribution] = shared.distributions;
      // pr-1 read the Router with `.get()`: an external entry, and it was removed since.
      const external = {
        type: 'aws:cloudfront/distribution:Distribution',
        name: 'Router',
        id: distribution.id,
        external: true,
      };
      account.with(shared);
      home.stage('acme', 'staging').deploy(account.ago({ days: 90 }), shared.entries);
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), [external])
        .remove(account.ago({ days: 2 }));
      const named = { name: 'shared-headers', createdAt: account.ago({ days: 200 }) };
      account.with({ functions: [named] });
      home.stage('acme', 'dev').deploy(account.ago({ days: 5 }), [
        {
          type: 'aws:cloudfront/distribution:Distribution',
          name: 'D',
          id: 'E0',
          inputs: {
            json: '{"function":"arn:aws:cloudfront::123456789012:function/shared-headers"}',
          },
        },
      ]);
      return {
        account,
        expected: {
          [distribution.id]: 'live (4)',
          [shared.functions[0].name]: 'live (4)',
          [shared.buckets[0].name]: 'live (4)',
          'shared-headers': 'live (4)',
        },
      };
    },
  },
  {
    row: 4,
    sentence:
      'calls live what a stack that is not deleted owns, custom resources’ physical ids included',
    tell() {
      const account = anAccount();
      account.home();
      const at = account.ago({ days: 200 });
      const tags = { 'sst:app': 'legacy', 'sst:stage': 'dev' };
      const edge = 'dev-legacy-site-siteserveredgelambda-scygajgwjbanmbxiyevf';
      const arn = `arn:aws:lambda:us-east-1:123456789012:function:${edge}`;
      account.with({
        distributions: [
          {
            id: 'EV2LIVE0000001',
            origins: [{ domainName: 'dev-legacy-site.s3.eu-west-1.amazonaws.com' }],
            modifiedAt: at,
            tags,
          },
        ],
        buckets: [
          { name: 'dev-legacy-site-bucket-1abc', region: 'eu-west-1', createdAt: at, tags },
        ],
        lambdas: [
          {
            name: edge,
            region: 'us-east-1',
            modifiedAt: at,
            role: 'arn:aws:iam::123456789012:role/dev-legacy-edge',
          },
        ],
        stacks: [
          {
            name: 'dev-legacy-Site',
            region: 'eu-west-1',
            status: 'UPDATE_COMPLETE',
            createdAt: at,
            tags,
            resources: [
              {
                logicalId: 'SiteDistribution',
                physicalId: 'EV2LIVE0000001',
                type: 'AWS::CloudFront::Distribution',
                status: 'CREATE_COMPLETE',
              },
              {
                logicalId: 'SiteBucket',
                physicalId: 'dev-legacy-site-bucket-1abc',
                type: 'AWS::S3::Bucket',
                status: 'CREATE_COMPLETE',
              },
              {
                logicalId: 'SiteEdge',
                physicalId: arn,
                type: 'Custom::SSTEdgeLambda',
                status: 'CREATE_COMPLETE',
              },
            ],
          },
        ],
      });
      return {
        account,
        expected: {
          EV2LIVE0000001: 'live (4)',
          'dev-legacy-site-bucket-1abc': 'live (4)',
          [edge]: 'live (4)',
        },
      };
    },
  },
  {
    row: 4,
    sentence: 'calls live what a failed remove still lists, and says to run it again',
    tell() {
      const account = anAccount();
      const site = aSite({ app: 'acme', stage: 'pr-2', at: account.ago({ days: 20 }) });
      account
        .with(site)
        .home()
        .stage('acme', 'pr-2')
        .deploy(account.ago({ days: 20 }), site.entries)
        .remove(account.ago({ days: 3 }), {
          entries: site.entries.slice(0, 1),
          errors: [{ urn: 'urn', message: 'FunctionInUse' }],
        });
      return { account, expected: { [site.functions[0].name]: 'live (4)' } };
    },
  },
  {
    row: 5,
    sentence:
      'calls live what a live or a foreign distribution uses in any behaviour, and passes on what is not sure',
    tell() {
      const account = anAccount();
      const home = account.home();
      const gone = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
      const other = aSite({ app: 'acme', stage: 'pr-3', at: account.ago({ days: 20 }) });
      const arn = (name: string) => `arn:aws:cloudfront::123456789012:function/${name}`;
      account.with(gone, other, {
        distributions: [
          {
            id: 'EFOREIGN0000001',
            enabled: false,
            origins: [
              { id: 'o', domainName: `${gone.buckets[0].name}.s3.us-east-1.amazonaws.com` },
            ],
            behaviors: [
              { originId: 'o' },
              {
                path: '/x/*',
                originId: 'o',
                functions: [{ event: 'viewer-response', arn: arn(gone.functions[0].name) }],
              },
            ],
            modifiedAt: account.ago({ days: 100 }),
          },
        ],
      });
      home
        .stage('acme', 'pr-1')
        .deploy(account.ago({ days: 20 }), gone.entries)
        .remove(account.ago({ days: 3 }));
      // Its distribution answers still, so what it uses is as unknown as itself.
      home
        .stage('acme', 'pr-3')
        .deploy(account.ago({ days: 20 }), other.entries)
        .remove(account.ago({ days: 3 }));
      account.with({
        metrics: [
          {
            namespace: 'AWS/CloudFront',
            name: 'Requests',
            region: 'us-east-1',
            dimensions: { DistributionId: other.distributions[0].id, Region: 'Global' },
            points: [{ at: account.ago({ days: 1 }), value: 5000 }],
          },
        ],
      });
      return {
        account,
        expected: {
          [gone.functions[0].name]: 'live (5)',
          [gone.buckets[0].name]: 'live (5)',
          [gone.distributions[0].id]: 'leftover certain (11)',
          [other.distributions[0].id]: 'unknown (8)',
          [other.functions[0].name]: 'unknown (5)',
        },
      };
    },
  },
];
