import type { Kind } from '../model/kind.ts';
import type { LostEntry } from '../model/stage.ts';
import type { ParsedCheckpoint, StateResource } from './checkpoint.ts';
import { arnOf, isOwn, placeOf, typeOfThing } from './owned.ts';
import { textOf } from './state-object.ts';

/** What is found in the account. */
export interface FoundInAccount {
  /** The kind that lists things of this type; null: no kind does, so nothing is known of them. */
  kindOf(type: string): Kind | null;
  hasThing(type: string, id: string): boolean;
  /** Is any of the account's resources named in this text? */
  isNamed(text: string): boolean;
}

/** Entries of a checkpoint that lead to nothing that was found: their own resource, or the one they work on. */
export function lostEntries(
  checkpoint: ParsedCheckpoint,
  account: FoundInAccount,
): readonly LostEntry[] {
  const byUrn = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
  const names = new Map<string, number>();
  for (const { urn } of checkpoint.resources)
    names.set(nameOf(urn), (names.get(nameOf(urn)) ?? 0) + 1);
  return checkpoint.resources.filter(isOwn).flatMap((resource) => {
    const target = targetOf(resource, account);
    if (!target) return [];
    const { account: owner, region } = placeOf(resource, arnOf(resource), byUrn);
    return [
      {
        urn: resource.urn,
        name: nameOf(resource.urn),
        type: typeOfThing(resource.type, resource.urn),
        ...target,
        account: owner,
        region,
        alone: names.get(nameOf(resource.urn)) === 1,
      },
    ];
  });
}

type Target = Pick<LostEntry, 'kind' | 'id' | 'itself' | 'stops'>;

/**
 * What SST's own resources do when what they work on is gone (SST pkg/server/resource at v4.17.0):
 * `BucketFiles` deletes its objects one by one and has no `Read`; `KvKeys` and `KvRoutesUpdate` ask for
 * the store first; controls and identities are read before their deletion. All of them fail for ever.
 */
const made = 'pulumi-nodejs:dynamic:Resource/sst.aws.';

function targetOf(resource: StateResource, account: FoundInAccount): Target | null {
  const type = typeOfThing(resource.type, resource.urn);
  const member = (name: string) => textOf(resource.outputs[name]) ?? textOf(resource.inputs[name]);
  if (type === `${made}BucketFiles`) {
    const bucket = member('bucketName');
    return bucket === null || account.hasThing('aws:s3/bucket:Bucket', bucket)
      ? null
      : { kind: 's3-bucket', id: bucket, itself: false, stops: true };
  }
  if (type === `${made}KvKeys` || type === `${made}KvRoutesUpdate`) {
    const store = member('store');
    return store === null || !store.startsWith('arn:') || account.isNamed(store)
      ? null
      : { kind: 'cloudfront-key-value-store', id: store, itself: false, stops: true };
  }
  if (type === `${made}OriginAccessIdentity` && resource.id !== null) {
    return account.hasThing('aws:cloudfront/originAccessIdentity:OriginAccessIdentity', resource.id)
      ? null
      : { kind: 'cloudfront-origin-access-identity', id: resource.id, itself: true, stops: true };
  }
  const kind = account.kindOf(type);
  if (kind === null || resource.id === null || account.hasThing(type, resource.id)) return null;
  return { kind, id: resource.id, itself: true, stops: type.startsWith(made) };
}

function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}
