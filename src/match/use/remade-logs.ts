import { durations, isAfter, plus } from '../../model/times.ts';
import { nativeId } from '../../model/resource.ts';
import { readName } from '../../sst/names.ts';
import type { Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/** A call lasts 15 minutes at most, and its log arrives soon after (Lambda guide, quotas). */
const lastCallMs = 30 * durations.minuteMs;

/**
 * Whether AWS itself may have made a log group again that its stage let go of at `time`. A function's last
 * calls write their logs, and Lambda makes a group for them right after SST deleted it. A name that nobody
 * else makes up may come back for a day, since replicas of edge functions go on for hours. A plain name,
 * which anybody may choose, only as long as a call can last, and with events in it.
 */
export function mayBeRemade({ resource, facts, history }: Subject, time: string): boolean {
  const { createdAt, name, holdsData, sizeBytes } = resource;
  // Groups that Lambda makes have no retention.
  if (facts.useIsSeenBy !== 'log-events' || holdsData === true || createdAt === null) return false;
  const isOurs = isMadeUp(
    name ?? '',
    history.stacks.map(({ stack }) => stack.name),
  );
  if (!isOurs && (sizeBytes ?? 0) === 0) return false;
  return !isAfter(createdAt, plus(time, isOurs ? durations.dayMs : lastCallMs));
}

/** Groups that Lambda makes have no tags either. Null: the tags were not read yet. */
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
 * The name has SST's random tail, Lambda@Edge's own prefix, the tail that CloudFormation appends to a
 * stack's name, or the one that SST v2 appends to it in lower case for edge functions.
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
