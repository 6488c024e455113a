import type { Kind } from '../../model/kind.ts';
import { traceTags } from '../../model/own-tags.ts';
import type { Resource } from '../../model/resource.ts';
import type { OwnedResource } from '../../model/stage.ts';
import { durations, isAfter, plus } from '../../model/times.ts';
import type { Judgement } from '../decision.ts';
import { changedAt } from '../history/traces.ts';
import type { Subject } from '../subject.ts';
import type { EvidenceIndex } from '../evidence-index.ts';

/**
 * A distribution that is disabled and settled, with the whole configuration of the last state that owned
 * it, and no tags but those of that state: its disabling is no sign of use. Somebody who prepares it for
 * later changes the resources that it serves, so nothing that left with it may have changed since.
 */
export function wasOnlyDisabled(subject: Subject, judgement: Judgement): boolean {
  return isAsRecorded(subject, judgement) && isRestUntouched(subject, judgement);
}

function isAsRecorded(
  { resource, entry }: Pick<Subject, 'resource' | 'entry'>,
  judgement: Judgement,
): boolean {
  const { serving, tags } = resource;
  if (!serving || serving.enabled || !serving.settled || !entry?.served || tags === null)
    return false;
  const known = new Set([...Object.keys(entry.tags ?? {}), ...Object.values(traceTags)]);
  const isForeign = (tag: string) => !known.has(tag) && !/^(?:sst:(?:app|stage)$|aws:)/.test(tag);
  if (Object.keys(tags).some(isForeign)) return false;
  const answer = judgement.ask({ type: 'distribution-config', id: resource.id });
  // Not looked up yet: the look-up is only asked for where all other conditions hold.
  if (answer === null) return true;
  return answer.type === 'distribution-config' && answer.served === entry.served;
}

/** Code and stores: AWS keeps the time of their last change. */
const codeAndStores: ReadonlySet<Kind> = new Set([
  'cloudfront-function',
  'cloudfront-key-value-store',
  'lambda-edge-function',
  'lambda-function',
]);

/**
 * Checks everything else that the same state let go of: code, stores and files may be changed where no
 * configuration shows it.
 */
function isRestUntouched({ resource, history, index }: Subject, judgement: Judgement): boolean {
  // A resource that could not be listed may have been changed.
  const isUnread = ({ source }: { readonly source: string }) =>
    codeAndStores.has(source) || source === 's3-bucket';
  if (index.inventory.gaps.some(isUnread)) return false;
  const location = (history.past[0] ?? history.givenUp[0])?.state.location ?? '';
  return (leftBy(index).get(location) ?? [])
    .filter((other) => other.resource !== resource)
    .every((other) => isUntouched(other, index, judgement));
}

interface Left {
  readonly resource: Resource;
  readonly entry: OwnedResource;
  /** When the state let go of it, or last listed it; null: not known. */
  readonly at: string | null;
}

const lefts = new WeakMap<EvidenceIndex, ReadonlyMap<string, readonly Left[]>>();

/**
 * By the state that owned it last. Cached: an account has tens of thousands of resources, and each of them
 * asks.
 */
function leftBy(index: EvidenceIndex): ReadonlyMap<string, readonly Left[]> {
  const known = lefts.get(index) ?? indexOfLeft(index);
  lefts.set(index, known);
  return known;
}

function indexOfLeft({ history, resources }: EvidenceIndex): ReadonlyMap<string, readonly Left[]> {
  const found = new Map<string, Left[]>();
  for (const [key, { past, givenUp }] of history) {
    const owned = past[0] ?? givenUp[0];
    const resource = resources.get(key);
    if (!owned || !resource) continue;
    const at = past[0]?.departure.at ?? owned.state.versions.at(-1)?.at ?? null;
    const left = { resource, entry: owned.entry, at };
    const list = found.get(owned.state.location);
    if (list) list.push(left);
    else found.set(owned.state.location, [left]);
  }
  return found;
}

function isUntouched(
  { resource, entry, at }: Left,
  index: EvidenceIndex,
  judgement: Judgement,
): boolean {
  if (at === null) return false;
  const isLater = (time: string | null) =>
    time !== null && isAfter(time, plus(at, durations.hourMs));
  if (resource.kind === 's3-bucket') {
    const { id: bucket, region } = resource;
    const answer = judgement.ask({ type: 'bucket-contents', bucket, region });
    if (answer === null) return true;
    // In a bucket that is not read to its end the newest object may be among the unread ones.
    return answer.type === 'bucket-contents' && answer.complete && !isLater(answer.newestAt);
  }
  const changed = changedAt(resource, index.inventory);
  if (changed === null) return !codeAndStores.has(resource.kind);
  // Somebody who disables several sites disables all of them.
  return !isLater(changed) || isAsRecorded({ resource, entry }, judgement);
}
