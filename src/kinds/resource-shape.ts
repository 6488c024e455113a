import { createHash } from 'node:crypto';

import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kind.ts';
import { resourceKey } from '../model/resource.ts';
import type { Reference, Resource } from '../model/resource.ts';

type Known = Pick<Resource, 'region' | 'identifiers' | 'configuration'> & Partial<Resource>;

const none: readonly never[] = [];

/**
 * A resource of a kind, with null or empty members where the kind lacks them. Accounts have tens of
 * thousands: an array that grew keeps room for 16 more, and a copy does not.
 */
export function resourceOf(kind: Kind, id: string, known: Known): Resource {
  return {
    key: resourceKey(kind, id),
    kind,
    id,
    arn: null,
    name: null,
    createdAt: null,
    modifiedAt: null,
    tags: null,
    description: null,
    references: none,
    etag: null,
    blockers: none,
    environmentPair: null,
    serving: null,
    memberOf: null,
    role: null,
    trusts: null,
    sizeBytes: null,
    follows: null,
    holdsData: null,
    retentionDays: null,
    ...known,
    identifiers: known.identifiers.slice(),
  };
}

/**
 * Hash of a configuration. It ignores the order of members, and whether an empty member is sent as empty or
 * left out, as AWS shows both alike.
 */
export function configurationHash(configuration: unknown): string {
  const text = JSON.stringify(normalize(configuration) ?? null);
  // Cut as bytes: a slice of a string keeps the whole string in memory.
  return createHash('sha256').update(text).digest().toString('hex', 0, 16);
}

function normalize(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normalize);
  if (typeof value !== 'object' || value === null)
    return value === '' || value === null ? undefined : value;
  const members = Object.entries(value)
    .map(([name, member]) => [name, normalize(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** ISO, or null where AWS sent no time. */
export function isoTime(time: Date | undefined): string | null {
  return time === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Without repetitions and in order, so that two scans of one account print the same. */
export function distinctReferences(references: readonly Reference[]): readonly Reference[] {
  const byText = new Map(references.map((each) => [`${each.relation} ${each.to}`, each]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reference]) => reference);
}

/** Many rows that cannot be completed are one gap: they have the same scope and the same id. */
export function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [gap.id, gap])).values()];
}
