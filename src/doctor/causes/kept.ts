import type { Cause, DeployError, Remedy } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import { isInUse, isOfProduction } from '../../plan/offers.ts';
import { listed } from '../../text/text.ts';
import { explainCommand, sweepOf } from '../commands.ts';
import { pairOfFinding, pairText } from '../facts.ts';
import type { Holder } from '../holders.ts';
import { unlistedKindOf } from '../unlisted.ts';
import {
  commandRemedy,
  configRemedy,
  deployRemedy,
  sweepRemedy,
  type NameContext,
  renamingRemedy,
} from './cause.ts';

/**
 * Its component was removed with the order to leave it, most often for its data, so remedies that keep it
 * come first.
 */
export function keptCause(holder: Holder, finding: Finding, context: NameContext): Cause | null {
  const { error, pair, facts } = context;
  const options = finding.lastListed?.kept ?? [];
  if (finding.verdict !== 'retained' && options.length === 0) return null;
  const owner = finding.lastListed ?? pairOfFinding(finding);
  const note = options.length === 0 ? '' : ` (${listed([...options])})`;
  return {
    code: 'kept-on-purpose',
    title: `${holder.name} was left on purpose${owner === null ? '' : ` when ${pairText(owner)} let go of it`}${note}, and the deploy asks for the same name.`,
    evidence: finding.evidence,
    remedies: [
      ...importRemedies(error, holder.name),
      renamingRemedy({ gives: 'makes a new one beside it', isSecond: true }),
      ...(isInUse(finding) || finding.stageLivesOn || isOfProduction(finding)
        ? [commandRemedy(explainCommand(finding.id), 'shows what is known of it')]
        : onPurpose(holder, finding, facts)),
    ],
    after: deployRemedy(pair),
    recurrence:
      'Yes, with every removal that leaves it, until it is imported or its component has another name.',
  };
}

/** SST's own way to take over an existing resource: https://sst.dev/docs/import-resources. */
export function importRemedies({ component }: DeployError, name: string): readonly Remedy[] {
  return [
    configRemedy(
      `opts.import = "${name}"`,
      `keeps it with all that is in it: in the transform of ${component ?? 'the component'} in sst.config.ts, for one deploy`,
    ),
  ];
}

function onPurpose(
  { name }: Holder,
  finding: Finding,
  facts: NameContext['facts'],
): readonly Remedy[] {
  const unlisted = finding.kind === 'other' ? unlistedKindOf(finding.arn ?? '') : null;
  if (unlisted) {
    const region = finding.region ?? 'us-east-1';
    return unlisted.copy?.({ name, region, account: facts.inventory.account }) ?? [];
  }
  const { command: sweep, refused } = sweepOf([finding], facts);
  return [
    sweep === null
      ? commandRemedy(explainCommand(finding.id), `no sweep takes it: ${refused}`)
      : sweepRemedy(sweep, finding, 'or delete it on purpose, with all that is in it'),
  ];
}
