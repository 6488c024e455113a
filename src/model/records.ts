import type { KindFacts } from './kind.ts';
import { nativeId, type Resource } from './resource.ts';

/** One way in which a state or a stack lists a resource. */
export interface RecordedAs {
  readonly type: string;
  readonly id: string;
  /** The region of the listed resource; null: ids of the type are not of one region. */
  readonly region: string | null;
  /** Listed as itself, and not through the resource for which AWS made it. */
  readonly itself: boolean;
}

/** Its entries in Pulumi's states: under its own types, or as the resource that it follows. */
export function inStates(resource: Resource, facts: KindFacts): readonly RecordedAs[] {
  return recordsOf(resource, facts, 'pulumiTypes');
}

/** As CloudFormation's stacks list it. */
export function inStacks(resource: Resource, facts: KindFacts): readonly RecordedAs[] {
  return recordsOf(resource, facts, 'cloudFormationTypes');
}

function recordsOf(
  resource: Resource,
  facts: KindFacts,
  types: 'pulumiTypes' | 'cloudFormationTypes',
): readonly RecordedAs[] {
  const id = nativeId(resource, facts);
  const region = resource.region === 'global' ? null : resource.region;
  const { follows } = resource;
  return [
    ...facts[types].map((type) => ({ type, id, region, itself: true })),
    ...(follows && facts.follows
      ? facts.follows[types].map((type) => ({ type, ...follows, itself: false }))
      : []),
  ];
}
