import { createHash } from 'node:crypto';

import type { StateResource } from './checkpoint.ts';
import { isRecord, textOf } from './state-object.ts';
import { asText } from './trust.ts';

/** One statement of a bucket's policy, as a hash: its conditions may hold secrets. */
export interface BucketStatement {
  /** Equal for statements that S3 treats alike; that of a denial begins with `banMark`. */
  readonly hash: string;
  /**
   * A group that it lets in without a condition and that is larger than named principals; null: no such
   * group.
   */
  readonly open: 'everybody' | 'any distribution' | null;
}

export const banMark = 'ban ';

/** In a list of `recordedAccess`: everybody may read by the ACL. */
export const publicAcl = 'public-acl';

/** Null: the text is not a policy. */
export function statementsIn(policy: string): readonly BucketStatement[] | null {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (!isRecord(parsed)) return null;
    return [parsed['Statement'] ?? []].flat().filter(isRecord).map(statementOf);
  } catch {
    return null;
  }
}

function statementOf(statement: Readonly<Record<string, unknown>>): BucketStatement {
  const { Principal: who, Effect: effect } = statement;
  const isBan = effect !== 'Allow';
  const isAnybody = who === '*' || valuesOf(who, 'AWS').includes('*');
  const said = isAnybody ? { ...statement, Principal: '*' } : statement;
  return {
    // Cut as bytes: a slice of a string keeps the whole string in memory.
    hash: `${isBan ? banMark : ''}${createHash('sha256').update(asText(said)).digest().toString('hex', 0, 16)}`,
    open: isBan || hasCondition(statement) ? null : openTo(isAnybody, who),
  };
}

function openTo(isAnybody: boolean, who: unknown): BucketStatement['open'] {
  if (isAnybody) return 'everybody';
  return valuesOf(who, 'Service').includes('cloudfront.amazonaws.com') ? 'any distribution' : null;
}

function hasCondition({ Condition: condition }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(condition) && Object.keys(condition).length > 0;
}

function valuesOf(who: unknown, name: string): readonly unknown[] {
  return isRecord(who) ? [who[name] ?? []].flat() : [];
}

const bucketOf: Readonly<Record<string, true>> = {
  'aws:s3/bucket:Bucket': true,
  'aws:s3/bucketV2:BucketV2': true,
  'aws:s3/bucketPolicy:BucketPolicy': true,
  'aws:s3/bucketAcl:BucketAcl': true,
  'aws:s3/bucketAclV2:BucketAclV2': true,
};

/**
 * By name of a bucket: hashes of the statements of its policy in a state, and `publicAcl`. A bucket without
 * a policy in the state is in it too; null: the state shows that there is a policy, and not its statements.
 */
export function recordedAccess(
  resources: readonly StateResource[],
): ReadonlyMap<string, readonly string[] | null> {
  const access = new Map<string, string[] | null>();
  for (const { type, id, inputs, outputs } of resources) {
    const name = bucketOf[type] && (textOf(outputs['bucket']) ?? textOf(inputs['bucket']) ?? id);
    if (!name) continue;
    const known = access.get(name);
    const more = accessIn(type, { ...inputs, ...outputs });
    access.set(name, known === null || more === null ? null : [...(known ?? []), ...more]);
  }
  return access;
}

function accessIn(type: string, said: StateResource['outputs']): readonly string[] | null {
  const policy = textOf(said['policy']);
  if (type === 'aws:s3/bucketPolicy:BucketPolicy' && policy === null) return null;
  const statements = policy === null || policy === '' ? [] : statementsIn(policy);
  // Grants name the group by its URI, and a canned ACL has a name.
  const acl = [said['acl'], said['grants'], said['accessControlPolicy']];
  const isPublic = /public-read|groups\/global\/AllUsers/.test(JSON.stringify(acl));
  return statements && [...statements.map(({ hash }) => hash), ...(isPublic ? [publicAcl] : [])];
}
