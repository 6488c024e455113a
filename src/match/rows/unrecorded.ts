import { stageId } from '../../sst/state-keys.ts';
import { evidence, type Judgement, type Row, verdict } from '../decision.ts';
import { failureOn } from '../history/failed-runs.ts';
import { looksMadeBySst } from '../history/sst-made.ts';
import { isCompleteSince, type StageFacts } from '../history/stage-facts.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';
import { hasUnseenHome, madeAt, onlyOwner, runSource, unrecordedMaker } from './signs.ts';

/** Row 12: made without any record by a run that did not complete, or completed with errors. */
export const unrecordedRow: Row = {
  // A deploy that did not complete, or ended with errors, made it, and no state ever recorded it.
  number: 12,
  decide: (subject, judgement) => {
    const facts = ownerBySign(subject, judgement);
    if (
      !facts ||
      isHistoryOwned(subject) ||
      hasUnseenHome(subject) ||
      (!facts.removed && !facts.livesOn)
    )
      return null;
    const made = madeAt(subject);
    if (made === null || !isHistoryComplete(subject, facts, made)) return null;
    const run = unrecordedMaker(subject, facts);
    if (!run?.record) return null;
    const { sstVersion } = run.record;
    if (!looksMadeBySst(subject, { pair: facts.pair, sstVersion })) return null;
    // Where no error names it, somebody else who deployed the same stage in those minutes may have made it.
    const isSure = !run.record.completed || failureOn(run.record, subject) === 'named';
    return verdict(
      'leftover',
      [
        evidence(
          'made-by-unfinished-run',
          runSource(facts, run.id),
          `It was made at ${made}, within a ${run.record.command} of ${facts.pair.id} that ${run.record.completed ? 'ended with errors' : 'never completed'}, and no state recorded it.`,
        ),
      ],
      { confidence: isSure ? 'high' : 'low' },
    );
  },
};

/** Where AWS keeps a creation time, earlier states do not matter. */
function isHistoryComplete(
  { facts: kind, index }: Subject,
  facts: StageFacts,
  made: string,
): boolean {
  if (facts.history === 'complete') return true;
  return kind.creationIsKnown && isCompleteSince(made, facts, index.inventory);
}

/** The one known stage that the tags, or for a guarded kind the whole name in SST's form, show. */
function ownerBySign(subject: Subject, judgement: Judgement): StageFacts | null {
  if (subject.tagPair) return subject.index.stages.get(stageId(subject.tagPair)) ?? null;
  // No list shows a role's tags: until they are read, its name decides whether they are worth a read.
  const { facts, resource } = subject;
  if (facts.useIsSeenBy === 'role-use')
    return judgement.ask({ type: 'role', role: resource.id }) === null ? onlyOwner(subject) : null;
  return subject.facts.guarded && subject.fits.length > 0 ? onlyOwner(subject) : null;
}
