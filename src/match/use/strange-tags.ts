import type { Evidence } from '../../model/finding.ts';
import { asksToKeep } from '../../model/hold-tags.ts';
import { keepTag, traceTags } from '../../model/own-tags.ts';
import { hashedValue } from '../../model/tag-values.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';
import type { Pair } from '../history/pairs.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/**
 * Tags that were set after its stage let go of it. Whoever takes something over, by hand or with another
 * tool, changes none of its times, but marks it: with own tags, in place of SST's, or with a word that it
 * stays.
 */
export function strangeTags(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource } = subject;
  const source = resource.arn ?? resource.id;
  if (isUnlisted(subject)) {
    // The tagging API was asked for SST's tags alone: a resource without those may have any other.
    const answer = judgement.ask({ type: 'tags', key: resource.key });
    if (answer?.type === 'unreadable')
      return [evidence('gap', answer.gap, 'Its tags could not be read: they may ask to keep it.')];
  }
  return [...setSince(subject, source), ...alteredSince(subject, source)];
}

function setSince(subject: Subject, source: string): readonly Evidence[] {
  const { resource, index } = subject;
  const known = knownTags(subject);
  return Object.entries(resource.tags ?? {}).flatMap(([tag, value]) => {
    if (asksToKeep(tag, value))
      return [evidence('held-by-tag', source, `Its tag ${tag} (${value}) asks to keep it.`)];
    const isStrange = !known.has(tag) && !/^(?:aws|sst):/.test(tag) && !commonTags(index).has(tag);
    return isStrange
      ? [evidence('tagged-since', source, `No state of its stage gave it its tag ${tag}.`)]
      : [];
  });
}

/**
 * Tags of its last state that were taken away or given another value: Terraform takes SST's off whatever it
 * imports. A log group that Lambda made anew has none.
 */
function alteredSince({ resource, entry, facts }: Subject, source: string): readonly Evidence[] {
  if (!facts.tagged || resource.memberOf || facts.useIsSeenBy === 'log-events') return [];
  if (resource.tags === null) return [];
  const { tags } = resource;
  return Object.entries(entry?.tags ?? {}).flatMap(([tag, hash]) => {
    const value = tags[tag];
    if (tag.startsWith('aws:') || (value !== undefined && hash === null)) return [];
    if (value !== undefined && hashedValue(value) === hash) return [];
    const how = value === undefined ? 'was taken away' : 'was given another value';
    return [evidence('tagged-since', source, `Its tag ${tag} ${how} since its stage let it go.`)];
  });
}

function isUnlisted({ facts, resource }: Subject): boolean {
  return facts.tagged && !resource.memberOf && !('sst:app' in (resource.tags ?? {}));
}

const ownTags = [keepTag, ...Object.values(traceTags)];

/** Tags that SST's program sets: by its own entry, or by that of any other resource of its stage. */
function knownTags({ entry, stages, history }: Subject): ReadonlySet<string> {
  const ofStacks = history.stacks.flatMap(({ stack }) => Object.keys(stack.tags ?? {}));
  const ofStages = stages.flatMap(({ pair }) => [...recordedTags(pair)]);
  return new Set([...ownTags, ...Object.keys(entry?.tags ?? {}), ...ofStages, ...ofStacks]);
}

const recorded = new WeakMap<Pair, ReadonlySet<string>>();

/** Cached per stage: each of its resources asks for them. */
function recordedTags(pair: Pair): ReadonlySet<string> {
  const known = recorded.get(pair);
  if (known) return known;
  const found = new Set(
    pair.states.flatMap(({ checkpoints }) =>
      checkpoints.flatMap(({ owned }) => owned.flatMap(({ tags }) => Object.keys(tags ?? {}))),
    ),
  );
  recorded.set(pair, found);
  return found;
}

const common = new WeakMap<EvidenceIndex, ReadonlySet<string>>();

/**
 * Tags on at least half of the living resources, by a rule of the account. Somebody who takes one resource
 * over marks that one alone.
 */
function commonTags(index: EvidenceIndex): ReadonlySet<string> {
  const known = common.get(index);
  if (known) return known;
  const living = index.inventory.resources.filter(
    ({ key, tags }) => tags !== null && Object.keys(tags).length > 0 && index.claims.has(key),
  );
  const counts = new Map<string, number>();
  for (const { tags } of living)
    for (const tag of Object.keys(tags ?? {})) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const found = new Set(
    [...counts].flatMap(([tag, count]) => (count >= 3 && count * 2 >= living.length ? [tag] : [])),
  );
  common.set(index, found);
  return found;
}
