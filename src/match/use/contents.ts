import type { Evidence } from '../../model/finding.ts';
import { evidence, type Judgement } from '../decision.ts';
import { mayHaveMadeUnrecorded } from '../../sst/run-spans.ts';
import type { Subject } from '../subject.ts';

/**
 * The reason why something that can hold data must not be judged by signs: null for an empty bucket or log
 * group, and for a bucket whose objects were all written within the run that made it without a record.
 */
export function contentsDoubt(subject: Subject, judgement: Judgement): Evidence | null {
  const { resource } = subject;
  const source = resource.arn ?? resource.id;
  // Its latest events are counted separately, as a use.
  if (subject.facts.useIsSeenBy === 'log-events' && resource.sizeBytes === 0) return null;
  if (resource.kind !== 's3-bucket')
    return evidence(
      'may-hold-data',
      source,
      'It can hold data, and no state that could be read owned it.',
    );
  const answer = judgement.ask({
    type: 'bucket-contents',
    bucket: resource.id,
    region: resource.region,
  });
  if (answer === null) return null;
  if (answer.type === 'unreadable')
    return evidence('gap', answer.gap, 'Its contents could not be read.');
  if (answer.type !== 'bucket-contents')
    throw new Error(`the look-up of ${resource.key} was answered with ${answer.type}`);
  if (answer.complete && answer.versions === 0) return null;
  const { oldestAt, newestAt } = answer;
  if (!oldestAt || !newestAt || !answer.complete) return holdsObjects(source);
  const times = [resource.createdAt ?? oldestAt, oldestAt, newestAt];
  const inOneRun = subject.stages.some(({ pair }) =>
    pair.states.some((state) =>
      state.runs.some((run) => times.every((time) => mayHaveMadeUnrecorded(run, time, state))),
    ),
  );
  return inOneRun ? null : holdsObjects(source);
}

function holdsObjects(source: string): Evidence {
  return evidence(
    'may-hold-data',
    source,
    'It holds objects, and no state that could be read owned it.',
  );
}
