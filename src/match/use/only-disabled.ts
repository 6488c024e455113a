import { traceTags } from '../../model/own-tags.ts';
import { durations, isAfter, plus } from '../../model/times.ts';
import type { Judgement } from '../decision.ts';
import { changedAt } from '../history/traces.ts';
import type { Subject } from '../subject.ts';

/**
 * A distribution that is off and settled, whose whole configuration is as the last state that owned it says,
 * with no tags but those of that state: that it was turned off is no sign of use. Whoever prepares it for a
 * day to come changes what it serves, so nothing that left with it may have changed since.
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
  const known = new Set([...entry.served.tags, ...Object.values(traceTags)]);
  const isForeign = (tag: string) =>
    !known.has(tag) && !tag.startsWith('sst:') && !tag.startsWith('aws:');
  if (Object.keys(tags).some(isForeign)) return false;
  const answer = judgement.look({ type: 'distribution-config', id: resource.id });
  // What was not looked up yet is asked for only where all else says so.
  if (answer === null) return true;
  return answer.type === 'distribution-config' && answer.served === entry.served.hash;
}

/** Of all that the same state let go of: code, stores and files may be changed where no configuration shows it. */
function isRestUntouched({ resource, history, world }: Subject, judgement: Judgement): boolean {
  const location = (history.past[0] ?? history.givenUp[0])?.state.location;
  return [...world.history].every(([key, { past, givenUp }]) => {
    const owned = past[0] ?? givenUp[0];
    const other = world.resources.get(key);
    if (!owned || !other || key === resource.key || owned.state.location !== location) return true;
    const left = past[0]?.departure.at ?? owned.state.versions.at(-1)?.at ?? null;
    const changed = changedAt(other, world.inventory);
    if (left === null) return false;
    const isLater = (time: string | null) =>
      time !== null && isAfter(time, plus(left, durations.hourMs));
    if (other.kind === 's3-bucket') {
      const { id: bucket, region } = other;
      const answer = judgement.look({ type: 'bucket-contents', bucket, region });
      return !isLater(answer?.type === 'bucket-contents' ? answer.newestAt : null);
    }
    // Somebody who turns off several sites turns off all of them.
    return !isLater(changed) || isAsRecorded({ resource: other, entry: owned.entry }, judgement);
  });
}
