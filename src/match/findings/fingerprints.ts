import { createHash } from 'node:crypto';
import { traceTags } from '../../model/own-tags.ts';
import type { Decision } from '../decision.ts';
import type { Subject } from '../subject.ts';

/** Of all that a saved plan rests on: it refuses when the hash differs. */
export function fingerprintOf(
  { resource, referrers, claims }: Subject,
  { verdict, confidence, row }: Decision,
): string {
  const tags = sortedTags(resource);
  const uses = referrers.map(({ from, relation }) => `${from} ${relation}`).toSorted();
  return hashOf([
    resource.key,
    resource.configuration,
    tags,
    uses,
    claimSources(claims),
    verdict,
    confidence,
    row,
  ]);
}

/**
 * Of all that a quarantine rests on, less what the disabling of a sweep changes itself: the switch, the time
 * of the last change, and its own tags.
 */
export function lastingFingerprintOf({ resource, claims }: Subject): string {
  const { key, serving, configuration, createdAt, modifiedAt } = resource;
  return hashOf([
    key,
    serving?.whileOff ?? configuration,
    createdAt,
    serving === null ? modifiedAt : null,
    sortedTags(resource).filter(([tag]) => !traces.has(tag)),
    claimSources(claims),
  ]);
}

const traces: ReadonlySet<string> = new Set(Object.values(traceTags));

function sortedTags({ tags }: Subject['resource']): readonly (readonly [string, string])[] {
  return Object.entries(tags ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function claimSources(claims: Subject['claims']): readonly string[] {
  return claims.map(({ source }) => source).toSorted();
}

function hashOf(seen: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(seen)).digest().toString('hex', 0, 16);
}
