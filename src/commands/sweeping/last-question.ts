import { readAccountAlias, type AccountAlias } from '../../aws/account-alias.ts';
import type { AwsSession } from '../../aws/aws-session.ts';
import { onlyDisabled, type Plan } from '../../model/plan.ts';
import { estimateSeconds } from '../../plan/estimate.ts';
import { beginning } from '../../report/quarantine.ts';
import { isIdle, renderPlan } from '../../report/terminal/plan.ts';
import { count, plain } from '../../text/text.ts';
import { wrapped } from '../../text/wrap.ts';
import type { CommandContext } from '../context.ts';
import type { Survey } from '../../survey/survey.ts';
import { losingSteps } from './data-question.ts';
import { gainsOf } from './gains.ts';

export interface Reviewed {
  readonly plan: Plan;
  readonly look: Survey;
  readonly session: Pick<AwsSession, 'account' | 'caller' | 'clients'>;
}

/** A larger plan, and any plan that loses data, needs more than one key. */
const mostByOneKey = 25;

/** The plan, then the last question. True: delete. */
export async function confirmPlan(reviewed: Reviewed, context: CommandContext): Promise<boolean> {
  showPlan(reviewed, context);
  return askLast(reviewed, context);
}

export function showPlan(
  { plan, look }: Omit<Reviewed, 'session'>,
  { terminal }: CommandContext,
): void {
  const seconds = estimateSeconds(plan.steps);
  terminal.say(`\n${renderPlan({ plan, seconds, gains: gainsOf(plan, look) }, terminal.stderr)}`);
}

/** True: delete. For an empty plan nothing is asked. */
export async function askLast(
  { plan, session }: Reviewed,
  context: CommandContext,
): Promise<boolean> {
  if (isIdle(plan)) return false;
  const { prompts, terminal } = context;
  const waiting = beginning(plan).length;
  const deleted = new Set(plan.steps.map(({ key }) => key)).size - onlyDisabled(plan).size;
  const losing = losingSteps(plan).length;
  const aim = { deleted, losing, waiting };
  const named = await readAccountAlias(session, context.signal);
  const columns = Math.min(terminal.stderr.width, terminal.streams.stderr.columns ?? Infinity);
  terminal.say(wrapped(accountText(session, named, context), columns).join('\n'));
  const help = {
    help: 'The plan above is all that is done, in that order. Nothing was changed so far.',
  };
  if (deleted + waiting <= mostByOneKey && losing === 0)
    return prompts.confirm(question(aim, plan.account), help);
  const { alias } = named;
  const names = alias === null ? [plan.account] : [plan.account, alias];
  const either = alias === null ? 'number' : `alias ${plain(alias)}, or the number`;
  return prompts.typeWord(
    `Type the account ${either} ${plan.account}, ${aimText(aim)}, or leave it empty to go back`,
    names,
    help,
  );
}

interface Aim {
  readonly deleted: number;
  readonly losing: number;
  /** How many go into quarantine. */
  readonly waiting: number;
}

function question({ deleted, waiting }: Aim, account: string): string {
  const more = waiting > 0 ? `, and put ${waiting} into quarantine,` : '';
  return deleted === 0
    ? `Put ${count(waiting, 'resource')} into quarantine in account ${account}?`
    : `Delete ${count(deleted, 'resource')}${more} in account ${account}?`;
}

function aimText({ deleted, losing, waiting }: Aim): string {
  const noted = waiting > 0 ? [`to put ${count(waiting, 'resource')} into quarantine`] : [];
  const gone = deleted > 0 ? [`to delete ${lossText(deleted, losing)}`] : [];
  return [...gone, ...noted].join(' and ');
}

function lossText(resources: number, losing: number): string {
  const what = count(resources, 'resource');
  if (losing === 0) return what;
  if (resources === 1) return `${what} and its data`;
  return `${what} and the data of ${losing === resources ? 'all' : losing} of them`;
}

/** The account's id and name, as far as they are known: the last chance to see that it is the wrong one. */
function accountText(
  { account, caller }: Reviewed['session'],
  { alias, unread }: AccountAlias,
  { options, backend }: CommandContext,
): string {
  const profile = options.profile ?? backend.profile;
  const through = options.demo
    ? 'the simulated account of --demo'
    : profile === null
      ? 'no profile named'
      : `profile ${plain(profile)}`;
  const name =
    unread === null
      ? alias === null
        ? 'no alias'
        : `alias ${plain(alias)}`
      : `alias not read: ${plain(unread)}`;
  return `Account ${account} (${name}), ${through}, signed in as ${plain(caller)}`;
}
