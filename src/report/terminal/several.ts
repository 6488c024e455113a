import { flag, ownCommand, type Command } from '../../model/command.ts';
import { joined } from '../../text/blocks.ts';
import { commandText } from '../../text/command-text.ts';
import { count, listed, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';
import type { PlansJson, ResultsJson } from '../json/schema/several.ts';
import { errorLines } from './reports.ts';

/** What a sweep of each account would do, in a line each. */
export function renderPlans({ plans, errors }: PlansJson, view: TextStyle): string {
  const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
  return joined([
    [view.paint.bold(`${count(steps, 'step')} in ${count(plans.length, 'account')}`)],
    ...plans.map(({ account, steps: own, excluded, refusal }) =>
      section(
        account,
        refusal === null
          ? `${count(own.length, 'step')}, ${count(excluded.length, 'resource')} left alone`
          : `refused: ${plain(refusal.message)}`,
        ownCommand('plan', { flags: [flag('--account', account)] }),
        view,
      ),
    ),
    errorLines(errors, view),
  ]);
}

/** What came of the sweep of each account, in a line each. */
export function renderResults({ results, errors }: ResultsJson, view: TextStyle): string {
  const all = results.reduce((sum, { summary }) => sum + summary.done, 0);
  return joined([
    [view.paint.bold(`${count(all, 'step')} done in ${count(results.length, 'account')}`)],
    ...results.map(({ account, sweep, summary }) => {
      const counts = Object.entries(summary).flatMap(([outcome, number]) =>
        number > 0 ? [`${number} ${outcome}`] : [],
      );
      const isOpen = summary.failed + summary.held + summary.parked > 0;
      const flags = [flag('--yes'), flag('--account', account)];
      return section(
        account,
        counts.length === 0 ? 'nothing to delete' : listed(counts),
        isOpen ? ownCommand('resume', { flags, operands: [sweep] }) : null,
        view,
      );
    }),
    errorLines(errors, view),
  ]);
}

function section(
  account: string,
  text: string,
  command: Command | null,
  view: TextStyle,
): readonly string[] {
  return [
    ...wrapped(`${account}: ${text}`, view.width),
    ...(command === null ? [] : [`  ${commandText(command, view.repeated)}`]),
  ];
}
