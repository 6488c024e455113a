import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { beginning, betweenPushes, cutShort } from '../definitions/given.ts';
import { say, erase } from './asking.ts';

describe('what history says', () => {
  // Row 8: "made or changed after its departure": a deleted stack is a departure, whatever v3 does.
  it('a v2 distribution that was changed after its stack was deleted is not certain', async () => {
    const account = anAccount();
    const tags = { 'sst:app': 'acme', 'sst:stage': 'prod' };
    const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 50 }) });
    account
      .with(site, {
        distributions: [
          {
            id: 'EV2ADOPTED0001',
            origins: [{ domainName: 'origin.example.com' }],
            modifiedAt: account.ago({ days: 2 }),
          },
        ],
        stacks: [
          {
            name: 'prod-acme-Site',
            region: 'us-east-1',
            status: 'DELETE_COMPLETE',
            createdAt: account.ago({ days: 400 }),
            deletedAt: account.ago({ days: 40 }),
            tags,
            resources: [
              {
                logicalId: 'D',
                physicalId: 'EV2ADOPTED0001',
                type: 'AWS::CloudFront::Distribution',
                status: 'DELETE_COMPLETE',
              },
            ],
          },
        ],
      })
      .home()
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 50 }), site.entries);
    expect(say(await looking(account), 'EV2ADOPTED0001')).toBe('unknown (8)');
  });

  // Run and Removed: a key's `null` version is a version like others; without VersionId S3 gives the CURRENT one.
  it('the null version of a home that was not always versioned is read as itself', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    const kept = site.entries.map((entry) => ({ ...entry, retainOnDelete: true }));
    const home = account.with(site).home();
    const stage = home.stage('acme', 'pr-1').deploy(account.ago({ days: 90 }), kept);
    // Versioning was suspended while it was written, and is enabled again.
    const end = (home.bucket.objects ?? []).findLast(({ key }) => key.startsWith('app/'));
    if (end) end.versionId = 'null';
    stage.remove(account.ago({ days: 3 }));
    expect(say(await looking(account), site.distributions[0].id)).toBe('retained (9)');
  });

  // Removed: "the newest run that wrote a state is a completed remove". Lock versions expired, so the
  // newest run (a killed deploy) has no end; it wrote the current state all the same.
  it('a killed deploy after the remove is the newest writer, with or without its end', async () => {
    const account = anAccount();
    const at = betweenPushes(account, 20);
    const { distributions, functions } = aSite({ app: 'acme', stage: 'pr-1', at });
    const home = account.with({ distributions, functions }).home();
    const stage = home
      .stage('acme', 'pr-1')
      .run(beginning(account))
      .run(cutShort(account, 20))
      .remove(account.ago({ days: 9 }));
    erase(home, 'lock/');
    expect(say(await looking(account), distributions[0].id)).toBe('leftover low (15)');
    stage.run({ at: account.ago({ days: 3 }), completed: false, entries: [] });
    erase(home, 'lock/');
    expect(say(await looking(account), distributions[0].id)).toBe('unknown (16)');
  });

  // Row 6: an unfinished record younger than 24 hours, unless it "wrote no state"; this one wrote some.
  it('an unfinished run that wrote a state is busy although its lock’s versions are gone', async () => {
    const account = anAccount();
    const live = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 90 }) });
    const stray = aSite({
      app: 'acme',
      stage: 'prod',
      at: account.ago({ days: 80 }),
      seed: 'stray',
    }).functions[0];
    const home = account.with(live, { functions: [stray] }).home();
    home
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 90 }), live.entries)
      .run({ at: account.ago({ hours: 5 }), completed: false, entries: live.entries });
    erase(home, 'lock/');
    expect(say(await looking(account), stray.name)).toBe('busy (6)');
  });

  // "Missing knowledge always moves a verdict away": a checkpoint of a version that nobody knows is no empty one.
  it('a checkpoint of an unknown version is not read as empty', async () => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
    const home = account.with(site).home();
    home
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 20 }), site.entries)
      .remove(account.ago({ days: 3 }));
    const states = (home.bucket.objects ?? []).filter(({ key }) => key.startsWith('app/'));
    const last = states.at(-1);
    if (last) last.body = { version: 9, checkpoint: { latest: { deltas: [] } } };
    expect((await looking(account)).of(site.distributions[0].id).verdict).toBe('unknown');
  });

  // Departure: what a person's command has done since is unknown, whatever a later SST calls it.
  it('a command that nobody knows, run after the departure, leaves it unproven', async () => {
    const account = anAccount();
    const old = aSite({
      app: 'acme',
      stage: 'dev',
      component: 'Old',
      at: account.ago({ days: 90 }),
    });
    const site = aSite({ app: 'acme', stage: 'dev', at: account.ago({ days: 90 }) });
    account
      .with(old, site)
      .home()
      .stage('acme', 'dev')
      .deploy(account.ago({ days: 90 }), [...old.entries, ...site.entries])
      .deploy(account.ago({ days: 50 }), site.entries)
      .run({ at: account.ago({ days: 10 }), command: 'import' as 'edit', entries: site.entries });
    expect((await looking(account)).of(old.distributions[0].id).verdict).toBe('unknown');
  });

  // Complete history: "Retention, purge and expiry rules make it partial". The first run known is a
  // remove, so what it removed was erased.
  it('a history that begins with a remove is not complete', async () => {
    const account = anAccount();
    const made = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }) });
    account
      .with({ distributions: made.distributions, functions: made.functions })
      .home()
      .stage('acme', 'pr-1')
      .remove(account.ago({ days: 20 }), { firstPush: null })
      .run({
        at: account.ago({ days: 5, minutes: 1 }),
        completed: false,
        unlockedAt: account.ago({ days: 4 }),
        entries: [],
      })
      .remove(account.ago({ days: 3 }));
    // AWS does not say since when a distribution is there.
    expect(say(await looking(account), made.distributions[0].id)).toBe('leftover low (15)');
  });

  // Sweep: "before `empty`, an object newer than the removal stops it": it left its stage long before that.
  it('a bucket that left its stage in a deploy departed then, not when the stage was removed', async () => {
    const account = anAccount();
    const bucket = aUserBucket({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) });
    account
      .with(bucket)
      .home()
      .stage('acme', 'pr-1')
      .deploy(account.ago({ days: 90 }), bucket.entries)
      .deploy(account.ago({ days: 50 }), [])
      .remove(account.ago({ days: 5 }));
    const finding = (await looking(account)).of(bucket.buckets[0].name);
    expect(said(finding)).toBe('leftover certain (11)');
    expect(Date.parse(finding.departedAt ?? '')).toBeLessThan(
      Date.parse(account.ago({ days: 49 })),
    );
  });

  // Never finished: "update records, none completed, and no version of the app/ key", however many.
  it('a stage with ten unfinished runs never finished', async () => {
    const account = anAccount();
    const made = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 5 }) });
    const stage = account.with({ functions: made.functions }).home().stage('acme', 'pr-1');
    for (let day = 14; day >= 5; day--)
      stage.run({
        at: account.ago({ days: day, minutes: 1 }),
        completed: false,
        unlockedAt: account.ago({ days: day, minutes: -60 }),
        version: '3.3.44',
      });
    const finding = (await looking(account)).of(made.functions[0].name);
    expect(said(finding)).toBe('unknown (16)');
    expect(finding.evidence.map(({ code }) => code)).toContain('stage-never-finished');
  });
});
