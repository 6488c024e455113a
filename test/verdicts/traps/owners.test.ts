import { expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { betweenPushes, cutShort } from '../definitions/given.ts';
import {
  aForeignDistribution,
  aLiveSite,
  aQuietFunction,
  aRemovedSite,
  verdicts,
} from './telling.ts';

const pulumiFunction = 'aws:cloudfront/function:Function';
const pulumiDistribution = 'aws:cloudfront/distribution:Distribution';

it('trap 30: what was kept on purpose, and data that no state owned, is never left over', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const bucket = (component: string, more: { at?: string; retained?: boolean } = {}) =>
    aUserBucket({ app: 'acme', stage: 'pr-1', component, at, ...more });
  const [kept, plain] = [bucket('Kept', { retained: true }), bucket('Plain')];
  // Made by a deploy that was killed before it recorded them, and written into since.
  const [stray, empty] = ['Stray', 'Empty'].map((component) =>
    bucket(component, { at: betweenPushes(account, 10) }),
  );
  if (!stray || !empty) throw new Error('a bucket is missing');
  stray.buckets[0].objects = [{ key: 'invoice.pdf', at: account.ago({ days: 9 }), body: 'paid' }];
  empty.buckets[0].objects = [];
  const site = aSite({ app: 'acme', stage: 'pr-2', at });
  account.with(kept, plain, stray, empty, site);
  const entries = [...kept.entries, ...plain.entries];
  home
    .stage('acme', 'pr-1')
    .deploy(at, entries, { firstPush: null })
    .run(cutShort(account, 10, entries))
    .remove(account.ago({ days: 3 }));
  // `retain-all` keeps every resource.
  home
    .stage('acme', 'pr-2')
    .deploy(
      at,
      site.entries.map((entry) => ({ ...entry, retainOnDelete: true })),
    )
    .remove(account.ago({ days: 3 }));
  const ids = {
    kept: kept.buckets[0].name,
    plain: plain.buckets[0].name,
    stray: stray.buckets[0].name,
    empty: empty.buckets[0].name,
    keptDistribution: site.distributions[0].id,
    keptFunction: site.functions[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    kept: 'retained (9)',
    plain: 'leftover certain (11)',
    stray: 'unknown (10)',
    empty: 'leftover low (15)',
    keptDistribution: 'retained (9)',
    keptFunction: 'retained (5)',
  });
});

it('trap 31: what was imported, or handed over, belongs to somebody else', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 90 });
  const named = (name: string) => {
    const made = aUserBucket({ app: 'acme', stage: 'prod', component: name, at });
    account.with(made);
    return made;
  };
  const [handed, edited, dropped] = [named('Handed'), named('Edited'), named('Dropped')];
  const imported = 'company-archive';
  account.with({ buckets: [{ name: imported, region: 'us-east-1', createdAt: at }] });
  const entry = { type: 'aws:s3/bucket:Bucket', name: 'Archive', id: imported, importID: imported };
  const untagged = aQuietFunction(account, 'company-rewrites');
  const adopted = { type: pulumiFunction, name: 'Rewrites', id: untagged };
  home
    .stage('acme', 'prod')
    .deploy(at, [adopted, ...handed.entries, ...edited.entries, ...dropped.entries])
    .run({
      at: account.ago({ days: 60 }),
      command: 'edit',
      entries: [...edited.entries, ...dropped.entries],
    });
  home
    .stage('acme', 'pr-1')
    .deploy(at, [entry])
    .remove(account.ago({ days: 30 }));
  const lost = aUserBucket({ app: 'acme', stage: 'dev', component: 'Lost', at });
  account.with(lost);
  home
    .stage('acme', 'dev')
    .deploy(at, [...lost.entries, ...dropped.entries.map((one) => ({ ...one, external: true }))])
    .deploy(account.ago({ days: 50 }), dropped.entries);
  const ids = {
    imported,
    untagged,
    handed: handed.buckets[0].name,
    stillListed: edited.buckets[0].name,
    lost: lost.buckets[0].name,
  };
  expect(await verdicts(account, ids)).toEqual({
    imported: 'retained (9)',
    untagged: 'unknown (8)',
    handed: 'unknown (8)',
    stillListed: 'live (4)',
    lost: 'leftover certain (11)',
  });
});

it('trap 32: tags are copied, and set by hand, so alone they prove little', async () => {
  const account = anAccount();
  const home = account.home();
  // All of this was made while deploys of these stages were killed: by them, or by somebody else.
  const at = betweenPushes(account, 10);
  const killed = (stage: string) => {
    const place = { app: 'acme', stage };
    const site = aSite({ ...place, at: account.ago({ days: 20 }) });
    const { distributions, functions } = aSite({ ...place, component: 'Made', at });
    account.with(site, { distributions, functions });
    const builder = home
      .stage('acme', stage)
      .deploy(account.ago({ days: 20 }), site.entries, { firstPush: null })
      .run(cutShort(account, 10, site.entries));
    return { site, made: distributions[0].id, builder };
  };
  const [live, gone] = [killed('prod'), killed('pr-12')];
  live.builder.deploy(account.ago({ days: 3 }), live.site.entries);
  gone.builder.remove(account.ago({ days: 3 }));
  const of = (stage: string) => ({ 'sst:app': 'acme', 'sst:stage': stage });
  const madeBy = (id: string, tags: Record<string, string>) =>
    aForeignDistribution(account, id, { tags, modifiedAt: at });
  const bucket = (name: string, tags: Record<string, string>) => {
    account.with({ buckets: [{ name, region: 'us-east-1', createdAt: at, tags, objects: [] }] });
    return name;
  };
  const ids = {
    ofLive: madeBy('ECOPYLIVE000001', of('prod')),
    ofGone: madeBy('ECOPYGONE000001', of('pr-12')),
    ofNobody: madeBy('ECOPYNOBODY0001', of('pr-99')),
    inStack: madeBy('ECOPYSTACK00001', of('pr-12')),
    bucketOfGone: bucket('copy-of-data', of('pr-12')),
    appOnly: bucket('just-an-app-tag', { 'sst:app': 'acme' }),
    gone: gone.site.distributions[0].id,
    madeForGone: gone.made,
  };
  account.with({
    stacks: [
      {
        name: 'website',
        region: 'us-east-1',
        status: 'CREATE_COMPLETE',
        createdAt: account.ago({ days: 20 }),
        resources: [
          {
            logicalId: 'Cdn',
            physicalId: ids.inStack,
            type: 'AWS::CloudFront::Distribution',
            status: 'CREATE_COMPLETE',
          },
        ],
      },
    ],
  });
  expect(await verdicts(account, ids)).toEqual({
    ofLive: 'unknown (16)',
    ofGone: 'unknown (16)',
    ofNobody: 'unknown (16)',
    inStack: 'live (4)',
    bucketOfGone: 'unknown (16)',
    appOnly: 'unknown (16)',
    gone: 'leftover certain (11)',
    madeForGone: 'leftover low (15)',
  });
});

it('trap 33: functions carry no tags: neither SST’s nor anybody’s', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'prod' });
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  live.distributions[0].tags = {};
  live.buckets[0].tags = {};
  const ids = {
    live: live.functions[0].name,
    liveUntagged: live.distributions[0].id,
    gone: gone.functions[0].name,
    goneTagged: gone.distributions[0].id,
    users: aQuietFunction(account, 'acme-prod-headers'),
  };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    liveUntagged: 'live (4)',
    gone: 'leftover certain (11)',
    goneTagged: 'leftover certain (11)',
    users: null,
  });
});

it('trap 34: a user’s own `new aws.cloudfront.Function` is the stage’s, whatever its name', async () => {
  const account = anAccount();
  const home = account.home();
  const [live, gone, never] = ['Live-1a2b3c4', 'Gone-1a2b3c4', 'Never-1a2b3c4'].map((name) =>
    aQuietFunction(account, name),
  );
  const cdn = aForeignDistribution(account, 'EOWN00000000001', {
    modifiedAt: account.ago({ days: 80 }),
    tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
  });
  const at = account.ago({ days: 81 });
  // At the top of the state: no component above it.
  const own = (type: string, id = '') => ({ type, name: 'Own', id });
  home.stage('acme', 'prod').deploy(at, [own(pulumiFunction, live)]);
  home
    .stage('acme', 'pr-1')
    .deploy(at, [own(pulumiFunction, gone), own(pulumiDistribution, cdn)])
    .remove(account.ago({ days: 30 }));
  const ids = { live: `${live}`, gone: `${gone}`, cdn, never: `${never}` };
  expect(await verdicts(account, ids)).toEqual({
    live: 'live (4)',
    gone: 'leftover certain (11)',
    cdn: 'leftover certain (11)',
    never: null,
  });
});

it('trap 44: a certificate of a removed stage is reported, and never left over', async () => {
  const account = anAccount();
  const home = account.home();
  const live = aLiveSite(account, home, { stage: 'prod' });
  const gone = aRemovedSite(account, home, { stage: 'pr-1' });
  const certificate = (stage: string) => ({
    arn: `arn:aws:acm:us-east-1:123456789012:certificate/${stage}`,
    region: 'us-east-1',
    tags: { 'sst:app': 'acme', 'sst:stage': stage },
  });
  const [ofGone, ofLive] = [certificate('pr-1'), certificate('prod')];
  account.data.tagging = { ghosts: [ofGone, ofLive] };
  // The live stage’s distribution has an alias that the removed stage’s certificate covers.
  live.distributions[0].config = { ViewerCertificate: { ACMCertificateArn: ofGone.arn } };
  const ids = { ofGone: ofGone.arn, ofLive: ofLive.arn, gone: gone.distributions[0].id };
  expect(await verdicts(account, ids)).toEqual({
    ofGone: 'unknown (16)',
    ofLive: 'live (4)',
    gone: 'leftover certain (11)',
  });
});
