import type { AccountData, Timings } from './account.ts';
import type { OtherAccounts } from './other-accounts.ts';
import type { Operation, WireRequest } from './wire.ts';

/** Simulated time. Every state machine of the account reads it, and the tool's waits run on it. */
export interface SimulatedClock {
  now(): Date;
  /** Resolves after so many simulated milliseconds; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** What every service of the simulated account is given. */
export interface Environment {
  readonly account: string;
  readonly clock: SimulatedClock;
  readonly timings: Timings;
  readonly otherAccounts: OtherAccounts;
  /** The other services, for what AWS checks across them. Set once all of them are made. */
  readonly peers: Peers;
  /** Turns `-3d`, `-2h` or an ISO time of a fixture into a time; absent: the account's `now`. */
  time(value: string | undefined): Date;
  /** A new, never repeating ETag or id of so many characters from `A-Z0-9`. */
  token(length: number): string;
  /** The body of an object version that the data leaves out; null where nothing was given. */
  body(bucket: string, key: string, versionId: string): Uint8Array | null;
  /** A file beside the account's file, for `ObjectData.file`. */
  readFile(relativePath: string): Uint8Array;
}

export interface Peers {
  /** ARNs of Lambda versions that some distribution is associated with right now. */
  associatedLambdaVersions(): ReadonlySet<string>;
  /** When the last association of this version ended, or null if there never was one. */
  associationEndedAt(versionArn: string): Date | null;
  bucketExists(name: string): boolean;
  lambdaVersionExists(versionArn: string): boolean;
}

/** One AWS service of the simulated account. */
export interface Service {
  /** The service name in a signature's scope: `cloudfront`, `s3`, `tagging`, `monitoring`. */
  readonly signingName: string;
  /** Recognises a request; null for one that AWS does not know (the core answers 404 or 400). */
  route(request: WireRequest, region: string): Operation | null;
  /** What the tagging API shows of this service in a region; global services show in us-east-1. */
  tagged(region: string): readonly TaggedRow[];
  /** What this service answers when another one asks; `services.ts` puts them together. */
  readonly peers?: Partial<Peers>;
  /** Back to data: for the demo's file, and to compare two states of an account byte by byte. */
  snapshot(): Partial<AccountData>;
}

/** A resource as the tagging API shows it. */
export interface TaggedRow {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The rows of those that have any tag. */
export function taggedRows<Resource extends { readonly tags?: TaggedRow['tags'] | undefined }>(
  resources: readonly Resource[],
  arnOf: (resource: Resource) => string,
): TaggedRow[] {
  return resources.flatMap((resource) => {
    const { tags = {} } = resource;
    return Object.keys(tags).length > 0 ? [{ arn: arnOf(resource), tags }] : [];
  });
}
