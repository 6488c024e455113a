import type { Evidence } from '../../model/finding.ts';
import {
  durations,
  isAfter,
  latest,
  nextFullHour,
  plus,
  writesCountFrom,
} from '../../model/times.ts';
import { letGoByStacksAt } from '../history/stack-life.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';
import { letGoAt } from '../use/let-go.ts';
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
    !wasRemadeByLambda(subject, time, judgement);
  const remade = remadeSince(subject, judgement);
  if (remade !== null)
    return [
      evidence(
        'changed-after-departure',
        source,
        `It was made at ${remade.madeAt}, after the last state that listed it as its own, of ${remade.listedAt}: it is another one of that name.`,
      ),
    ];
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
 * A remove waits for distributions for many minutes, and what it deleted at its beginning may be made anew
 * under the same name before it ends, by whatever takes the stage over. A log group is made anew by Lambda at
 * any time, so there the run's beginning counts. Of functions AWS keeps the time of the last change alone: a
 * remove changes none, so that time says as much there.
 */
function remadeSince(
  subject: Subject,
  judgement: Judgement,
): { readonly madeAt: string; readonly listedAt: string } | null {
  const { resource, facts, history } = subject;
  const owned = history.past[0];
  const isOfRemove = owned?.departure.run?.record?.command === 'remove';
  const changesTell = facts.useIsSeenBy === 'invocations' && isOfRemove;
  const madeAt = resource.createdAt ?? (changesTell ? resource.modifiedAt : null);
  if (!owned || history.givenUp.length > 0 || madeAt === null) return null;
  const isLog = facts.useIsSeenBy === 'log-events';
  const listedAt = isLog ? owned.departure.run?.startedAt : owned.checkpoint.at;
  if (listedAt === undefined || !isAfter(wholeSecond(madeAt), listedAt)) return null;
  return wasRemadeByLambda(subject, listedAt, judgement) ? null : { madeAt, listedAt };
}

function wasRemadeByLambda(subject: Subject, time: string, judgement: Judgement): boolean {
  return mayBeRemade(subject, time) && tagsOfRemade(subject, judgement) !== 'some';
}

/**
 * Principals that a role trusts, and did not trust in the last state. IAM keeps no time of a changed trust,
 * and nobody but a person lets others assume a role that its stage let go of. A state without a trust
 * policy stands for services of AWS, as in SST's own roles.
 */
export function newTrust({ resource, entry, history }: Subject): readonly Evidence[] {
  if (resource.kind !== 'iam-role') return [];
  const source = resource.arn ?? resource.id;
  if (resource.trusts === null)
    return [
      evidence('gap', source, 'Its trust policy could not be read, so anybody may assume it.'),
    ];
  // A deleted stack does not show its role's trust.
  const recorded = history.stacks.length > 0 ? null : (entry?.trusts ?? null);
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
  return latest(history.past[0]?.departure.at ?? null, letGoByStacksAt(history));
}

/** A write that no run of its stage explains shows that somebody uses the bucket. */
export function laterWrites(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource } = subject;
  if (resource.kind !== 's3-bucket') return [];
  const { id: bucket, region } = resource;
  const contents = judgement.ask({ type: 'bucket-contents', bucket, region });
  const left = letGoAt(subject);
  if (contents?.type !== 'bucket-contents' || left === null) return [];
  const { complete, newestAt } = contents;
  const from = writesCountFrom(left);
  if (newestAt !== null && isAfter(newestAt, from)) {
    return [
      changed(
        resource,
        `An object was written at ${newestAt}, after its stage let it go at ${left}.`,
      ),
    ];
  }
  return [
    ...laterUploads(subject, from, judgement),
    ...(complete ? [] : moreObjects(subject, from, judgement)),
  ];
}

/** An upload that takes hours shows in no list of objects. */
function laterUploads(
  { resource }: Subject,
  from: string,
  judgement: Judgement,
): readonly Evidence[] {
  const { id: bucket, region } = resource;
  const uploads = judgement.ask({ type: 'bucket-uploads', bucket, region });
  if (uploads?.type === 'unreadable')
    return [evidence('gap', uploads.gap, 'Uploads that are under way could not be listed.')];
  if (uploads?.type !== 'bucket-uploads' || uploads.newestAt === null) return [];
  return isAfter(uploads.newestAt, from)
    ? [changed(resource, `An upload into it was begun at ${uploads.newestAt} and is not finished.`)]
    : [];
}

/** S3 counts objects once a day, and tells of it up to two days later. */
const countedWithinMs = 2 * durations.dayMs;

/**
 * Of a bucket that is not read to its end nobody has seen the newest object. S3's own count of its objects
 * rises where somebody writes new ones. What the last two days brought is seen by the sweep alone, which
 * reads a bucket to its end before it deletes anything.
 */
function moreObjects(
  { resource, index }: Subject,
  from: string,
  judgement: Judgement,
): readonly Evidence[] {
  const { id: bucket, region } = resource;
  const since = nextFullHour(plus(from, countedWithinMs));
  if (!isAfter(index.inventory.now, plus(since, countedWithinMs))) return [];
  const counts = judgement.ask({ type: 'stored-objects', bucket, region, since });
  if (counts?.type === 'unreadable')
    return [evidence('gap', counts.gap, 'How many objects it held day by day could not be read.')];
  if (counts?.type !== 'stored-objects') return [];
  const many = 'It holds so many objects that its newest was not looked for';
  if (counts.rose)
    return [changed(resource, `${many}, and it has had more of them since ${since}.`)];
  return counts.days > 0
    ? []
    : [changed(resource, `${many}, and S3 has no daily count of them since ${since}.`)];
}

function changed({ arn, id }: Subject['resource'], detail: string): Evidence {
  return evidence('changed-after-departure', arn ?? id, detail);
}

/** State times are whole seconds, so a change within the same second is not later. */
function wholeSecond(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString();
}
