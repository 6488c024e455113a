/**
 * A kind's name, `cloudfront-function`. The registry of kinds alone says which there are
 * (`src/kinds/index.ts`). Besides those there is `other`, which is only reported.
 */
export type Kind = string;

export type StepAction = 'disable' | 'settle' | 'empty' | 'delete';

/** How many of something an account may have (CloudFront developer guide, "Quotas"; Lambda quotas). */
export interface KindQuota {
  /** As AWS calls them: `custom cache policies`. */
  readonly plural: string;
  /** As AWS sets it at first. */
  readonly limit: number;
  /** AWS raises it on request. */
  readonly adjustable: boolean;
}

/** Facts about a kind for match and plan: plain data that the kind exports and the inventory carries. */
export interface KindFacts {
  readonly kind: Kind;
  /** Singular and plural for people: `CloudFront function`. */
  readonly label: string;
  readonly plural: string;
  /**
   * AWS refuses to delete it while anything uses it, and its content is in the backup. A mistake there cannot
   * hurt serving resources, so signs are enough; unguarded kinds need proof.
   */
  readonly guarded: boolean;
  readonly holdsData: boolean;
  /** Visitors reach a stage through it: nothing unguarded of the stage goes before it. */
  readonly serves: boolean;
  readonly global: boolean;
  /**
   * Its lists are read region by region, and its names are unique in one region only: an id is
   * `<region>:<name>`, while states and stacks know it by the name.
   */
  readonly regional: boolean;
  /** The sign that it is in use, where no configuration shows use; null: there is none. */
  readonly useIsSeenBy: 'requests' | 'invocations' | 'log-events' | 'role-use' | null;
  /** SST's tags are put on it, and the tagging API tells them. */
  readonly tagged: boolean;
  /** Ids that AWS gives out once in the world (`E...`), or names that are unique in it (buckets). */
  readonly idsAreUnique: boolean;
  readonly pulumiTypes: readonly string[];
  readonly cloudFormationTypes: readonly string[];
  /**
   * Types of the resources for which AWS makes some of this kind, under their name: history that owned the
   * one owned the other. Null: AWS makes none of this kind.
   */
  readonly follows: {
    readonly pulumiTypes: readonly string[];
    readonly cloudFormationTypes: readonly string[];
  } | null;
  /** Length at which a physical name may have been cut, or null where names carry no app and stage. */
  readonly nameLimit: number | null;
  readonly lowerCaseNames: boolean;
  readonly steps: readonly StepAction[];
  /** Usual duration of each step in seconds; steps without one take about a second. */
  readonly estimateSeconds: Readonly<Partial<Record<StepAction, number>>>;
  /** The source of `createdAt` and `modifiedAt`, in one sentence for `explain` and the docs. */
  readonly ageRestsOn: string;
  /** AWS keeps a creation time for this kind that is never later than the true one. */
  readonly creationIsKnown: boolean;
  /** How many an account may have; null: AWS sets no such limit, or it is not counted here. */
  readonly quota: KindQuota | null;
  /** Its packages count towards Lambda's code storage. */
  readonly storesCode: boolean;
  /** The storage that AWS bills while nobody uses it; null: whether it bills something is not read. */
  readonly billedAtRest: 'nothing' | 'log-storage' | 'object-storage' | null;
  /** Codes with which AWS refuses to make another of the same name. */
  readonly alreadyExistsCodes: readonly string[];
  /** Template with `{id}`, `{name}`, `{region}` and `{arn}`, each filled in URL-encoded. */
  readonly consoleUrl: string;
}
