import type { Evidence } from '../../model/finding.ts';
import type { CallersOperation, FunctionCaller } from '../../model/question.ts';
import { nativeId } from '../../model/resource.ts';
import { isAfter } from '../../model/times.ts';
import { letGoAt } from './let-go.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/**
 * Callers of a function that no state and no stack lists as its own: an event source, a rule or a topic
 * that its policy lets in, an alias. Somebody set them up, though nothing called yet.
 */
export function newCallers(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource, facts } = subject;
  if (facts.useIsSeenBy !== 'invocations' || resource.memberOf) return [];
  const functionName = facts.regional ? nativeId(resource, facts) : resource.id;
  const aliases = callersBy('lambda:ListAliases', functionName, subject, judgement);
  // An alias has a policy of its own.
  const called = [functionName, ...aliases.callers.map(({ id }) => `${functionName}:${id}`)];
  const allowed = called.map((name) => callersBy('lambda:GetPolicy', name, subject, judgement));
  const feeding = sourcesOf(functionName, subject, judgement);
  const source = resource.arn ?? resource.id;
  const listed = [aliases, ...allowed, feeding].flatMap(({ callers, gap }) => [
    ...(gap === null
      ? []
      : [evidence('gap', gap, 'Who may call it could not be read, so it counts as used.')]),
    ...callers
      .filter((caller) => !isKnown(caller, subject))
      .map(({ who }) =>
        evidence(
          'may-be-called',
          source,
          `It lets ${who} call it, which no state of its stage says.`,
        ),
      ),
  ]);
  return [...newUrl(subject, judgement), ...listed];
}

interface Callers {
  readonly callers: readonly FunctionCaller[];
  readonly gap: string | null;
}

/** What feeds it, its aliases or its versions. */
function sourcesOf(
  functionName: string,
  { resource: { region, arn, id } }: Subject,
  judgement: Judgement,
): Callers {
  const answer = judgement.ask({ type: 'event-sources', region });
  if (answer === null) return { callers: [], gap: null };
  if (answer.type !== 'event-sources')
    return { callers: [], gap: answer.type === 'unreadable' ? answer.gap : (arn ?? id) };
  const callers = answer.sources
    .filter((each) => each.functionName === functionName)
    .map((each) => ({ id: each.id, who: `the event source ${each.source}`, openTo: null }));
  return { callers, gap: null };
}

/** No callers where the answer is still missing. */
function callersBy(
  by: CallersOperation,
  functionName: string,
  { resource: { key, region, arn, id } }: Subject,
  judgement: Judgement,
): Callers {
  const answer = judgement.ask({ type: 'function-callers', by, key, functionName, region });
  if (answer === null) return { callers: [], gap: null };
  if (answer.type === 'function-callers') return { callers: answer.callers, gap: null };
  return { callers: [], gap: answer.type === 'unreadable' ? answer.gap : (arn ?? id) };
}

/**
 * A URL that was made after its stage let the function go: whoever signs in as this account may call the
 * function by it, without a statement in its policy. An unreadable answer is reported with the function's
 * calls.
 */
function newUrl(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource, facts } = subject;
  if (!facts.regional) return [];
  const functionName = nativeId(resource, facts);
  const answer = judgement.ask({ type: 'function-urls', functionName, region: resource.region });
  const left = letGoAt(subject);
  if (answer?.type !== 'function-urls' || answer.newestAt === null || left === null) return [];
  if (!isAfter(answer.newestAt, left)) return [];
  return [
    evidence(
      'may-be-called',
      resource.arn ?? resource.id,
      `Its URL was made at ${answer.newestAt}, after its stage let it go at ${left}.`,
    ),
  ];
}

/**
 * Receivers of a bucket's notifications that no state connects to it: the bucket may be emptied as it is
 * filled.
 */
export function newListeners(
  { resource, entry }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (resource.kind !== 's3-bucket') return [];
  const { id: bucket, region } = resource;
  const source = resource.arn ?? bucket;
  const answer = judgement.ask({ type: 'bucket-notifications', bucket, region });
  if (answer === null) return [];
  if (answer.type !== 'bucket-notifications') {
    const gap = answer.type === 'unreadable' ? answer.gap : source;
    return [evidence('gap', gap, 'Whom it notifies could not be read, so it counts as used.')];
  }
  return answer.told
    .filter((who) => entry?.connections.includes(who) !== true)
    .map((who) =>
      evidence('may-be-called', source, `It notifies ${who}, which no state of its stage says.`),
    );
}

function isKnown({ id, openTo }: FunctionCaller, subject: Subject): boolean {
  const { entry, history, claims, index } = subject;
  if (entry?.connections.includes(id)) return true;
  const stacks = [...history.stacks, ...claims].flatMap(({ stack }) => stack ?? []);
  const ofStacks = stacks.some(({ resources }) =>
    resources?.some(({ physicalId }) => physicalId === id),
  );
  if (ofStacks || openTo === null) return ofStacks;
  // Distributions of this account show their use by the host of its URL.
  if (openTo !== 'url') return openTo.split(':')[4] === index.inventory.account;
  return entry === null;
}
