import type { KindModule } from '../../kinds/kind-module.ts';
import { scanStatements, type Statement } from '../../scan/permissions.ts';
import type { PolicyPurpose } from '../input/policy-purposes.ts';
import { archiveStatements } from './archive.ts';
import type { PolicyScope } from './scope.ts';
import {
  bootstrapBuckets,
  reachByName,
  reachByTags,
  restoredTypeOf,
  sweptTypeOf,
  type WrittenType,
  writtenTypes,
} from './written-resources.ts';

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

type Permitted = Pick<KindModule, 'permissions' | 'restore'>;

/**
 * The least-privilege policy: the statements of the kinds, and those of every scan. Only writes are
 * narrowed: what lives elsewhere in the account decides about every leftover, so all of it is read.
 */
export function policyFor(
  purpose: PolicyPurpose,
  modules: readonly Permitted[],
  scope: PolicyScope,
): PolicyDocument {
  const reads = modules.flatMap(({ permissions }) => permissions.scan);
  const scan = [...scanStatements, ...scanOf(reads)];
  if (purpose === 'scan') return { Version: '2012-10-17', Statement: scan };
  const swept = modules.flatMap(({ permissions }) => permissions.sweep);
  const restored = purpose === 'restore' ? restoresOf(modules) : [];
  const isWrite = (action: string) => !reads.includes(action);
  const archive = purpose === 'archive' ? archiveStatements(scope) : [];
  const written = writeStatements(
    [
      ...typed(swept.filter(isWrite), sweptTypeOf),
      ...typed(restored.filter(isWrite), restoredTypeOf),
    ],
    scope,
  );
  return {
    Version: '2012-10-17',
    Statement: [...scan, ...written, ...archive, ...neverBootstraps(written)],
  };
}

function restoresOf(modules: readonly Permitted[]): readonly string[] {
  return modules.flatMap(({ restore }) => ('permissions' in restore ? restore.permissions : []));
}

/** One statement per service; lists and reads of AWS cannot be narrowed to a stage. */
function scanOf(actions: readonly string[]): Statement[] {
  const serviceOf = (action: string) => action.split(':')[0] ?? '';
  const sorted = [...new Set(actions)].toSorted();
  return [...new Set(sorted.map(serviceOf))].map((service) => ({
    Sid: `Scan${capital(service)}`,
    Effect: 'Allow',
    Action: sorted.filter((action) => serviceOf(action) === service),
    Resource: '*',
  }));
}

type TypedAction = readonly [type: WrittenType, action: string];

function typed(
  actions: readonly string[],
  typeOf: (action: string) => WrittenType,
): readonly TypedAction[] {
  return actions.map((action) => [typeOf(action), action]);
}

function writeStatements(writes: readonly TypedAction[], scope: PolicyScope): Statement[] {
  const actionsOn = (types: readonly WrittenType[]) => [
    ...new Set(writes.flatMap(([type, action]) => (types.includes(type) ? action : []))),
  ];
  const types = writtenTypes.filter((type) => actionsOn([type]).length > 0);
  const byName = types.flatMap((type): Statement[] => {
    const reach = reachByName(type, scope);
    if (reach === null) return [];
    const Action = actionsOn([type]).toSorted();
    return [{ Sid: `Write${capital(type)}`, Effect: 'Allow', Action, ...reach }];
  });
  const tags = reachByTags(types, scope);
  if (tags === null) return byName;
  const Action = actionsOn(tags.types).toSorted();
  return [...byName, { Sid: 'WriteTagged', Effect: 'Allow', Action, ...tags.reach }];
}

/**
 * An app or stage that is called `sst`, `state` or by a pattern may make names of state buckets, too. Those
 * hold the states of all stages: no pattern opens them for a write.
 */
function neverBootstraps(written: readonly Statement[]): Statement[] {
  const starts = written.flatMap(({ Resource: resource = [] }) =>
    [resource].flat().flatMap((arn) => /^(arn:aws:s3:::[^*?]*)/.exec(arn)?.[1] ?? []),
  );
  const prefixes = bootstrapBuckets.map((arn) => arn.slice(0, -1));
  const mayMeet = starts.some((start) =>
    prefixes.some((prefix) => prefix.startsWith(start) || start.startsWith(prefix)),
  );
  if (!mayMeet) return [];
  const Action = ['s3:Abort*', 's3:Create*', 's3:Delete*', 's3:Put*'];
  return [{ Sid: 'NeverBootstraps', Effect: 'Deny', Action, Resource: bootstrapBuckets }];
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
