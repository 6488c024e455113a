import type { Evidence } from '../../model/finding.ts';
import { durations, isAfter, latest, plus } from '../../model/times.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';
import { wasOnlyDisabled } from '../use/only-disabled.ts';
import { mayBeRemade, tagsOfRemade } from '../use/remade-logs.ts';

/** It was made or changed after its stage let it go, by the times that AWS keeps. */
export function laterChanges(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { changedAt, resource, history } = subject;
  if (changedAt === null || wasOnlyDisabled(subject, judgement)) return [];
  const source = resource.arn ?? resource.id;
  const isLater = (time: string | null): time is string =>
    time !== null &&
    isAfter(wholeSecond(changedAt), time) &&
    !(mayBeRemade(subject, time) && tagsOfRemade(subject, judgement) !== 'some');
  const departed = departedAt(subject);
  if (history.givenUp.length === 0 && isLater(departed)) {
    return [
      evidence(
        'changed-after-departure',
        source,
        `It was made or changed at ${changedAt}, after it left its stage’s state at ${departed}.`,
      ),
    ];
  }
  const removedAt = latest(
    ...subject.stages.filter(({ removed }) => removed).map((facts) => facts.removedAt),
  );
  if (isLater(removedAt)) {
    return [
      evidence(
        'changed-after-removal',
        source,
        `It was made or changed at ${changedAt}, after its stage was removed at ${removedAt}.`,
      ),
    ];
  }
  const written = latest(...history.givenUp.map(({ state }) => state.versions.at(-1)?.at ?? null));
  if (isLater(written)) {
    return [
      evidence(
        'changed-after-last-state',
        source,
        `It was made or changed at ${changedAt}, after the abandoned stage’s last state of ${written}.`,
      ),
    ];
  }
  return [];
}

/**
 * Principals that a role trusts, and did not trust in the last state. IAM keeps no time of a changed trust,
 * and nobody but a person lets others assume a role that its stage let go of. A state without a trust
 * policy stands for services of AWS, as in SST's own roles.
 */
export function newTrust({ resource, entry, history }: Subject): readonly Evidence[] {
  // A deleted stack does not show its role's trust.
  if (resource.kind !== 'iam-role' || history.stacks.length > 0) return [];
  const source = resource.arn ?? resource.id;
  if (resource.trusts === null)
    return [
      evidence('gap', source, 'Its trust policy could not be read, so anybody may assume it.'),
    ];
  const recorded = entry?.trusts ?? null;
  const isKnown = (who: string) =>
    recorded ? recorded.includes(who) : /^[\w.-]+\.amazonaws\.com(?:\.cn)?(?: |$)/.test(who);
  return resource.trusts
    .filter((who) => !isKnown(who))
    .map((who) =>
      evidence(
        'changed-after-departure',
        source,
        `Its trust policy lets ${who} assume it, which no state of its stage says.`,
      ),
    );
}

function departedAt({ history }: Subject): string | null {
  return latest(
    history.past[0]?.departure.at ?? null,
    ...history.stacks.map(({ stack }) => stack.deletedAt),
  );
}

/**
 * Uploads of a run end with it, or soon after for those under way; a later write shows that somebody uses
 * the bucket.
 */
export function laterWrites(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource, stages } = subject;
  if (resource.kind !== 's3-bucket') return [];
  const { id: bucket, region } = resource;
  const answer = judgement.ask({ type: 'bucket-contents', bucket, region });
  const newestAt = answer?.type === 'bucket-contents' ? answer.newestAt : null;
  const left = latest(departedAt(subject), ...stages.map(({ removedAt }) => removedAt));
  if (newestAt === null || left === null || !isAfter(newestAt, plus(left, durations.hourMs)))
    return [];
  return [
    evidence(
      'changed-after-departure',
      resource.arn ?? bucket,
      `An object was written at ${newestAt}, after its stage let it go at ${left}.`,
    ),
  ];
}

/** State times are whole seconds, so a change within the same second is not later. */
function wholeSecond(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString();
}
