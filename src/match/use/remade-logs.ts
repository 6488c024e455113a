import { durations, isAfter, plus } from '../../model/times.ts';
import { nativeId } from '../../model/resource.ts';
import { readName } from '../../sst/names.ts';
import type { Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/** A call lasts 15 minutes at most, and its log is written soon after (Lambda guide, quotas). */
const lastCallMs = 30 * durations.minuteMs;

/**
 * May AWS itself have made a log group anew that its stage let go of at `time`? A function's last calls
 * write their log, and Lambda makes the group for that which SST had just deleted. A name that nobody else
 * makes up may come back for a day, since replicas of edge functions go on for hours. A plain name, which
 * anybody may choose, only as long as a call can last, and with something in it.
 */
export function mayBeRemade({ resource, facts, history }: Subject, time: string): boolean {
  const { createdAt, name, holdsData, sizeBytes } = resource;
  // What Lambda makes has no retention.
  if (facts.useIsSeenBy !== 'log-events' || holdsData === true || createdAt === null) return false;
  const isOurs = isMadeUp(
    name ?? '',
    history.stacks.map(({ stack }) => stack.name),
  );
  if (!isOurs && (sizeBytes ?? 0) === 0) return false;
  return !isAfter(createdAt, plus(time, isOurs ? durations.dayMs : lastCallMs));
}

/** What Lambda makes has no tags either. Null: they were not read yet. */
export function tagsOfRemade(
  { resource, facts }: Pick<Subject, 'resource' | 'facts'>,
  judgement: Judgement,
): 'none' | 'some' | null {
  const { region } = resource;
  const answer = judgement.ask({
    type: 'log-group-tags',
    logGroup: nativeId(resource, facts),
    region,
  });
  if (answer === null) return null;
  return answer.type === 'log-group-tags' && Object.keys(answer.tags).length === 0
    ? 'none'
    : 'some';
}

/**
 * With SST's random tail, with Lambda@Edge's own prefix, with the tail that CloudFormation puts behind a
 * stack's name, or that SST v2 puts behind it in lower case for edge functions.
 */
function isMadeUp(name: string, stacks: readonly string[]): boolean {
  if (name.startsWith('/aws/lambda/us-east-1.')) return true;
  if (readName('log-group', name).some(({ generation }) => generation === 'tail')) return true;
  const bare = name.replace(/^\/aws\/lambda\//, '');
  return stacks.some(
    (stack) =>
      (bare.startsWith(`${stack}-`) && /-[A-Z][A-Za-z0-9]*-[A-Za-z0-9]{12}$/.test(bare)) ||
      (bare.startsWith(stack.toLowerCase().slice(0, 30)) && /-[a-z]{20}$/.test(bare)),
  );
}
