import { setMaxListeners } from 'node:events';
import { expect, it } from 'vitest';
import { openSession } from '../../../src/aws/session.ts';
import { surveyAccount } from '../../../src/survey/survey.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { plan } from '../../../src/plan/plan.ts';
import { createSimulatedAws, virtualClock } from 'simulated-aws';
import { sweep } from '../../../src/sweep/sweep.ts';
import { accountId, anAccount } from '../../account/account.ts';
import { looking, plainOptions, said } from '../../account/looking.ts';
import { aSite, type Site } from '../../account/sites.ts';
import { unattended } from '../../plan/builders.ts';
import { aStateFolder, withoutTime } from '../../sweep/world.ts';
import { betweenPushes, cutShort } from '../definitions/given.ts';
import { verdicts } from './telling.ts';

it('trap 37: a stage that comes back between the look and the sweep is not touched', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const [back, gone] = ['pr-1', 'pr-2'].map((stage) => aSite({ app: 'acme', stage, at }));
  if (!back || !gone) throw new Error('a site is missing');
  account.with(back, gone);
  const [stage] = [back, gone].map(({ entries }, index) =>
    home
      .stage('acme', `pr-${index + 1}`)
      .deploy(at, entries)
      .remove(account.ago({ days: 3 })),
  );
  const before = await looking(account);
  const ids = [back, gone].map(({ functions }) => functions[0].name);
  expect(ids.map((id) => said(before.of(id)))).toEqual([
    'leftover certain (11)',
    'leftover certain (11)',
  ]);
  const now = new Date(account.data.now).toISOString();
  const facts = kinds.map((module) => module.facts);
  const made = plan(before.findings, facts, unattended, {
    account: accountId,
    now,
    accountPinned: true,
  });
  stage?.deploy(account.ago({ minutes: 9 }), back.entries);
  const clock = virtualClock({ start: new Date(account.data.now) });
  const aws = createSimulatedAws(account.data, { clock });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const session = await openSession({
    env: {},
    clock,
    simulated: true,
    requestHandler: aws.handler,
  });
  const result = await sweep(made, {
    session,
    kinds,
    clock,
    signal,
    emit: () => undefined,
    look: async () => {
      const seen = await surveyAccount(session, {
        kinds,
        clock,
        signal,
        emit: () => undefined,
        regions: [],
        ignoreHomes: [],
        ignoreRegions: [],
        ignoreStages: [],
        matchOptions: plainOptions,
        resolveName: async () => 'none',
        files: new Map(),
      });
      return {
        findings: seen.findings,
        resources: seen.inventory.resources,
        takenAt: seen.takenAt,
      };
    },
    files: withoutTime(await aStateFolder(), clock),
    machine: { pid: 1, isAlive: () => false },
    newSweepId: () => 's1',
    planFile: '{}',
    options: {
      unattended: true,
      noWait: false,
      timeoutMs: null,
      waitEdgeMs: 0,
      pollIntervalMs: 10_000,
    },
  });
  const outcomesOn = ({ distributions, functions, buckets }: Site) =>
    [distributions[0].id, functions[0].name, buckets[0].name].map((id) => [
      ...new Set(
        result.outcomes.filter(({ step }) => step.endsWith(`:${id}`)).map(({ outcome }) => outcome),
      ),
    ]);
  expect(outcomesOn(back)).toEqual([['skipped'], ['skipped'], ['skipped']]);
  expect(outcomesOn(gone)).toEqual([['done'], ['done'], ['done']]);
  const { cloudfront, s3 } = aws.snapshot();
  expect(cloudfront?.distributions?.map(({ id }) => id)).toEqual([back.distributions[0].id]);
  expect(cloudfront?.functions?.map(({ name }) => name)).toEqual([back.functions[0].name]);
  expect(s3?.buckets.map(({ name }) => name)).toEqual([home.bucket.name, back.buckets[0].name]);
});

it('trap 41: v2 and v3 of one app and stage: each keeps what is its own', async () => {
  const account = anAccount();
  const home = account.home();
  const old = aSite({ app: 'acme', stage: 'dev', at: account.ago({ days: 60 }), component: 'Old' });
  const tags = { 'sst:app': 'acme', 'sst:stage': 'dev' };
  const at = account.ago({ days: 55 });
  account.with(old, {
    distributions: [
      { id: 'EV2LIVE0000001', origins: [{ domainName: 'a.example.com' }], modifiedAt: at, tags },
    ],
    functions: [{ name: 'us-east-1devacmeSitesiteCloudFrontFunction1A2B3C4D', createdAt: at }],
    buckets: [{ name: 'dev-acme-site-bucket-1abc', region: 'us-east-1', createdAt: at, tags }],
    stacks: [
      {
        name: 'dev-acme-Site',
        region: 'us-east-1',
        status: 'UPDATE_COMPLETE',
        createdAt: account.ago({ days: 56 }),
        tags,
        resources: [
          ['EV2LIVE0000001', 'AWS::CloudFront::Distribution'],
          ['us-east-1devacmeSitesiteCloudFrontFunction1A2B3C4D', 'AWS::CloudFront::Function'],
          ['dev-acme-site-bucket-1abc', 'AWS::S3::Bucket'],
        ].map(([physicalId = '', type = ''], index) => ({
          logicalId: `R${index}`,
          physicalId,
          type,
          status: 'CREATE_COMPLETE',
        })),
      },
    ],
  });
  // v3 of the same stage came and went: its state knows nothing of the stack.
  home
    .stage('acme', 'dev')
    .deploy(account.ago({ days: 60 }), old.entries, { firstPush: null })
    .run(cutShort(account, 50, old.entries))
    .remove(account.ago({ days: 3 }));
  // No state and no stack lists it, and the stage is not removed while the stack is there.
  const killed = aSite({ app: 'acme', stage: 'dev', at: betweenPushes(account, 50) });
  account.with({ distributions: killed.distributions, functions: killed.functions });
  const ids = {
    tagged: killed.distributions[0].id,
    distribution: 'EV2LIVE0000001',
    function: 'us-east-1devacmeSitesiteCloudFrontFunction1A2B3C4D',
    bucket: 'dev-acme-site-bucket-1abc',
    v3: old.distributions[0].id,
  };
  expect(await verdicts(account, ids)).toEqual({
    tagged: 'unknown (16)',
    distribution: 'live (4)',
    function: 'live (4)',
    bucket: 'live (4)',
    v3: 'leftover certain (11)',
  });
  Object.assign(account.data.cloudformation?.stacks[0] ?? {}, {
    status: 'DELETE_COMPLETE',
    deletedAt: account.ago({ days: 9 }),
  });
  expect((await verdicts(account, ids)).tagged).toBe('leftover low (15)');
});
