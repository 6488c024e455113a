import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import { say } from './asking.ts';

describe('whose it is', () => {
  // Row 7: "its possible owners disagree (tags, history ...)"; here only `sst:stage` is left of the tags.
  it('a stage tag alone can disagree', async () => {
    const account = anAccount();
    const home = account.home();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    site.distributions[0].tags = { 'sst:stage': 'prod' };
    const live = aSite({
      app: 'acme',
      stage: 'prod',
      component: 'X',
      at: account.ago({ days: 9 }),
    });
    account.with(site, live);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    home.stage('acme', 'prod').deploy(account.ago({ days: 9 }), live.entries);
    expect(say(await looking(account), site.distributions[0].id)).toBe('unknown (7)');
  });

  // Claimed is wide, Owned is narrow: an abandoned state's entry that is refuted (another region) owns
  // nothing here, so its mention stays a claim.
  it('giving a stage up drops no claim of what it does not own', async () => {
    const account = anAccount();
    const home = account.home();
    const signer = anEdgeSigner({ app: 'acme', stage: 'pr-2', at: account.ago({ days: 20 }) });
    const { name } = signer.lambdas[0];
    account.with(signer);
    home
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 20 }), [])
      .remove(account.ago({ days: 3 }));
    home.stage('acme', 'pr-1').deploy(account.ago({ days: 15 }), [
      {
        type: 'aws:lambda/function:Function',
        name: 'WebEdgeFunction',
        id: name,
        under: [['sst:aws:Nextjs', 'Web']],
        outputs: { arn: `arn:aws:lambda:eu-west-1:123456789012:function:${name}` },
      },
    ]);
    const options = { abandon: [{ bucket: null, app: 'acme', stage: 'pr-1', update: null }] };
    expect(say(await looking(account), name)).toBe('live (4)');
    expect(say(await looking(account, { match: options }), name)).toBe('live (4)');
  });

  // Owned: "refuted by an ARN or a provider that names another account".
  it.each([
    ['assumeRoleWithWebIdentity', { roleArn: 'arn:aws:iam::999999999999:role/deploy' }],
    ['allowedAccountIds', '["999999999999"]'],
  ])('a provider that names another account by %s owns nothing here', async (input, value) => {
    const account = anAccount();
    account.with({
      functions: [{ name: 'shared-headers', createdAt: account.ago({ days: 200 }) }],
    });
    const body = checkpointJson({
      app: 'acme',
      stage: 'pr-1',
      entries: [{ type: 'aws:cloudfront/function:Function', name: 'F', id: 'shared-headers' }],
    });
    const { latest } = body['checkpoint'] as {
      latest: { resources: { type: string; inputs: Record<string, unknown> }[] };
    };
    for (const resource of latest.resources)
      if (resource.type === 'pulumi:providers:aws') resource.inputs[input] = value;
    const home = account.home();
    const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 20 }), []);
    const states = (home.bucket.objects ?? []).filter(({ key }) => key.startsWith('app/'));
    const last = states.at(-1);
    if (last) last.body = body;
    stage.remove(account.ago({ days: 3 }));
    expect(say(await looking(account), 'shared-headers')).toBe(null);
  });

  // Row 11, abandoned: "and only that stage's state owned it"; row 7: history counts among the owners.
  it('an abandoned stage owns alone only what no other history owned', async () => {
    const account = anAccount();
    const home = account.home();
    const moved = aSite({
      app: 'acme',
      stage: 'prod',
      component: 'Moved',
      at: account.ago({ days: 90 }),
    });
    const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
    account.with(site, { functions: moved.functions });
    home
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 90 }), [...site.entries, ...moved.entries])
      .run({ at: account.ago({ days: 40 }), command: 'edit', entries: site.entries });
    home
      .stage('acme', 'pr-1')
      .run({ at: account.ago({ days: 39 }), command: 'edit', entries: moved.entries });
    const abandon = [{ bucket: null, app: 'acme', stage: 'pr-1', update: null }];
    const looked = await looking(account, { match: { abandon } });
    expect(say(looked, moved.functions[0].name)).toBe('unknown (7)');
  });

  // Row 10: "it can hold data and no history owned it": a stack that cannot have made it is no history.
  it('a full v2 bucket that its stack did not make is no leftover', async () => {
    const account = anAccount();
    account
      .home()
      .stage('legacy', 'dev')
      .deploy(account.ago({ days: 900 }), []);
    const tags = { 'sst:app': 'legacy', 'sst:stage': 'pr-5' };
    account.with({
      buckets: [
        {
          name: 'pr-5-legacy-archive',
          region: 'us-east-1',
          createdAt: account.ago({ days: 700 }),
          tags,
          objects: [{ key: 'a', at: account.ago({ days: 600 }), body: 'a document' }],
        },
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
              logicalId: 'Bucket',
              physicalId: 'pr-5-legacy-archive',
              type: 'AWS::S3::Bucket',
              status: 'DELETE_COMPLETE',
            },
          ],
        },
      ],
    });
    expect(say(await looking(account), 'pr-5-legacy-archive')).toBe('unknown (10)');
  });

  // Row 2: "a keep rule of the user's names it".
  it('a keep rule that names one version keeps it', async () => {
    const account = anAccount();
    const signer = anEdgeSigner({
      app: 'acme',
      stage: 'pr-1',
      at: account.ago({ days: 20 }),
      versions: 3,
    });
    const { name } = signer.lambdas[0];
    account
      .with(signer)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), signer.entries)
      .remove(account.ago({ days: 3 }));
    const looked = await looking(account, { match: { keep: [`${name}:2`] } });
    expect(say(looked, `${name}:2`)).toBe('protected (2)');
  });

  // 1.1: a name at its kind's full length fits nobody; its versions' neither.
  it('versions of a function with a cut name are of no stage', async () => {
    const account = anAccount();
    const name = `acme-123-${'Storefront'.padEnd(40, 'x')}EdgeFn-frontend`;
    expect(name).toHaveLength(64);
    account.with({
      lambdas: [
        {
          name,
          region: 'us-east-1',
          modifiedAt: account.ago({ days: 80 }),
          versions: [{ version: '1' }],
        },
      ],
      distributions: [
        {
          id: 'EPINNED00000001',
          origins: [{ id: 'o', domainName: 'example.com' }],
          behaviors: [
            {
              originId: 'o',
              lambdas: [
                {
                  event: 'origin-request',
                  arn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:1`,
                },
              ],
            },
          ],
        },
      ],
    });
    account
      .home()
      .stage('acme', '123')
      .deploy(account.ago({ days: 90 }), []);
    const looked = await looking(account);
    expect([looked.of(name).stage, looked.of(`${name}:1`).stage]).toEqual([null, null]);
  });

  // Rails: no leftover of a stage that lives on. The finding must say so of what row 14 gives it by name.
  it('a finding by name says that its stage lives on', async () => {
    const account = anAccount();
    const live = aSite({ app: 'acme', stage: 'blue', at: account.ago({ days: 90 }) });
    const stray = aSite({
      app: 'acme',
      stage: 'blue',
      at: account.ago({ days: 90, minutes: -1 }),
      seed: 'stray',
    }).functions[0];
    account
      .with(live, { functions: [stray] })
      .home()
      .stage('acme', 'blue')
      .deploy(account.ago({ days: 90 }), live.entries);
    const finding = (await looking(account)).of(stray.name);
    expect(said(finding)).toBe('leftover high (14)');
    expect(finding.stageLivesOn).toBe(true);
  });

  // Row 15: "its tags or its whole name fit exactly one known pair that is removed": here neither does.
  it('an environment alone is no sign for row 15', async () => {
    const account = anAccount();
    const home = account.home();
    const name = 'acme-blue-WebEdgeFn-bcdefhkm';
    account.with({
      lambdas: [
        {
          name,
          region: 'us-east-1',
          modifiedAt: account.ago({ days: 30 }),
          role: 'arn:aws:iam::123456789012:role/edge',
          environment: { SST_RESOURCE_App: '{"name":"acme","stage":"pr-1"}' },
        },
      ],
      roles: [{ name: 'edge', trusts: ['edgelambda.amazonaws.com'] }],
    });
    const live = aSite({ app: 'acme', stage: 'blue', at: account.ago({ days: 90 }) });
    account.with(live);
    home.stage('acme', 'blue').deploy(account.ago({ days: 90 }), live.entries);
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 40 }), [])
      .remove(account.ago({ days: 3 }));
    expect((await looking(account)).of(name).verdict).toBe('unknown');
  });

  // Row 6: an abandoned stage's lock counts no more once it is a day old. Every killed run of 3.4 and
  // later writes a state after its lock, so "since" cannot mean since the lock.
  it('a killed run’s old lock does not hold an abandoned stage for ever', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    account
      .with(site)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .run({
        at: account.ago({ days: 3 }),
        command: 'remove',
        completed: false,
        entries: site.entries,
      });
    const abandon = [{ bucket: null, app: 'acme', stage: 'pr-1', update: null }];
    const looked = await looking(account, { match: { abandon } });
    expect(say(looked, site.distributions[0].id)).toBe('leftover certain (11)');
  });
});
