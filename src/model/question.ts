import type { Tags } from './resource.ts';

/** A read that is done only for resources that may become leftovers. */
export type Question =
  /** Full configuration of a distribution: log bucket, continuous deployment. */
  | { readonly type: 'distribution-config'; readonly id: string }
  /** The grantees of a bucket's ACL; and do its grants let CloudFront or S3 write logs into it? */
  | { readonly type: 'bucket-acl'; readonly bucket: string; readonly region: string }
  /** Where a bucket's own access logs go: only where some candidate bucket accepts logs. */
  | { readonly type: 'bucket-logging'; readonly bucket: string; readonly region: string }
  /** Into which buckets a bucket's objects are replicated: only where some candidate bucket may be one. */
  | { readonly type: 'bucket-replication'; readonly bucket: string; readonly region: string }
  /** Access points of a region, or multi-region ones: they lead to buckets of which nothing else says so. */
  | { readonly type: 'access-points'; readonly region: string | null }
  /** The principals that a bucket's policy lets in. */
  | { readonly type: 'bucket-policy'; readonly bucket: string; readonly region: string }
  /** The targets that a bucket notifies of new objects. */
  | { readonly type: 'bucket-notifications'; readonly bucket: string; readonly region: string }
  /** Object times and count (at most some thousand versions), versioning, lock, MFA delete. */
  | { readonly type: 'bucket-contents'; readonly bucket: string; readonly region: string }
  /** Uploads into it that were begun and not finished. */
  | { readonly type: 'bucket-uploads'; readonly bucket: string; readonly region: string }
  /** Requests since a time. */
  | { readonly type: 'traffic'; readonly distribution: string; readonly since: string }
  /** Of a function of one region; null: of Lambda@Edge, wherever its replicas ran. */
  | {
      readonly type: 'invocations';
      readonly functionName: string;
      /** Of this published version alone; null: of all calls by the function's name. */
      readonly version: number | null;
      readonly region: string | null;
      readonly since: string;
    }
  /** URLs at which a function answers without any configuration that names it, and since when. */
  | { readonly type: 'function-urls'; readonly functionName: string; readonly region: string }
  /** What feeds the functions of a region, their aliases and their versions. */
  | { readonly type: 'event-sources'; readonly region: string }
  /** Callers that may call a function, whether or not they ever did, by the one call that tells. */
  | {
      readonly type: 'function-callers';
      readonly by: CallersOperation;
      readonly key: string;
      /** `name`, or `name:alias` for the callers of an alias alone. */
      readonly functionName: string;
      readonly region: string;
    }
  | {
      readonly type: 'log-events';
      readonly logGroup: string;
      readonly region: string;
      readonly since: string;
    }
  /** S3's daily count of a bucket's objects: only of a bucket that is too large to look for its newest. */
  | {
      readonly type: 'stored-objects';
      readonly bucket: string;
      readonly region: string;
      readonly since: string;
    }
  /** Tags of a log group, of which the tagging API was asked for SST's alone. */
  | { readonly type: 'log-group-tags'; readonly logGroup: string; readonly region: string }
  /** Versions of an edge function that its aliases name. */
  | { readonly type: 'aliased-versions'; readonly functionName: string }
  /** A role's last use, and its tags, which the tagging API does not know. */
  | { readonly type: 'role'; readonly role: string }
  /** What a role may do, by name: whoever goes on with it changes that. */
  | { readonly type: 'role-policies'; readonly role: string }
  /** Instance profiles that hold a role: instances that are off do not use it. */
  | { readonly type: 'role-profiles'; readonly role: string }
  /** Tags of a resource by its kind's own API, where the tagging API could not be read. */
  | { readonly type: 'tags'; readonly key: string }
  | { readonly type: 'alias'; readonly name: string }
  /** Log deliveries, staging lists, tenants: lists that are read once, only when they matter. */
  | { readonly type: 'tenants'; readonly distribution: string };

/** Both ends are included. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

export type Answer =
  | { readonly type: 'unreadable'; readonly gap: string }
  | {
      readonly type: 'distribution-config';
      readonly logBucket: string | null;
      readonly continuousDeployment: string | null;
      /** Hash of the settings on which viewers' answers depend (`servedHash`), enabled or not. */
      readonly served: string;
      /** Hash of the whole configuration, to compare with our own trace. */
      readonly configuration: string;
    }
  /**
   * Does its ACL let CloudFront's delivery account, and S3's delivery group, write logs into it? And the
   * others who may use it.
   */
  | {
      readonly type: 'bucket-acl';
      readonly cloudFront: boolean;
      readonly s3: boolean;
      readonly others: readonly string[];
      readonly everybody: boolean;
    }
  | {
      readonly type: 'bucket-policy';
      readonly accounts: readonly string[];
      readonly organizations: readonly string[];
      /** Ids of origin access identities, and canonical users. */
      readonly identities: readonly string[];
      readonly distributions: readonly string[];
      readonly buckets: readonly string[];
      readonly principals: readonly string[];
      readonly others: readonly string[];
      /** By hashes: a state says the same of what it made. */
      readonly statements: readonly {
        readonly hash: string;
        readonly open: 'everybody' | 'any distribution' | null;
      }[];
    }
  | { readonly type: 'bucket-logging'; readonly target: string | null }
  | {
      readonly type: 'access-points';
      readonly points: readonly { readonly name: string; readonly bucket: string }[];
    }
  | { readonly type: 'bucket-replication'; readonly targets: readonly string[] }
  /** ARNs, and `EventBridge`. */
  | { readonly type: 'bucket-notifications'; readonly told: readonly string[] }
  | {
      readonly type: 'bucket-contents';
      /** Versions and delete markers that were seen. */
      readonly versions: number;
      readonly complete: boolean;
      readonly oldestAt: string | null;
      readonly newestAt: string | null;
      readonly sizeBytes: number | null;
      /** By storage class; null where not all was seen. */
      readonly bytesByClass: Readonly<Record<string, number>> | null;
      readonly objectLock: boolean;
      readonly mfaDelete: boolean;
      /** It keeps versions, or kept some once: only into such a bucket anything is replicated. */
      readonly versioned: boolean;
      /** A key that only a state or asset bucket of SST's has. */
      readonly keyOfSst: string | null;
      /**
       * The times at which objects were written that no server of a site writes for itself, times within a
       * minute of each other as one; null: not all was seen.
       */
      readonly writtenIn: readonly TimeSpan[] | null;
    }
  /** When the newest of them was begun; null: there are none. */
  | { readonly type: 'bucket-uploads'; readonly newestAt: string | null }
  /** The count since then, and that of the busiest seven days of that time. */
  | {
      readonly type: 'traffic';
      readonly requests: number;
      readonly busiestWeek: number;
      /** The rhythm of requests, where bots have none like it; null: nothing tells. */
      readonly rhythm: string | null;
    }
  | { readonly type: 'invocations'; readonly invocations: number }
  | {
      readonly type: 'function-urls';
      readonly hosts: readonly string[];
      /** When the newest URL was made; null: it has none. */
      readonly newestAt: string | null;
    }
  | { readonly type: 'event-sources'; readonly sources: readonly EventSource[] }
  | { readonly type: 'function-callers'; readonly callers: readonly FunctionCaller[] }
  | { readonly type: 'log-events'; readonly events: number }
  /** Days on which they were counted, and whether there were ever more than on a day before. */
  | { readonly type: 'stored-objects'; readonly days: number; readonly rose: boolean }
  | { readonly type: 'log-group-tags'; readonly tags: Tags }
  | { readonly type: 'aliased-versions'; readonly versions: readonly number[] }
  | { readonly type: 'role'; readonly lastUsedAt: string | null; readonly tags: Tags }
  | {
      readonly type: 'role-policies';
      readonly attached: readonly string[];
      readonly inline: readonly string[];
    }
  | { readonly type: 'role-profiles'; readonly profiles: readonly string[] }
  | { readonly type: 'tags'; readonly tags: Tags }
  /** `none`: the name does not exist, which is an answer. */
  | { readonly type: 'alias'; readonly resolves: 'yes' | 'none' }
  | { readonly type: 'tenants'; readonly tenants: number };

/** What feeds a function, one of its aliases, or one of its versions. */
export interface EventSource {
  /** UUID. */
  readonly id: string;
  /** The function's name, without the alias or version that it feeds. */
  readonly functionName: string;
  /** ARN of a queue, a stream or a table; or the UUID, where it has none. */
  readonly source: string;
}

export type CallersOperation = 'lambda:GetPolicy' | 'lambda:ListAliases';

/** A statement of a function's resource policy, or an alias. */
export interface FunctionCaller {
  /** Statement id, or the alias's name. */
  readonly id: string;
  /** `events.amazonaws.com`, `whoever calls its alias live`. */
  readonly who: string;
  /** `url`: everybody who knows its URL may call it; an ARN: that one distribution; null: others. */
  readonly openTo: string | null;
}

/** Equal look-ups have one key, so that each is read once. */
export function questionKey(question: Question): string {
  switch (question.type) {
    case 'distribution-config':
      return `distribution-config:${question.id}`;
    case 'bucket-acl':
    case 'bucket-logging':
    case 'bucket-replication':
    case 'bucket-policy':
    case 'bucket-notifications':
    case 'bucket-contents':
    case 'bucket-uploads':
      return `${question.type}:${question.bucket}`;
    case 'traffic':
      return `traffic:${question.distribution}:${question.since}`;
    case 'invocations':
      return `invocations:${question.region ?? 'edge'}:${question.functionName}${question.version === null ? '' : `:${question.version}`}:${question.since}`;
    case 'access-points':
      return `access-points:${question.region ?? 'multi-region'}`;
    case 'function-urls':
      return `function-urls:${question.region}:${question.functionName}`;
    case 'event-sources':
      return `event-sources:${question.region}`;
    case 'function-callers':
      return `function-callers:${question.by}:${question.key}:${question.functionName}`;
    case 'log-events':
      return `log-events:${question.region}:${question.logGroup}:${question.since}`;
    case 'stored-objects':
      return `stored-objects:${question.bucket}:${question.since}`;
    case 'log-group-tags':
      return `log-group-tags:${question.region}:${question.logGroup}`;
    case 'aliased-versions':
      return `aliased-versions:${question.functionName}`;
    case 'role':
    case 'role-policies':
    case 'role-profiles':
      return `${question.type}:${question.role}`;
    case 'tags':
      return `tags:${question.key}`;
    case 'alias':
      return `alias:${question.name}`;
    case 'tenants':
      return `tenants:${question.distribution}`;
  }
}
