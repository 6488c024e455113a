import { describe, expect, it } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { surveyAccount } from '../../../src/survey/survey.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { createSimulatedAws, type Fault } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking, plainOptions, said } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import { withFault, say, erase, aBucketIn } from './asking.ts';

describe('what is hidden', () => {
  // Scan, gaps: "`GetResources` or `ListStacks` all of that region AND the global kinds".
  it.each([
    ['CloudFormation.DescribeStacks', 'eu-west-1'],
    ['CloudFormation.ListStackResources', 'eu-west-1'],
  ])('a regional gap (%s in %s) touches the global kinds', async (operation, region) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    aBucketIn(account, region).with(site, {
      stacks: [
        {
          name: 'edge-of-another-team',
          region,
          status: 'CREATE_COMPLETE',
          createdAt: account.ago({ days: 300 }),
          // It took the distribution over.
          resources: [
            {
              logicalId: 'D',
              physicalId: site.distributions[0].id,
              type: 'AWS::CloudFront::Distribution',
              status: 'IMPORT_COMPLETE',
            },
          ],
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    expect(say(await looking(account), site.distributions[0].id)).toBe('live (4)');
    const looked = await withFault(account, { kind: 'deny', operation, region });
    expect(looked.inventory.gaps).not.toEqual([]);
    expect(looked.of(site.distributions[0].id).verdict).not.toBe('leftover');
    expect(looked.of(site.functions[0].name).verdict).not.toBe('leftover');
  });

  // The same gap of `GetResources`: it hides a global resource's tags where servers keep them per region.
  it('unread tags of a region touch the global kinds', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    aBucketIn(account, 'eu-west-1')
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    const fault = { kind: 'deny', operation: 'Tagging.GetResources', region: 'eu-west-1' } as const;
    // CloudFront itself may tell them: then nothing hides.
    account.data.faults = [fault, { kind: 'deny', operation: 'CloudFront.ListTagsForResource' }];
    expect(say(await looking(account), site.distributions[0].id)).toBe('unknown (7)');
  });

  // Known pair: "an `app/` or `update/` key in a readable home, or a stack's tags": a purge leaves `lock/`.
  it('a lock key alone makes no known pair (purged stage)', async () => {
    const account = anAccount();
    const stray = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 80 }) }).functions[0];
    const home = account.with({ functions: [stray] }).home();
    home.stage('acme', 'pr-1').remove(account.ago({ days: 20 }));
    erase(home, 'app/');
    erase(home, 'update/');
    expect(say(await looking(account), stray.name)).toBe('unknown (16)');
  });

  // Signs: "no readable home holds an app/ or update/ key of this APP though tagged resources of it exist".
  it('the sign of an unseen home counts for the whole app', async () => {
    const account = anAccount();
    account
      .home()
      .stage('other', 'prod')
      .deploy(account.ago({ days: 400 }), []);
    const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
    const stray = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 80 }) }).functions[0];
    account.with(live, {
      functions: [stray],
      // SST v2 of the same app, gone: its tags make acme/pr-1 a known pair. SST v3 keeps state at Cloudflare.
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 400 }),
          deletedAt: account.ago({ days: 60 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    });
    const looked = await looking(account);
    expect(looked.of(stray.name).verdict).toBe('unknown');
  });

  it('the sign of an unseen home is seen in tagged resources of unlisted kinds too', async () => {
    const account = anAccount();
    account
      .home()
      .stage('other', 'prod')
      .deploy(account.ago({ days: 400 }), []);
    const stray = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 80 }) }).functions[0];
    aBucketIn(account, 'eu-west-1').with({
      functions: [stray],
      stacks: [
        {
          name: 'pr-1-acme-Site',
          region: 'us-east-1',
          status: 'DELETE_COMPLETE',
          createdAt: account.ago({ days: 400 }),
          deletedAt: account.ago({ days: 60 }),
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    });
    account.data.tagging = {
      ghosts: [
        {
          arn: 'arn:aws:sqs:eu-west-1:123456789012:acme-pr-1-RevalidationQueue',
          region: 'eu-west-1',
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    };
    const looked = await looking(account);
    expect(looked.inventory.others).toHaveLength(1);
    expect(looked.of(stray.name).verdict).toBe('unknown');
  });

  // Contract: `--ignore-region R` is "refused for one that can be read"; design: "no option makes the scan read less".
  it('a region that can be read cannot be ignored', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    aBucketIn(account, 'eu-west-1').with(site, {
      stacks: [
        {
          name: 'edge-of-another-team',
          region: 'eu-west-1',
          status: 'CREATE_COMPLETE',
          createdAt: account.ago({ days: 300 }),
          parameters: { Distribution: site.distributions[0].id },
        },
      ],
    });
    account
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    const verdict = await looking(account, { ignoreRegions: ['eu-west-1'] }).then(
      (looked) => looked.of(site.distributions[0].id).verdict,
      () => 'refused',
    );
    expect(verdict).toBe('refused');
  });

  // FileCache: what is cached of a state file depends on what else exists, so a second look must not reuse it blindly.
  it('a second look with the same file cache sees the claims on what the first could not list', async () => {
    const account = anAccount();
    account.with({
      functions: [{ name: 'acme-prod-SiteFunction', createdAt: account.ago({ days: 200 }) }],
    });
    account
      .home()
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 90 }), [
        {
          type: 'aws:cloudfront/distribution:Distribution',
          name: 'D',
          id: 'E0',
          inputs: { json: '{"function":"acme-prod-SiteFunction"}' },
        },
      ]);
    const files = new Map<string, unknown>();
    const once = async (faults: Fault[]) => {
      const aws = createSimulatedAws({ ...account.data, faults });
      const session = await openSession({
        env: {},
        clock: aws.clock,
        simulated: true,
        requestHandler: aws.handler,
      });
      return surveyAccount(session, {
        kinds,
        clock: aws.clock,
        signal: new AbortController().signal,
        emit: () => undefined,
        regions: [],
        ignoreHomes: [],
        ignoreRegions: [],
        ignoreStages: [],
        matchOptions: plainOptions,
        resolveName: async () => 'none',
        files,
      });
    };
    await once([{ kind: 'deny', operation: 'CloudFront.ListFunctions' }]);
    const second = await once([]);
    const finding = second.findings.find(({ id }) => id === 'acme-prod-SiteFunction');
    expect(finding && said(finding)).toBe('live (4)');
  });

  // Row 13: "its stage holds a lock" (row 6) holds for the stage whose deploy failed, also where the
  // name (cut, or automatic) says no stage.
  it('a lock on the stage whose deploy tripped over it makes it busy', async () => {
    const account = anAccount();
    const name = 'WebCdnRedirectCloudfrontFunctionRequest-1a2b3c4';
    account.with({
      functions: [
        { name, createdAt: account.ago({ days: 60 }), modifiedAt: account.ago({ days: 60 }) },
      ],
    });
    account
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 300 }), [])
      .deploy(account.ago({ days: 1 }), [], {
        errors: [
          {
            urn: 'urn:pulumi:dev::acme::aws:cloudfront/function:Function::WebCdnRedirectCloudfrontFunctionRequest',
            message: `creating CloudFront Function (${name}): FunctionAlreadyExists: A Function with the same name already exists.`,
          },
        ],
      })
      .run({ at: account.ago({ minutes: 2 }), command: 'refresh', completed: false });
    expect(say(await looking(account), name)).toBe('unknown (16)');
  });
});

// Every home is read whole: what SST's rules for names say today decides over no claim.
it('a state of a stage with an odd name claims like any other', async () => {
  const account = anAccount();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const home = account.with(site).home();
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), site.entries)
    .remove(account.ago({ days: 3 }));
  home.stage('acme', 'feature_x').deploy(account.ago({ days: 2 }), site.entries);
  const looked = await looking(account);
  expect(say(looked, site.distributions[0].id)).toBe('live (4)');
  expect(say(looked, site.buckets[0].name)).toBe('live (4)');
});
