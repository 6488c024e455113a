import type { Outcome } from '../model/plan.ts';
import { kindWord, shownId } from '../text/kind-words.ts';
import { listed, plain } from '../text/text.ts';
import { nearMinute, readable } from '../text/times.ts';

/** Why a step did not end, for people; JSON has the code. */
const reasons: Readonly<Record<string, string>> = {
  replicas: 'AWS has not yet removed its copies at the edges',
  propagating: 'CloudFront is still taking the change to all of its edges',
  'update-in-progress': 'AWS is still busy with it',
  'not-ready': 'AWS is still busy with it',
  provisioning: 'AWS is still making it',
  'not-empty': 'S3 does not see yet that it is empty',
  interrupted: 'the sweep was stopped before that',
  timeout: 'the time of --timeout was over before that',
  'expired-credentials': 'the AWS credentials had expired',
  'state-not-written': 'the folder for sweeps could not be written',
  'waits-for-parked': 'waits for',
  'waits-for-failed': 'cannot go before',
  'waits-for-skipped': 'cannot go before',
  'verdict-changed': 'it is no leftover any more',
  'less-sure': 'it is less sure now that it is a leftover',
  'other-row': 'something else speaks for it now than in the plan',
  'new-evidence': 'something new was found about it',
  'not-listed': 'AWS does not list it any more',
  gap: 'something about it could not be read',
  unread: 'the account could not be read again',
  'slow-look': 'looking at the account again took too long',
  stale: 'it changed meanwhile',
  blocked: 'AWS would refuse to delete it',
  'stage-lives-on': 'its stage is deployed again',
  referenced: 'something uses it now',
  routed: 'a route leads to it now',
  'distribution-stays': 'the distribution of its stage stays',
  'loses-data': 'it holds data now',
  'in-use': 'AWS says that it is still in use',
  'enabled-again': 'somebody enabled it again',
  'newer-object': 'something was written into it after its stage was removed',
  'emptied-in-part': 'not all of it could be emptied',
  'unknown-kind': 'this version does not know its kind',
  'name-taken': 'somebody has taken its name meanwhile',
  'not-restorable': 'it cannot be made again',
  'part-missing': 'a part of its backup is missing',
  denied: 'AWS did not allow it',
  gone: 'it is gone already',
};

/** A code without words of its own is shown with spaces in place of its hyphens. */
export function reasonText(code: string): string {
  return reasons[code] ?? plain(code).replaceAll('-', ' ');
}

/** The resource of a step as text, by the step's id. */
export function stepNames(
  outcomes: readonly Pick<Outcome, 'step' | 'kind' | 'resource' | 'region'>[],
): (step: string) => string {
  const names = new Map(outcomes.map((outcome) => [outcome.step, resourceName(outcome)]));
  return (step) => names.get(step) ?? plain(step).replace(/^[a-z]+:/, '');
}

/** `edge function acme-pr-1-WebEdgeFn`. */
export function resourceName(resource: Pick<Outcome, 'kind' | 'resource' | 'region'>): string {
  return `${kindWord(resource.kind)} ${plain(shownId(resource.resource, resource.region))}`;
}

/** In one sentence why it is not done, and when another try is worth it; empty where there is nothing to say. */
export function whyText(
  { reason, error, blockedBy, retryAfter }: Outcome,
  nameOf: (step: string) => string,
  now: string,
): string {
  const own = error !== null && error.code !== reason ? `${error.code}: ` : '';
  const request = error?.requestId ? ` (request ${error.requestId})` : '';
  const names = [...new Set(blockedBy.map(nameOf))];
  const blockers = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const why = reason === null || (error !== null && own !== '') ? '' : reasonText(reason);
  const parts = [
    [why, listed(blockers)].filter((part) => part !== '').join(' '),
    error === null ? '' : `${own}${readable(error.message)}${request}`,
    // The blocking step tells the same time.
    retryAfter === null || blockedBy.length > 0
      ? ''
      : `try again after ${nearMinute(retryAfter, now)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
