import type { Kind } from '../model/kind.ts';
import type { LostEntry } from '../model/stage.ts';
import type { ParsedCheckpoint, StateResource } from './checkpoint.ts';
import { arnOf, isOwn, placeOf, typeOfThing } from './owned.ts';
import { textOf } from './state-object.ts';

/** The resources of the account, as far as the lists show them. */
export interface FoundInAccount {
  /**
   * The kind whose list has resources of this type; null: no list has them, so whether they exist is
   * unknown.
   */
  kindOf(type: string): Kind | null;
  hasThing(type: string, id: string): boolean;
  /** Whether the text names any of the account's resources. */
  isNamed(text: string): boolean;
}

/** Entries of a checkpoint about another resource, or about one that SST's own program manages. */
export interface LeadingEntries {
  /** Entries whose own resource, or the one on which they work, was not found. */
  readonly lost: readonly LostEntry[];
  /**
   * Entries whose target exists, but which neither `sst refresh` nor `sst remove` gets past once it is
   * gone.
   */
  readonly stopping: readonly LostEntry[];
}

export function leadingEntries(
  checkpoint: ParsedCheckpoint,
  account: FoundInAccount,
): LeadingEntries {
  const byUrn = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
  const names = new Map<string, number>();
  for (const { urn } of checkpoint.resources)
    names.set(nameOf(urn), (names.get(nameOf(urn)) ?? 0) + 1);
  const found = checkpoint.resources.filter(isOwn).flatMap((resource) => {
    const target = targetOf(resource, account);
    if (!target) return [];
    const { isThere, ...leadsTo } = target;
    const { account: owner, region } = placeOf(resource, arnOf(resource), byUrn);
    const entry: LostEntry = {
      urn: resource.urn,
      name: nameOf(resource.urn),
      type: typeOfThing(resource.type, resource.urn),
      ...leadsTo,
      account: owner,
      region,
      byName: names.get(nameOf(resource.urn)) === 1,
    };
    return [{ isThere, entry }];
  });
  return {
    lost: found.flatMap(({ isThere, entry }) => (isThere ? [] : [entry])),
    stopping: found.flatMap(({ isThere, entry }) => (isThere && entry.stops ? [entry] : [])),
  };
}

interface Target extends Pick<LostEntry, 'kind' | 'id' | 'itself' | 'stops'> {
  readonly isThere: boolean;
}

/**
 * How SST's own resources fail when their target is gone (SST pkg/server/resource at v4.17.0):
 * `BucketFiles` deletes its objects one by one and has no `Read`; `KvKeys` and `KvRoutesUpdate` ask for the
 * store first; controls and identities are read before their deletion. All of them fail in every run.
 */
const made = 'pulumi-nodejs:dynamic:Resource/sst.aws.';

function targetOf(resource: StateResource, account: FoundInAccount): Target | null {
  const type = typeOfThing(resource.type, resource.urn);
  const member = (name: string) => textOf(resource.outputs[name]) ?? textOf(resource.inputs[name]);
  const { id } = resource;
  if (type === `${made}BucketFiles`) {
    const bucket = member('bucketName');
    if (bucket === null) return null;
    const isThere = account.hasThing('aws:s3/bucket:Bucket', bucket);
    return { kind: 's3-bucket', id: bucket, itself: false, stops: true, isThere };
  }
  if (type === `${made}KvKeys` || type === `${made}KvRoutesUpdate`) {
    const store = member('store');
    if (store === null || !store.startsWith('arn:')) return null;
    const isThere = account.isNamed(store);
    return { kind: 'cloudfront-key-value-store', id: store, itself: false, stops: true, isThere };
  }
  if (id === null) return null;
  if (type === `${made}OriginAccessIdentity`) {
    const kind = 'cloudfront-origin-access-identity';
    const isThere = account.hasThing(
      'aws:cloudfront/originAccessIdentity:OriginAccessIdentity',
      id,
    );
    return { kind, id, itself: true, stops: true, isThere };
  }
  const kind = account.kindOf(type);
  if (kind === null) return null;
  const isThere = account.hasThing(type, id);
  return { kind, id, itself: true, stops: type.startsWith(made), isThere };
}

function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}
