import type { Evidence } from '../../model/finding.ts';
import type { Question } from '../../model/question.ts';
import { evidence, type Judgement } from '../decision.ts';
import { nativeId } from '../../model/resource.ts';
import { wasOnlyDisabled } from './only-disabled.ts';
import type { Subject } from '../subject.ts';
import { durations, isAfter, lastFullHour, plus } from '../../model/times.ts';
import { everSince, inThirtyDays, roleUseStart, type Window } from './windows.ts';

/**
 * Answers (distributions): more requests in any week since a proven departure than bots and last viewers
 * explain (`windows.ts`); without a departure, any request in 30 days; an alias that is a wildcard or
 * resolves to anything; any look-up that failed. Used (functions, log groups, roles): an invocation, event
 * or use since the departure; without one, in 30 days.
 */
export function answersOrIsUsed(subject: Subject, judgement: Judgement): readonly Evidence[] {
  switch (subject.facts.useIsSeenBy) {
    case 'requests':
      return subject.index.options.allowTraffic
        ? []
        : [...requests(subject, judgement), ...aliases(subject, judgement)];
    case 'invocations':
      return [...urls(subject, judgement), ...invocations(subject, judgement)];
    case 'log-events':
      return logEvents(subject, judgement);
    case 'role-use':
      return roleUse(subject, judgement);
    case null:
      return [];
  }
}

/**
 * Whether it serves or runs now, as far as can be seen. A call by a function's URL is an invocation like
 * any other.
 */
export function isSeenInUse(subject: Subject, judgement: Judgement): boolean {
  const signs =
    subject.facts.useIsSeenBy === 'invocations'
      ? invocations(subject, judgement)
      : answersOrIsUsed(subject, judgement);
  return signs.length > 0;
}

/**
 * Signs of use, whatever its verdict and whatever `--allow-traffic` says. Null: not every look-up was
 * answered, or no look-up shows the use of this kind.
 */
export function useOf(subject: Subject): readonly Evidence[] | null {
  const { facts, index } = subject;
  if (facts.useIsSeenBy === null) return null;
  let isWhole = true;
  const judgement: Judgement = {
    decisionOn: () => undefined,
    ask(question) {
      const answer = index.answer(question);
      if (!answer) isWhole = false;
      return answer;
    },
  };
  const signs = signsOfUse(subject, judgement);
  return isWhole ? signs : null;
}

/** The look-ups on which `useOf` rests. */
export function lookupsOfUse(subject: Subject): readonly Question[] {
  const asked: Question[] = [];
  const judgement: Judgement = {
    decisionOn: () => undefined,
    ask(question) {
      asked.push(question);
      return subject.index.answer(question);
    },
  };
  signsOfUse(subject, judgement);
  return asked;
}

function signsOfUse(subject: Subject, judgement: Judgement): readonly Evidence[] {
  // A version is used by its number; a use by name is its function's.
  if (subject.resource.memberOf) return versionInvocations(subject, judgement);
  return subject.facts.useIsSeenBy === 'requests'
    ? [...requests(subject, judgement), ...aliases(subject, judgement)]
    : answersOrIsUsed(subject, judgement);
}

function requests(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource } = subject;
  // Nobody knows when it was disabled: a distribution that was used once a quarter until then is still
  // wanted.
  const isOff = wasOnlyDisabled(subject, judgement);
  const start = isOff ? aDayAfter(everSince(subject), subject) : inThirtyDays(subject);
  if (start === null) return [];
  const answer = judgement.ask({ type: 'traffic', distribution: resource.id, since: start.since });
  const source = 'CloudWatch AWS/CloudFront Requests';
  if (answer === null) return [];
  if (answer.type !== 'traffic')
    return [unreadable(answer, source, 'Its requests could not be counted')];
  const most = isOff ? answer.requests : answer.busiestWeek;
  const counted = `It answered ${times(answer.requests, 'request')} since ${start.since}`;
  if (most > (isOff ? 0 : start.allowedRequests))
    return [evidence('answers', source, `${counted}.`)];
  if (answer.rhythm === null) return [];
  return [evidence('answers', source, `${counted}, which come ${answer.rhythm}: bots do not.`)];
}

/** Leftovers are disabled some time after they were left: their last visitors are no sign. */
function aDayAfter(start: Window | null, { index }: Subject): Window | null {
  if (!start?.departed) return start;
  const since = plus(start.since, durations.dayMs);
  return isAfter(index.inventory.now, since) ? { ...start, since } : null;
}

function aliases({ resource }: Subject, judgement: Judgement): readonly Evidence[] {
  return (resource.serving?.aliases ?? []).flatMap((alias) => {
    if (alias.startsWith('*'))
      return [
        evidence('answers', resource.arn ?? resource.id, `Its alias ${alias} is a wildcard.`),
      ];
    const answer = judgement.ask({ type: 'alias', name: alias });
    if (answer === null || (answer.type === 'alias' && answer.resolves === 'none')) return [];
    if (answer.type !== 'alias')
      return [unreadable(answer, 'DNS', `Its alias ${alias} could not be looked up`)];
    return [evidence('answers', 'DNS', `Its alias ${alias} resolves.`)];
  });
}

function invocations(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource, facts } = subject;
  const start = everSince(subject);
  if (start === null) return [];
  const functionName = resource.memberOf
    ? resource.memberOf.key.slice('lambda-edge-function:'.length)
    : nativeId(resource, facts);
  const region = facts.regional ? resource.region : null;
  return invoked({ functionName, version: null, region, since: start.since }, judgement);
}

/** Calls of an old version by its number in 30 days, while its function lives on. */
export function versionInvocations(
  { resource, index }: Subject,
  judgement: Judgement,
): readonly Evidence[] {
  if (!resource.memberOf) return [];
  const { key, ordinal: version } = resource.memberOf;
  const functionName = key.slice('lambda-edge-function:'.length);
  const since = lastFullHour(plus(index.inventory.now, -30 * durations.dayMs));
  return invoked({ functionName, version, region: null, since }, judgement);
}

function invoked(
  asked: Omit<Extract<Question, { type: 'invocations' }>, 'type'>,
  judgement: Judgement,
): readonly Evidence[] {
  const answer = judgement.ask({ type: 'invocations', ...asked });
  const source = 'CloudWatch AWS/Lambda Invocations';
  if (answer === null) return [];
  if (answer.type !== 'invocations')
    return [unreadable(answer, source, 'Its invocations could not be counted')];
  if (answer.invocations === 0) return [];
  return [
    evidence(
      'in-use',
      source,
      `It was invoked ${times(answer.invocations, 'time')} since ${asked.since}.`,
    ),
  ];
}

/** A function is named by its URL only where the URL was looked up; until then a user could be missed. */
function urls({ resource, facts }: Subject, judgement: Judgement): readonly Evidence[] {
  if (!facts.regional) return [];
  const functionName = nativeId(resource, facts);
  const answer = judgement.ask({ type: 'function-urls', functionName, region: resource.region });
  return answer === null || answer.type === 'function-urls'
    ? []
    : [unreadable(answer, resource.arn ?? resource.id, 'Its URL could not be read')];
}

function logEvents(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource, facts } = subject;
  const start = everSince(subject);
  if (start === null) return [];
  const { since } = start;
  const logGroup = nativeId(resource, facts);
  const answer = judgement.ask({ type: 'log-events', logGroup, region: resource.region, since });
  const source = 'CloudWatch AWS/Logs IncomingLogEvents';
  if (answer === null) return [];
  if (answer.type !== 'log-events')
    return [unreadable(answer, source, 'Its events could not be counted')];
  if (answer.events === 0) return [];
  return [evidence('in-use', source, `It took ${times(answer.events, 'event')} since ${since}.`)];
}

function roleUse(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource } = subject;
  const answer = judgement.ask({ type: 'role', role: resource.id });
  const source = resource.arn ?? resource.id;
  if (answer === null) return [];
  if (answer.type !== 'role')
    return [unreadable(answer, source, 'When it was last used could not be read')];
  if (answer.lastUsedAt === null || !isAfter(answer.lastUsedAt, roleUseStart(subject))) return [];
  return [evidence('in-use', source, `It was last used at ${answer.lastUsedAt}.`)];
}

/** `1 request`, `2 requests`. */
export function times(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function unreadable(
  answer: { readonly type: string; readonly gap?: string },
  source: string,
  what: string,
): Evidence {
  return evidence('gap', answer.gap ?? source, `${what}, so it counts as used.`);
}
