import { ownCommand, type OwnCommand } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import { kinds } from '../kinds/index.ts';
import { plain } from '../text/text.ts';
import type { CommandContext } from './context.ts';
import { policyPurposes, type PolicyPurpose } from './input/policy-purposes.ts';
import { deliver } from './output/deliver.ts';
import { callerPolicy } from './policy/caller.ts';
import { type PolicyDocument, policyFor } from './policy/document.ts';
import { policyScope } from './policy/scope.ts';
import { withTopics } from './policy/topics.ts';
import { withState } from './policy/state.ts';
import { sizeWarning } from './policy/size.ts';

/** Prints the least-privilege policy of a role, or with a list of accounts of the caller of several. */
export async function iamPolicy(context: CommandContext): Promise<number> {
  const purpose = purposeOf(context);
  const policy = withTopics(
    withState(policyOf(purpose, context), { purpose, state: context.state }),
    { purpose, notify: context.options.notify },
  );
  const warning = sizeWarning(policy);
  if (warning !== null) context.terminal.warn(warning);
  const text = () => `${JSON.stringify(policy, null, 2)}\n`;
  await deliver({ table: text, json: () => policy }, context);
  return 0;
}

function policyOf(
  purpose: PolicyPurpose,
  { options, accounts, given, terminal }: CommandContext,
): PolicyDocument {
  if (accounts !== null && options.account === null) return callerPolicy(accounts);
  const scope = policyScope(options.account, given);
  if (purpose === 'scan' && scope.pairs.length > 0)
    terminal.warn('A scan reads the whole account whatever it is asked for: nothing is narrowed.');
  return policyFor(purpose, kinds, scope);
}

function purposeOf({ typed }: CommandContext): PolicyPurpose {
  const [given = ''] = typed;
  const purpose = policyPurposes.find((each) => each === given);
  if (purpose !== undefined) return purpose;
  throw new UserError('USAGE', `"${plain(given)}" is nothing that a policy can be for.`, {
    hint: policyPurposes.flatMap((each, at) => [
      ['Write ', ', ', ', ', ' or '][at] ?? '',
      policyCommand(each),
      ...(at === policyPurposes.length - 1 ? ['.'] : []),
    ]),
  });
}

function policyCommand(purpose: PolicyPurpose): OwnCommand {
  return ownCommand('iam-policy', { operands: [purpose] });
}
