import type { Kind } from './kind.ts';

export type Tags = Readonly<Record<string, string>>;

/** The configuration of one resource names another. */
export interface Reference {
  /** Key, ARN or host name of the referenced resource; resolved against the whole inventory. */
  readonly to: string;
  /** `origin`, `function-association`, `lambda-association`, `log-bucket`, `version-of`, ... */
  readonly relation: string;
}

/** Something that AWS will not let go of in the ordinary way. */
export interface Blocker {
  readonly code:
    | 'staging-distribution'
    | 'tenant-only-distribution'
    | 'continuous-deployment'
    | 'pricing-plan'
    | 'object-lock'
    | 'mfa-delete'
    | 'deletion-protection';
  readonly detail: string;
}

export interface AppStage {
  readonly app: string;
  readonly stage: string;
}

/**
 * One AWS object as observed. The members are the same for every kind; where a kind has none, they are null
 * or empty.
 */
export interface Resource {
  /** `<kind>:<id>`. */
  readonly key: string;
  readonly kind: Kind;
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  /** `global` for CloudFront and IAM. */
  readonly region: string;
  /** ISO times of AWS. Null where AWS keeps none (no distribution has a creation time). */
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  /** Null: could not be read, or this kind has none. An empty record is no proof of anything. */
  readonly tags: Tags | null;
  readonly description: string | null;
  /** All that a claim may name it by: id, name, ARN, domain, URL. */
  readonly identifiers: readonly string[];
  readonly references: readonly Reference[];
  readonly etag: string | null;
  /** Hash of AWS's answers about it, tags included: two equal ones are the same configuration. */
  readonly configuration: string;
  readonly blockers: readonly Blocker[];
  /** App and stage that SST wrote into a Lambda function's environment (`SST_RESOURCE_App`). */
  readonly environmentPair: AppStage | null;
  /** Of a distribution: its switch, its rollout and its aliases. */
  readonly serving: {
    readonly enabled: boolean;
    readonly settled: boolean;
    readonly aliases: readonly string[];
    /** Hash of its configuration as if it were switched off: the switch alone leaves it as it is. */
    readonly whileOff: string;
  } | null;
  /** A published version: the function it belongs to and its number. */
  readonly memberOf: { readonly key: string; readonly ordinal: number } | null;
  /** IAM role ARN of a Lambda function. */
  readonly role: string | null;
  /** Who may assume a role: services, ARNs, accounts; null: no role, or its policy could not be read. */
  readonly trusts: readonly string[] | null;
  readonly sizeBytes: number | null;
  /** Id and region of the resource for which AWS made it, if its name says so. */
  readonly follows: { readonly id: string; readonly region: string } | null;
  /** Does this one keep data that nobody could make again? Null: as its kind says. */
  readonly holdsData: boolean | null;
  /** Of a log group: for how many days it keeps events; null: for ever, or it is none. */
  readonly retentionDays: number | null;
}

/** Its id in states of Pulumi and in stacks, which know a regional resource by its name alone. */
export function nativeId(
  { id, region }: Pick<Resource, 'id' | 'region'>,
  { regional }: { readonly regional: boolean },
): string {
  return regional ? id.slice(region.length + 1) : id;
}

/** The key of a resource of no listed kind, known only by its ARN. */
export function otherKey(arn: string): string {
  return resourceKey('other', arn);
}

/** `cloudfront-function:acme-pr-1-...`. */
export function resourceKey(kind: Kind, id: string): string {
  return `${kind}:${id}`;
}
