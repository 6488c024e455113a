import { describe, expect, it } from 'vitest';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { aUserBucket } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { type Everything, everythingOf } from './everything.ts';

type Change = (made: Everything, at: string) => void;

const changes: Readonly<Record<string, Change>> = {
  'the code of its function': ({ site }, at) => {
    site.functions[0].modifiedAt = at;
  },
  'its store': ({ store }, at) => {
    store.keyValueStores[0].modifiedAt = at;
  },
  'its edge function': ({ signer }, at) => {
    signer.lambdas[0].modifiedAt = at;
  },
  'its server': ({ server }, at) => {
    server.lambdas[0].modifiedAt = at;
  },
  'the files in its bucket': ({ site }, at) => {
    site.buckets[0].objects = [{ key: 'index.html', size: 9, at }];
  },
};

async function told(change: Change, at: (account: AccountBuilder) => string) {
  const account = anAccount();
  const made = account.ago({ days: 90 });
  const everything = everythingOf({ stage: 'pr-1', at: made });
  change(everything, at(account));
  account
    .with(...everything.parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(made, everything.entries)
    .remove(account.ago({ days: 60 }));
  return verdicts(account, everything.ids);
}

describe('a distribution that its stage let go of, and that nobody asked for since', () => {
  it.each(Object.entries(changes))('is unknown once somebody changed %s', async (_, change) => {
    const said = await told(change, (account) => account.ago({ days: 20 }));
    expect(said.distribution).toBe('unknown (8)');
  });

  it.each(Object.entries(changes))(
    'is certain where only its own stage changed %s',
    async (_, change) => {
      const said = await told(change, (account) => later(account.ago({ days: 90 }), 60));
      expect(said.distribution).toBe('leftover certain (11)');
    },
  );
});

it('another component’s files say nothing of a distribution', async () => {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const made = everythingOf(place);
  const uploads = aUserBucket({ ...place, component: 'Uploads' });
  uploads.buckets[0].objects = [{ key: 'a.png', size: 9, at: account.ago({ days: 20 }) }];
  account
    .with(...made.parts, uploads)
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...made.entries, ...uploads.entries])
    .remove(account.ago({ days: 60 }));
  const { distribution } = made.ids;
  const [{ name: bucket }] = uploads.buckets;
  expect(await verdicts(account, { distribution, bucket })).toEqual({
    distribution: 'leftover certain (11)',
    bucket: 'unknown (8)',
  });
});

it('logs that its server wrote later say nothing of a distribution', async () => {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { parts, server, entries, ids } = everythingOf({ stage: 'pr-1', at });
  server.logGroups[0].createdAt = account.ago({ days: 20 });
  account
    .with(...parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  expect((await verdicts(account, ids)).distribution).toBe('leftover certain (11)');
});

it('a stage that lives on changes what it serves, and what it let go of stays a leftover', async () => {
  const account = anAccount();
  const made = account.ago({ days: 90 });
  const { site, store, signer, server, parts, entries, ids } = everythingOf({
    stage: 'dev',
    at: made,
  });
  site.functions[0].modifiedAt = account.ago({ days: 20 });
  const stays = [...store.entries, ...signer.entries, ...server.entries, ...site.entries].filter(
    ({ id }) => id !== ids.distribution,
  );
  account
    .with(...parts)
    .home()
    .stage('acme', 'dev')
    .deploy(made, entries)
    .deploy(account.ago({ days: 30 }), stays)
    .deploy(account.ago({ days: 20 }), stays);
  expect((await verdicts(account, ids)).distribution).toBe('leftover certain (11)');
});
