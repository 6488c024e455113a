import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseCheckpoint, type StateResource } from '../../src/sst/checkpoint.ts';
import { isOwn } from '../../src/sst/owned.ts';
import { anAccount, type AccountBuilder } from '../account/account.ts';
import { looking, said } from '../account/looking.ts';
import type { AwsParts } from '../account/sites.ts';

const folder = new URL('../../fixtures/checkpoints/', import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, folder));
const bodyOf = (name: string) =>
  JSON.parse(bytesOf(name).toString('utf8')) as Record<string, unknown>;

/** What AWS holds for one entry of a checkpoint, where it is of a kind that is listed. */
function partOf(resource: StateResource, at: string, region: string): AwsParts {
  const { id } = resource;
  if (id === null) return {};
  const tags = (resource.outputs['tagsAll'] ?? {}) as Readonly<Record<string, string>>;
  switch (resource.type) {
    case 'aws:cloudfront/function:Function':
      return { functions: [{ name: id, createdAt: at, modifiedAt: at }] };
    case 'aws:cloudfront/distribution:Distribution':
      return {
        distributions: [
          { id, modifiedAt: at, tags, origins: [{ domainName: 'placeholder.sst.dev' }] },
        ],
      };
    case 'aws:s3/bucket:Bucket':
    case 'aws:s3/bucketV2:BucketV2':
      return { buckets: [{ name: id, region, createdAt: at, tags }] };
    default:
      return {};
  }
}

/** Puts everything into the account that a checkpoint owns; returns the ids of listed kinds. */
function withOwned(account: AccountBuilder, name: string, at: string): readonly string[] {
  const owned = parseCheckpoint(bytesOf(name)).resources.filter(isOwn);
  const parts = owned.map((resource) => partOf(resource, at, 'us-east-1'));
  account.with(...parts);
  return parts.flatMap(({ functions = [], distributions = [], buckets = [] }) => [
    ...functions.map((each) => each.name),
    ...distributions.map((each) => each.id),
    ...buckets.map((each) => each.name),
  ]);
}

it.each([
  ['01-acme-shop.production.live.json', 'acme-shop', 'production'],
  ['04-acme-shop.staging.router.json', 'acme-shop', 'staging'],
  ['06-docs-site.production.redirect-autoname.json', 'docs-site', 'production'],
  ['07-legacy-app.dev.v3.7.json', 'legacy-app', 'dev'],
  ['08-legacy-app.dev.v3.9-upgraded.json', 'legacy-app', 'dev'],
  ['13-acme-shop.frank.sst-dev.json', 'acme-shop', 'frank'],
])('%s: everything that it owns is live', async (name, app, stage) => {
  const account = anAccount();
  const ids = withOwned(account, name, account.ago({ days: 60 }));
  account
    .home()
    .stage(app, stage)
    .run({ at: account.ago({ days: 60 }), checkpoint: bodyOf(name) });
  const looked = await looking(account);
  expect(ids.map((id) => said(looked.of(id)))).toEqual(ids.map(() => 'live (4)'));
});

it('02 and 03: what a removed stage used to own is a certain leftover', async () => {
  const account = anAccount();
  const [before, after] = [
    '02-acme-shop.pr-123.last-before-remove.json',
    '03-acme-shop.pr-123.after-remove.json',
  ];
  const ids = withOwned(account, before, account.ago({ days: 60 }));
  account
    .home()
    .stage('acme-shop', 'pr-123')
    .run({ at: account.ago({ days: 60 }), checkpoint: bodyOf(before) })
    .run({ at: account.ago({ days: 5 }), command: 'remove', checkpoint: bodyOf(after) });
  const looked = await looking(account);
  expect(ids.length).toBeGreaterThan(3);
  expect(ids.map((id) => said(looked.of(id)))).toEqual(ids.map(() => 'leftover certain (11)'));
});

it('05: what a stage only reads belongs to another, and is never its leftover', async () => {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 60 });
  const staging = withOwned(account, '04-acme-shop.staging.router.json', at);
  const preview = withOwned(account, '05-acme-shop.pr-124.external-refs.json', at);
  home
    .stage('acme-shop', 'staging')
    .run({ at, checkpoint: bodyOf('04-acme-shop.staging.router.json') });
  home
    .stage('acme-shop', 'pr-124')
    .run({ at, checkpoint: bodyOf('05-acme-shop.pr-124.external-refs.json') })
    .remove(account.ago({ days: 5 }));
  const looked = await looking(account);
  expect(staging.map((id) => said(looked.of(id)))).toEqual(staging.map(() => 'live (4)'));
  expect(preview.map((id) => said(looked.of(id)))).toEqual(
    preview.map(() => 'leftover certain (11)'),
  );
});

it('10: what a failed remove still lists is its own, and the finding says to run it again', async () => {
  const account = anAccount();
  const name = '10-acme-shop.pr-200.failed-remove.json';
  const ids = withOwned(account, name, account.ago({ days: 60 }));
  account
    .home()
    .stage('acme-shop', 'pr-200')
    .run({
      at: account.ago({ days: 5 }),
      command: 'remove',
      checkpoint: bodyOf(name),
      errors: [{ urn: 'urn', message: 'FunctionInUse' }],
    });
  const looked = await looking(account);
  for (const id of ids) {
    expect(said(looked.of(id))).toBe('live (4)');
    expect(looked.of(id).evidence.map(({ code }) => code)).toContain('claimed-by-failed-remove');
  }
});

it('11: nothing of a deploy in progress is touched', async () => {
  const account = anAccount();
  const name = '11-acme-shop.pr-201.in-progress.json';
  const ids = withOwned(account, name, account.ago({ minutes: 3 }));
  const made = 'acme-shop-pr-201-WebCloudfrontFunctionResponse-bkmtoxcd';
  account.with({ functions: [{ name: made, createdAt: account.ago({ minutes: 1 }) }] });
  account
    .home()
    .stage('acme-shop', 'pr-201')
    .run({ at: account.ago({ minutes: 4 }), checkpoint: bodyOf(name), completed: false });
  const looked = await looking(account);
  expect(ids.map((id) => looked.of(id).verdict)).toEqual(ids.map(() => 'live'));
  expect(said(looked.of(made))).toBe('busy (6)');
});
