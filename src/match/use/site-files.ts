import type { Answer } from '../../model/question.ts';
import type { Run } from '../../model/stage.ts';
import { durations, isWithin, plus } from '../../model/times.ts';
import { endOf } from '../../sst/run-spans.ts';
import type { Subject } from '../subject.ts';

/** Margin around a run: S3's times are whole seconds, and uploads under way still arrive. */
const aroundRunMs = 5 * durations.minuteMs;

/**
 * Whether a deploy makes the lost contents of a site's own bucket or store again. The server may write
 * anything into that bucket: uploads of its users are beside the files of the deploys, so all files must
 * have been written within runs of the stage. Unread contents do not count as made by deploys.
 */
export function isMadeByDeploys(subject: Subject, contents: Answer | null): boolean {
  if (subject.entry?.siteAssets !== true) return false;
  if (subject.resource.kind !== 's3-bucket') return true;
  if (contents?.type !== 'bucket-contents' || contents.writtenIn === null) return false;
  const runs = subject.stages.flatMap(({ pair }) => pair.states.flatMap((state) => state.runs));
  return contents.writtenIn.every(({ from, to }) =>
    runs.some((run) => wasAtWork(run, from) && wasAtWork(run, to)),
  );
}

/** A remove uploads nothing. */
function wasAtWork(run: Run, time: string): boolean {
  const end = endOf(run);
  return (
    end !== null &&
    run.record?.command !== 'remove' &&
    isWithin(time, plus(run.startedAt, -aroundRunMs), plus(end, aroundRunMs))
  );
}
