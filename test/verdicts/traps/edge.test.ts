import { expect, it } from 'vitest';
import { anAccount, type AccountBuilder, type HomeBuilder } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite, anEdgeSigner } from '../../account/sites.ts';
import {
  aForeignDistribution,
  aLiveSite,
  aRemovedSite,
  functionArn,
  verdicts,
  verdictsIn,
} from './telling.ts';

type Signer = ReturnType<typeof anEdgeSigner>;

function aSigner(account: AccountBuilder, stage: string, versions = 1): Signer {
  const signer = anEdgeSigner({ app: 'acme', stage, at: account.ago({ days: 20 }), versions });
  account.with(signer);
  return signer;
}

function removed(account: AccountBuilder, home: HomeBuilder, stage: string, signer: Signer): void {
  home
    .stage('acme', stage)
    .deploy(account.ago({ days: 20 }), signer.entries)
    .remove(account.ago({ days: 3 }));
}

it('trap 15: an edge signer is told by its id, and a user’s own one is not the site’s', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aSigner(account, 'prod');
  const gone = aSigner(account, 'pr-1');
  // Both `...EdgeFn`, while the states say `WebEdgeFunction`.
  home.stage('acme', 'prod').deploy(account.ago({ days: 20 }), live.entries);
  removed(account, home, 'pr-1', gone);
  const given = aSigner(account, 'shared');
  home.stage('acme', 'shared').deploy(account.ago({ days: 20 }), given.entries);
  account.with({
    lambdas: [{ name: 'acme-auth', region: 'us-east-1', versions: [{ version: '1' }] }],
  });
  const foreign = 'arn:aws:lambda:us-east-1:123456789012:function:acme-auth:1';
  // `protection.edgeFunction.arn`: the removed site’s distribution still names what others made.
  for (const [stage, arn] of [
    ['pr-2', given.versionArn],
    ['pr-3', foreign],
  ] as const) {
    const [distribution] = aRemovedSite(account, home, { stage }).distributions;
    distribution.behaviors?.push({
      path: '/api/*',
      originId: 'default',
      lambdas: [{ event: 'origin-request', arn }],
    });
  }
  const ids = {
    live: live.lambdas[0].name,
    gone: gone.lambdas[0].name,
    given: given.lambdas[0].name,
    foreign: 'acme-auth',
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    gone: 'leftover certain (11)',
    given: 'live (4)',
    foreign: null,
  });
});

it('trap 16: a distribution that names version 3 uses the function, in us-east-1 for any home', async () => {
  const account = anAccount();
  const home = account.home('eu-west-1');
  const used = aSigner(account, 'pr-1', 3);
  const unused = aSigner(account, 'pr-2', 3);
  removed(account, home, 'pr-1', used);
  removed(account, home, 'pr-2', unused);
  aForeignDistribution(account, 'EFOREIGN0000001', {
    behaviors: [{ originId: 'o', lambdas: [{ event: 'origin-request', arn: used.versionArn }] }],
  });
  const ids = {
    used: used.lambdas[0].name,
    usedVersion: `${used.lambdas[0].name}:3`,
    unused: unused.lambdas[0].name,
    unusedVersion: `${unused.lambdas[0].name}:3`,
  };
  expect(await verdicts(account, ids)).toEqual({
    used: 'live (5)',
    usedVersion: 'live (5)',
    unused: 'leftover certain (11)',
    unusedVersion: 'leftover certain (11)',
  });
});

it('trap 17: a function is in use in any behaviour of any distribution, serving or not', async () => {
  const account = anAccount();
  const home = account.home();
  const names = ['path', 'disabled', 'staging', 'tenants', 'nobody'] as const;
  const [path, disabled, staging, tenants, nobody] = names.map(
    (stage) => aRemovedSite(account, home, { stage }).functions[0],
  );
  if (!path || !disabled || !staging || !tenants || !nobody) throw new Error('a site is missing');
  const uses = ({ name }: { name: string }) => ({
    originId: 'o',
    functions: [{ event: 'viewer-response' as const, arn: functionArn(name) }],
  });
  aForeignDistribution(account, 'EPATH0000000001', {
    behaviors: [
      { originId: 'o' },
      { path: '/a/*', originId: 'o' },
      { path: '/b/*', ...uses(path) },
    ],
  });
  aForeignDistribution(account, 'EDISABLED000001', { enabled: false, behaviors: [uses(disabled)] });
  aForeignDistribution(account, 'ESTAGING0000001', { staging: true, behaviors: [uses(staging)] });
  aForeignDistribution(account, 'ETENANTS0000001', {
    connectionMode: 'tenant-only',
    behaviors: [uses(tenants)],
  });
  // Never published: a distribution can only use the live stage, but the development one is listed.
  nobody.live = null;
  const ids = {
    path: path.name,
    disabled: disabled.name,
    staging: staging.name,
    tenants: tenants.name,
    nobody: nobody.name,
  };
  expect(await verdicts(account, ids)).toEqual({
    path: 'live (5)',
    disabled: 'live (5)',
    staging: 'live (5)',
    tenants: 'live (5)',
    nobody: 'leftover certain (11)',
  });
});

it('trap 18: a disabled distribution may be kept on purpose', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'paused' });
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const kept = aSite({ app: 'acme', stage: 'pr-2', at: account.ago({ days: 20 }) });
  account.with(kept);
  // Terraform's own argument, not Pulumi's flag: disable instead of delete.
  const disabling = kept.entries.map((entry) => ({ ...entry, inputs: { retainOnDelete: true } }));
  home
    .stage('acme', 'pr-2')
    .deploy(account.ago({ days: 20 }), disabling)
    .remove(account.ago({ days: 3 }));
  for (const { distributions } of [live, gone, kept]) distributions[0].enabled = false;
  const ids = {
    live: live.distributions[0].id,
    kept: kept.distributions[0].id,
    itsFunction: kept.functions[0].name,
    gone: gone.distributions[0].id,
    foreign: aForeignDistribution(account, 'EDISABLED000001', { enabled: false }),
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    kept: 'retained (9)',
    itsFunction: 'retained (5)',
    gone: 'leftover certain (11)',
    foreign: null,
  });
});

it('trap 42: what v2’s custom resources made is live with its stack, untagged and elsewhere', async () => {
  const account = anAccount();
  account.home('eu-west-1');
  const at = account.ago({ days: 200 });
  const made = (stage: string) => ({
    lambda: `${stage}-legacy-site-serveredgelambda-scygajgwjbanmbxiyevf`,
    bucket: `${stage}-legacy-site-edgelambdabucket-scygajgwjbanmbxiyevf`,
  });
  const stack = (stage: string, status: string, deletedAt?: string) => ({
    name: `${stage}-legacy-Site`,
    region: 'eu-west-1',
    status,
    createdAt: account.ago({ days: 201 }),
    ...(deletedAt ? { deletedAt } : {}),
    tags: { 'sst:app': 'legacy', 'sst:stage': stage },
    resources: [
      {
        logicalId: 'Edge',
        physicalId: `arn:aws:lambda:us-east-1:123456789012:function:${made(stage).lambda}`,
        type: 'Custom::SSTEdgeLambda',
        status: deletedAt ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE',
      },
      {
        logicalId: 'EdgeBucket',
        physicalId: made(stage).bucket,
        type: 'Custom::SSTEdgeLambdaBucket',
        status: deletedAt ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE',
      },
    ],
  });
  const [dev, pr5, pr6] = [made('dev'), made('pr-5'), made('pr-6')];
  account.with({
    lambdas: [dev, pr5, pr6].map(({ lambda }) => ({
      name: lambda,
      region: 'us-east-1',
      modifiedAt: at,
    })),
    buckets: [dev, pr5].map(({ bucket }) => ({ name: bucket, region: 'us-east-1', createdAt: at })),
    stacks: [
      stack('dev', 'UPDATE_COMPLETE'),
      stack('pr-5', 'DELETE_COMPLETE', account.ago({ days: 10 })),
      // Replicas stood in the way.
      stack('pr-6', 'DELETE_FAILED'),
    ],
  });
  const ids = {
    live: dev.lambda,
    bucket: dev.bucket,
    stuck: pr6.lambda,
    gone: pr5.lambda,
    goneBucket: pr5.bucket,
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    bucket: 'live (4)',
    stuck: 'live (4)',
    gone: 'leftover certain (11)',
    goneBucket: 'leftover certain (11)',
  });
});

it('trap 46: a function of two stages is one resource, used where its live stage is', async () => {
  const account = anAccount();
  const home = account.home();
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const used = aRemovedSite(account, home, { stage: 'pr-2' });
  aForeignDistribution(account, 'EFOREIGN0000001', {
    behaviors: [
      {
        originId: 'o',
        functions: [{ event: 'viewer-request', arn: functionArn(used.functions[0].name) }],
      },
    ],
  });
  // The development stage was changed since, so the list's two rows differ.
  const at = account.ago({ days: 20 });
  for (const [entry] of [gone.functions, used.functions]) {
    entry.live = { comment: 'published', modifiedAt: at, etag: 'ELIVE' };
  }
  const looked = await looking(account);
  const ids = { gone: gone.functions[0].name, used: used.functions[0].name };
  expect(verdictsIn(looked, ids)).toEqual({
    gone: 'leftover certain (11)',
    used: 'live (5)',
  });
  expect(looked.findings.filter(({ id }) => id === ids.gone)).toHaveLength(1);
});
