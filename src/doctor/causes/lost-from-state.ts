import { flag, foreignCommand } from '../../model/command.ts';
import type { Cause } from '../../model/diagnosis.ts';
import type { Evidence, Finding, LastListed } from '../../model/finding.ts';
import { isInUse } from '../../plan/offers.ts';
import { pairText, type Facts } from '../facts.ts';
import {
  evidence,
  commandRemedy,
  configRemedy,
  deployRemedy,
  withNote,
  sstRemedy,
  hashedNamesRemedy,
  type NameContext,
} from './cause.ts';

/**
 * A state lost its entry although nothing deleted the resource: by `sst state edit` or `remove`, by a repair,
 * or in runs that overwrote each other. The next deploy asks for the same name again. The resource may be
 * serving, so its entry is brought back and nothing is deleted. Null: the entry was not lost that way.
 */
export function lostFromStateCause(finding: Finding, context: NameContext): Cause | null {
  const { lastListed: last, verdict } = finding;
  const { facts } = context;
  if (last === null || last.proven || verdict !== 'unknown') return null;
  const uses = usesOf(finding, facts);
  const livesOn = finding.stageLivesOn && uses.length > 0;
  if (last.leftBy?.byHand !== true && !livesOn) return null;
  const day = last.leftAt.slice(0, 10);
  const run = last.leftBy === null ? `before ${day}` : `in ${anOf(last.leftBy.command)} of ${day}`;
  return {
    code: 'lost-from-state',
    title: `It left the state of ${pairText(last)} ${run}, and nothing deleted it${uses.length > 0 ? ': it is in use' : ''}.`,
    evidence: [
      ...uses,
      evidence(
        'listed-before',
        `s3://${last.bucket}/${last.key}?versionId=${last.versionId}`,
        `The version ${last.versionId} of ${last.at.slice(0, 10)} lists it.`,
      ),
      ...finding.evidence,
    ],
    remedies: [
      commandRemedy(
        versionOf(last),
        `the version of ${last.at.slice(0, 10)} that lists it; it holds secrets: delete the file afterwards`,
      ),
      withNote(
        sstRemedy(['state', 'edit'], last, facts),
        'put its entry back from that file, with all that it depends on',
      ),
      configRemedy(
        'import it instead: opts.import in the component’s transform in sst.config.ts',
        'where the old entry does not fit any more',
      ),
      hashedNamesRemedy(context),
    ],
    after: deployRemedy(last),
    recurrence: 'Yes, whenever entries leave the state by hand while what they describe stays.',
  };
}

/** Its own use, or that of a resource that names it: a role is used through its function. */
function usesOf(finding: Finding, { findings }: Facts): readonly Evidence[] {
  if (isInUse(finding)) return finding.use ?? [];
  return findings
    .filter((user) => finding.usedBy.includes(user.key) && isInUse(user))
    .flatMap((user) =>
      (user.use ?? []).map((sign) => ({ ...sign, detail: `${user.id} uses it. ${sign.detail}` })),
    );
}

function versionOf({ bucket, key, region, versionId, app, stage }: LastListed) {
  return foreignCommand('aws', ['s3api', 'get-object', `${app}-${stage}-state.json`], {
    flags: [
      flag('--bucket', bucket),
      flag('--key', key),
      flag('--version-id', versionId),
      flag('--region', region),
    ],
  });
}

function anOf(word: string): string {
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
