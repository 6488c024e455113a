import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../../account/account.ts';
import { recorded } from '../../account/distribution-outputs.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { aStore, reads } from '../../account/stores.ts';
import { giveUp } from '../definitions/given.ts';
import { asked, functionArn, verdicts } from '../traps/telling.ts';
import { all, parameter } from './everything.ts';

/**
 * A site of SST 3.10 and later, and a stranger's distribution that runs its function: somebody chose "Copy
 * distribution" in the console, say. The original is gone, and nothing but its function leads to the rest.
 */
function aCopiedSite() {
  const account = anAccount();
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 90 }) };
  const [site, store] = [aSite(place), aStore(place)];
  reads(site, store, 'both');
  const server = aServer({ ...place, component: 'Web', word: 'WebServer', type: 'sst:aws:Nextjs' });
  const uploads = aUserBucket(place);
  const [original] = site.distributions;
  account.with({ functions: site.functions, buckets: site.buckets }, store, server, uploads, {
    distributions: [{ ...original, id: 'ECOPY', comment: 'www (copy)', tags: {} }],
  });
  return {
    account,
    place,
    entries: [...recorded(site.entries, original), ...store.entries, ...server.entries],
    ofUploads: uploads.entries,
    stage: account.home().stage('acme', 'pr-1'),
    edge: { function: site.functions[0].name, store: store.keyValueStores[0].name },
    behind: { bucket: site.buckets[0].name, server: `us-east-1:${server.lambdas[0].name}` },
    uploads: uploads.buckets[0].name,
  };
}

/** A function of nobody's that a distribution runs, and that reads the site's store. */
function readByStranger(account: AccountBuilder, name: string, store: string): void {
  const read = account.data.cloudfront?.keyValueStores?.find((each) => each.name === store);
  const stores = [`arn:aws:cloudfront::123456789012:key-value-store/${read?.id ?? ''}`];
  account.without(['ECOPY']).with({
    functions: [{ name, modifiedAt: account.ago({ days: 70 }), stores, live: { stores } }],
    distributions: [
      {
        id: 'ETHEIRS',
        origins: [{ id: 'o', domainName: 'placeholder.sst.dev' }],
        behaviors: [
          { originId: 'o', functions: [{ event: 'viewer-request', arn: functionArn(name) }] },
        ],
      },
    ],
  });
}

const certain = 'leftover certain (11)';

describe('what a function at the edge leads to by URLs alone', () => {
  it('lives as that function does, whosever distribution runs it', async () => {
    const { account, entries, ofUploads, stage, edge, behind, uploads } = aCopiedSite();
    stage
      .deploy(account.ago({ days: 90 }), [...entries, ...ofUploads])
      .remove(account.ago({ days: 9 }));
    expect(await verdicts(account, { ...edge, ...behind, uploads })).toEqual({
      ...all({ ...edge, ...behind }, 'live (5)'),
      // Of another component is only known that it left with it.
      uploads: 'unknown (5)',
    });
  });

  it('lives as the store in which its keys stand', async () => {
    const { account, entries, stage, edge, behind } = aCopiedSite();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    readByStranger(account.without([edge.function]), 'tf-edge', edge.store);
    const { store } = edge;
    const ids = { store, ...behind };
    expect(await verdicts(account, ids)).toEqual(all(ids, 'live (5)'));
  });

  it('lives though its stage kept it on purpose, or is given up', async () => {
    const kept = aCopiedSite();
    const retained = kept.entries.map((entry) => ({ ...entry, retainOnDelete: true }));
    kept.stage
      .deploy(kept.account.ago({ days: 90 }), retained)
      .remove(kept.account.ago({ days: 9 }));
    expect(await verdicts(kept.account, kept.behind)).toEqual(all(kept.behind, 'live (5)'));
    const given = aCopiedSite();
    given.stage.deploy(given.account.ago({ days: 90 }), given.entries);
    expect(await verdicts(given.account, given.behind, giveUp('pr-1'))).toEqual(
      all(given.behind, 'live (5)'),
    );
  });

  it.each(['function', 'store'] as const)(
    'lives where no state tells of its %s, whose name does',
    async (part) => {
      const { account, stage, edge, behind } = aCopiedSite();
      const urn = 'urn:pulumi:pr-1::acme::sst:aws:Nextjs$aws:s3/bucket:Bucket::WebAssetsBucket';
      stage
        .deploy(account.ago({ days: 100 }), [])
        .run({
          at: account.ago({ days: 90, minutes: 1 }),
          entries: [],
          errors: [{ urn, message: 'timeout while waiting for state' }],
        })
        .remove(account.ago({ days: 9 }));
      if (part === 'store') readByStranger(account.without([edge.function]), 'tf-edge', edge.store);
      else account.without([edge.store]);
      const { bucket } = behind;
      expect(await verdicts(account, { bucket })).toEqual({ bucket: 'live (5)' });
      account.without(['ECOPY', 'ETHEIRS', 'tf-edge']);
      expect(await verdicts(account, { bucket })).toEqual({ bucket: 'leftover high (12)' });
    },
  );

  it('lives where another stage took that function over', async () => {
    const { account, entries, stage, edge, behind } = aCopiedSite();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    const taken = entries.filter(({ id }) => id === edge.function);
    account
      .without(['ECOPY', edge.store])
      .home()
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 8 }), taken);
    const ids = { function: edge.function, ...behind };
    expect(await verdicts(account, ids)).toEqual({
      ...all(ids, 'live (5)'),
      function: 'live (4)',
    });
  });

  it('is certain where only what stands behind a distribution left together with it', async () => {
    const { account, place, entries, ofUploads, stage, edge, uploads } = aCopiedSite();
    const [store] = entries.filter(({ id }) => id === edge.store);
    const later = [...(store ? [store] : []), ...ofUploads];
    const { distributions } = aSite(place);
    account.without(['ECOPY', edge.function]).with({ distributions });
    stage
      .deploy(account.ago({ days: 90 }), [...entries, ...ofUploads, parameter])
      .deploy(account.ago({ days: 50 }), [...later, parameter])
      .deploy(account.ago({ days: 9 }), [parameter]);
    asked(account, distributions[0].id);
    expect(await verdicts(account, { store: edge.store, uploads })).toEqual({
      store: 'unknown (5)',
      uploads: certain,
    });
  });

  it('is as doubtful as that function, where a distribution that may serve runs it', async () => {
    const { account, entries, stage, edge, behind } = aCopiedSite();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    // Another stage’s, which left that one and is asked for.
    const arn = 'arn:aws:cloudfront::123456789012:distribution/ECOPY';
    const type = 'aws:cloudfront/distribution:Distribution';
    const theirs = { type, name: 'DocsCdnDistribution', id: 'ECOPY', outputs: { arn } };
    account
      .home()
      .stage('acme', 'pr-2')
      .deploy(account.ago({ days: 80 }), [theirs])
      .remove(account.ago({ days: 9 }));
    asked(account, 'ECOPY');
    const ids = { ...edge, ...behind };
    expect(await verdicts(account, ids)).toEqual(all(ids, 'unknown (5)'));
  });

  it('is certain where nothing runs that function', async () => {
    const { account, entries, stage, edge, behind } = aCopiedSite();
    stage.deploy(account.ago({ days: 90 }), entries).remove(account.ago({ days: 9 }));
    account.without(['ECOPY']);
    const ids = { ...edge, ...behind };
    expect(await verdicts(account, ids)).toEqual(all(ids, certain));
  });

  it('is certain where it left in another departure, of another component', async () => {
    const { account, entries, ofUploads, stage, uploads } = aCopiedSite();
    stage
      .deploy(account.ago({ days: 90 }), [...entries, ...ofUploads, parameter])
      .deploy(account.ago({ days: 50 }), [...ofUploads, parameter])
      .deploy(account.ago({ days: 9 }), [parameter]);
    expect(await verdicts(account, { uploads })).toEqual({ uploads: certain });
  });
});
