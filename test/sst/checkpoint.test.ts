import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint, parseUrn } from '../../src/sst/checkpoint.ts';
import { ownedResources } from '../../src/sst/owned.ts';
import { maxStateBytes, parseStateObject } from '../../src/sst/state-object.ts';

const folder = new URL('../../fixtures/checkpoints/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('a checkpoint', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
    '%s parses, plain and gzipped alike',
    (name) => {
      const plain = parseCheckpoint(read(name));
      expect(parseCheckpoint(gzipSync(read(name)))).toEqual(plain);
    },
  );

  it('holds nothing after a remove, whether resources are absent, null or an empty list', () => {
    const withResources = (resources: object) =>
      parseCheckpoint(bytes({ version: 3, checkpoint: { latest: resources } }));
    expect(parseCheckpoint(read('03-acme-shop.pr-123.after-remove.json')).resources).toEqual([]);
    expect(withResources({}).resources).toEqual([]);
    expect(withResources({ resources: null }).resources).toEqual([]);
    expect(withResources({ resources: [] }).resources).toEqual([]);
    expect(parseCheckpoint(bytes({ version: 3, checkpoint: {} })).resources).toEqual([]);
  });

  it.each([
    ['{}'],
    ['[]'],
    ['null'],
    ['{"checkpoint":{"latest":{"resources":{}}}}'],
    ['{"checkpoint":{"latest":{"resources":[{"urn":"u"}]}}}'],
    ['{"checkpoint":{"latest":{"reso'],
  ])('that reads %s is no checkpoint, and never an empty one', (text) => {
    expect(() => parseCheckpoint(bytes(text))).toThrow(/^it|^its/);
  });

  it('counts pending operations', () => {
    expect(
      parseCheckpoint(read('11-acme-shop.pr-201.in-progress.json')).pendingOperations,
    ).toBeGreaterThan(0);
  });

  it('never quotes the file in its error, since state files hold secrets', () => {
    expect(() => parseStateObject(bytes('{"password": "hunter2'))).toThrow(
      expect.not.stringContaining('hunter2'),
    );
  });

  it('is not unpacked beyond 64 MB', () => {
    const bomb = gzipSync(Buffer.alloc(maxStateBytes + 1));
    expect(() => parseStateObject(bomb)).toThrow('larger than 64 MB');
  });
});

describe('what a checkpoint owns', () => {
  it('leaves out external entries, components and providers', () => {
    const owned = ownedResources(parseCheckpoint(read('05-acme-shop.pr-124.external-refs.json')));
    const parsed = parseCheckpoint(read('05-acme-shop.pr-124.external-refs.json'));
    const external = parsed.resources.filter((resource) => resource.external).map(({ id }) => id);
    expect(external.length).toBeGreaterThan(0);
    expect(owned.filter(({ id }) => external.includes(id))).toEqual([]);
    expect(
      owned.filter(({ type }) => type.startsWith('pulumi:providers:') || type.startsWith('sst:')),
    ).toEqual([]);
  });

  it('knows a site’s own asset bucket by its place, and what is kept on purpose by its flags', () => {
    const owned = ownedResources(
      parseCheckpoint(read('02-acme-shop.pr-123.last-before-remove.json')),
    );
    const buckets = owned.filter(({ type }) => type.startsWith('aws:s3/bucket:'));
    expect(buckets.map(({ urn, siteAssets, kept }) => [parseUrn(urn)?.name, siteAssets, kept]))
      .toMatchInlineSnapshot(`
      [
        [
          "WebAssetsBucket",
          true,
          [],
        ],
        [
          "UploadsBucket",
          false,
          [],
        ],
      ]
    `);
  });

  it('knows a site’s own store, and a Router’s, by its place and by the keys beside it', () => {
    const storesIn = (file: string, without?: string) => {
      const parsed = parseCheckpoint(read(file));
      const resources = parsed.resources.filter(({ urn }) => parseUrn(urn)?.name !== without);
      return ownedResources({ ...parsed, resources }).flatMap(({ type, urn, siteAssets }) =>
        type.includes('keyValueStore') ? [[parseUrn(urn)?.name, siteAssets]] : [],
      );
    };
    const router = '04-acme-shop.staging.router.json';
    expect(storesIn(router)).toEqual([
      ['RouterKvStore', true],
      ['DocsKvStore', true],
    ]);
    expect(storesIn(router, 'DocsKvKeys.sst.aws.KvKeys')).toEqual([
      ['RouterKvStore', true],
      ['DocsKvStore', false],
    ]);
    // The keys of a site behind another stage’s Router are that Router’s.
    expect(storesIn('05-acme-shop.pr-124.external-refs.json')).toEqual([]);
  });

  it('says account and region of an entry by its ARN, else by its provider', () => {
    const [edge] = ownedResources(
      parseCheckpoint(read('10-acme-shop.pr-200.failed-remove.json')),
    ).filter(({ type }) => type === 'aws:lambda/function:Function');
    expect([edge?.account, edge?.region, edge?.component?.name]).toEqual([
      '123456789012',
      'us-east-1',
      'Web',
    ]);
  });
});
