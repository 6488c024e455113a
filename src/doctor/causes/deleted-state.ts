import type { Cause } from '../../model/diagnosis.ts';
import type { StageState } from '../../model/stage.ts';
import { abandonCommand } from '../../advice/stage-advice.ts';
import { undelete } from '../../advice/stage-ways.ts';
import { count, minute } from '../../text/text.ts';
import { pairText, reportOf, type Facts } from '../facts.ts';
import { evidence, commandRemedy, removalRemedy } from './cause.ts';
import { hasPassphrase } from './state-work.ts';

/** `sst remove` leaves an empty state file: one that is deleted was deleted by somebody. Null: it was not. */
export function deletedStateCause(state: StageState, facts: Facts): Cause | null {
  const report = reportOf(state, facts);
  const deleted = report?.deletedState ?? null;
  if (!report || !deleted) return null;
  const abandon = abandonCommand(report);
  const isReadable = hasPassphrase(state, facts) !== false;
  const left = deleted.owned.length;
  const day = deleted.at.slice(0, 10);
  return {
    code: 'state-deleted',
    title: `The state file of ${pairText(state)} was deleted by hand on ${day}: SST knows the stage no more${left === 0 ? ', and nothing that it owned was found' : `, and ${count(left, 'thing')} that it owned ${left === 1 ? 'is' : 'are'} still there`}.`,
    evidence: [
      evidence(
        'delete-marker',
        `s3://${deleted.home}/${deleted.key}`,
        `Its newest version, of ${minute(deleted.at)} UTC, is a delete marker${deleted.writtenAt === null ? '' : `; below it lies the state of ${minute(deleted.writtenAt)} UTC`}.`,
      ),
      ...deleted.owned.map((key) => evidence('owned-before', key, `That state owned ${key}.`)),
    ],
    remedies: [
      ...(deleted.writtenAt === null
        ? []
        : [
            commandRemedy(
              undelete(deleted, state.region),
              isReadable
                ? 'takes the marker away: the file shows again, and SST knows the stage'
                : 'takes the marker away: the file shows again; its passphrase is gone too, so SST cannot remove it even then',
            ),
          ]),
      ...(abandon === null || left === 0
        ? []
        : [
            commandRemedy(
              abandon,
              'or gives the stage up: shows what a sweep would then take, and deletes nothing yet',
            ),
          ]),
    ],
    after: isReadable && deleted.writtenAt !== null ? removalRemedy(report, facts) : null,
    recurrence: 'Not while state files are left to SST: they are what it knows its stages by.',
  };
}
