import { createHash } from 'node:crypto';
import type { DistributionData, LogGroupData } from 'simulated-aws';
import { accountId } from './account.ts';
import type { Entry } from './checkpoint.ts';
import { distributionIdOf, tailOf } from './names.ts';
import { aServer } from './servers.ts';
import type { AwsParts } from './sites.ts';
import { aStore } from './stores.ts';

export interface Place {
  readonly app: string;
  readonly stage: string;
  readonly at: string;
  readonly region: string;
}

/** All that one component leaves in AWS, and what its stage's state lists of it. */
export interface Shape {
  readonly parts: readonly AwsParts[];
  readonly entries: readonly Entry[];
}

/** How names end: in nothing (before 3.8.0), in SST's 8 letters, or in Pulumi's own 7. */
export type Ending = 'plain' | 'tail' | 'auto';

interface Origin {
  readonly domainName: string;
  readonly originAccessControlId?: string;
}

/**
 * Puts a component together, resource by resource, under the names of facts/sst.md 1.3 (SST
 * platform/src/components/aws/{ssr-site,static-site,router,cdn,https-redirect,function}.ts).
 */
export class Building implements Shape {
  readonly parts: AwsParts[] = [];
  readonly entries: Entry[] = [];

  readonly place: Place;
  readonly type: string;
  readonly component: string;

  constructor(place: Place, type: string, component: string) {
    this.place = place;
    this.type = type;
    this.component = component;
  }

  get under(): NonNullable<Entry['under']> {
    return [[this.type, this.component]];
  }

  get tags(): Readonly<Record<string, string>> {
    return { 'sst:app': this.place.app, 'sst:stage': this.place.stage };
  }

  name(logical: string, ending: Ending): string {
    const { app, stage } = this.place;
    const seed = `${app} ${stage} ${logical}`;
    if (ending === 'auto') return `${logical}-${this.hex(logical).slice(0, 7)}`;
    return `${app}-${stage}-${logical}${ending === 'tail' ? `-${tailOf(seed)}` : ''}`;
  }

  add(part: AwsParts, ...entries: readonly Entry[]): void {
    this.parts.push(part);
    this.entries.push(...entries);
  }

  function(logical: string, ending: Ending, stores: readonly string[] = []): string {
    const { at } = this.place;
    const name = this.name(logical, ending);
    const arn = `arn:aws:cloudfront::${accountId}:function/${name}`;
    const type = 'aws:cloudfront/function:Function';
    this.add(
      { functions: [{ name, createdAt: at, modifiedAt: at, stores: [...stores] }] },
      { type, name: logical, id: name, under: this.under, outputs: { name, arn } },
    );
    return arn;
  }

  /** The bucket of a component below this one: `WebAssets`. */
  bucket(component: string, ending: 'webassets' | 'webassetsbucket'): string {
    const { app, stage, at, region } = this.place;
    const word = ending === 'webassets' ? component : `${component}Bucket`;
    const name = `${app}-${stage}-${word}-${tailOf(`${app} ${stage} ${word}`)}`.toLowerCase();
    const type = ending === 'webassets' ? 'aws:s3/bucketV2:BucketV2' : 'aws:s3/bucket:Bucket';
    const object = { key: '_assets/app.js', at, body: 'console.log("hello")' };
    this.add(
      { buckets: [{ name, region, createdAt: at, tags: { ...this.tags }, objects: [object] }] },
      {
        type,
        name: `${component}Bucket`,
        id: name,
        under: [...this.under, ['sst:aws:Bucket', component]],
        outputs: { bucket: name, arn: `arn:aws:s3:::${name}`, region },
      },
    );
    return name;
  }

  accessControl(ending: 'plain' | 'tail'): string {
    const logical = this.component;
    const id = distributionIdOf(`${this.hex(logical)} control`);
    const inner = this.name(logical, ending);
    const name = `${inner}-${this.hex(`${logical} control`).slice(0, 8)}`;
    this.add(
      { settings: { originAccessControls: [{ id, name, description: 'Created by SST' }] } },
      {
        type: 'pulumi-nodejs:dynamic:Resource',
        name: `${logical}S3AccessControl.sst.aws.OriginAccessControl`,
        id,
        under: this.under,
        inputs: { name: inner },
        outputs: { name: inner },
      },
    );
    return id;
  }

  cachePolicy(logical: string, comment: string): string {
    const id = this.hex(`${logical} policy`).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    const name = this.name(logical, 'auto');
    this.add(
      { settings: { cachePolicies: [{ id, name, comment, modifiedAt: this.place.at }] } },
      { type: 'aws:cloudfront/cachePolicy:CachePolicy', name: logical, id, under: this.under },
    );
    return id;
  }

  store(): string {
    const { component, type } = this;
    const store = aStore({ ...this.place, component, type });
    this.add({ keyValueStores: store.keyValueStores }, ...store.entries);
    return store.arn;
  }

  server(word: string, ending: 'plain' | 'tail'): void {
    const { component, type } = this;
    const plainNames = ending === 'plain';
    const server = aServer({ ...this.place, component, type, word, plainNames });
    this.add(server, ...server.entries);
  }

  logs(...groups: readonly LogGroupData[]): void {
    this.add({ logGroups: groups });
  }

  distribution(
    cdn: string,
    comment: string,
    given: { origins: readonly Origin[]; behaviors: NonNullable<DistributionData['behaviors']> },
  ): void {
    const id = distributionIdOf(this.hex(cdn));
    this.add(
      {
        distributions: [
          {
            id,
            comment,
            modifiedAt: this.place.at,
            origins: given.origins.map((origin, index) => ({ id: `o${index}`, ...origin })),
            behaviors: [...given.behaviors],
            tags: { ...this.tags },
          },
        ],
      },
      {
        type: 'aws:cloudfront/distribution:Distribution',
        name: `${cdn}Distribution`,
        id,
        under: [...this.under, ['sst:aws:CDN', cdn]],
        outputs: { arn: `arn:aws:cloudfront::${accountId}:distribution/${id}` },
      },
    );
  }

  /** `www.` to the bare domain: a distribution of its own, with a bucket and a function. */
  redirect(ending: Ending): void {
    const cdn = `${this.component}CdnRedirect`;
    const bucket = this.bucket(`${cdn}Bucket`, 'webassetsbucket');
    const request = this.function(`${cdn}CloudfrontFunctionRequest`, ending);
    this.distribution(cdn, 'Redirect to acme.example from www.acme.example', {
      origins: [{ domainName: `${bucket}.s3-website.${this.place.region}.amazonaws.com` }],
      behaviors: [{ functions: [{ event: 'viewer-request', arn: request }] }],
    });
  }

  host(bucket: string): string {
    return `${bucket}.s3.${this.place.region}.amazonaws.com`;
  }

  private hex(logical: string): string {
    const { app, stage } = this.place;
    return createHash('md5').update(`${app} ${stage} ${this.component} ${logical}`).digest('hex');
  }
}
