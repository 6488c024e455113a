import type { Confidence } from '../../model/verdict.ts';
import { stageId } from '../../sst/state-keys.ts';
import { evidence, type Row, verdict } from '../decision.ts';
import type { PastOwnership } from '../history/departures.ts';
import { mayHaveBeenAtWork } from '../../sst/run-spans.ts';
import { failedRunsNaming } from '../history/failed-runs.ts';
import { wasMadeByStack } from '../history/stack-life.ts';
import { looksMadeBySst } from '../history/sst-made.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';
import { durations, isAfter, latest, plus, toMs } from '../../model/times.ts';
import { modifiedByOthersAt } from '../history/traces.ts';
import { hasUnseenHome, madeAt, onlyOwner, runSource, unrecordedMaker } from './signs.ts';
import { unrecordedRow } from './unrecorded.ts';

const unchangedMs = 7 * durations.dayMs;

/** Rows 11 to 16: the proofs and signs of a leftover, and their confidence. */
export const leftoverRows: readonly Row[] = [
  {
    // A state owned it, and a completed run took it out: SST believes that it is gone.
    number: 11,
    decide: (subject) => provenDeparture(subject) ?? deletedStack(subject) ?? givenUp(subject),
  },
  unrecordedRow,
  {
    // A deploy failed because it was already there.
    number: 13,
    decide: (subject) => {
      if (!subject.facts.guarded || hasUnseenHome(subject)) return null;
      const failed = failedRunsNaming(subject).find(({ facts, run }) => {
        const changed = latest(subject.resource.createdAt, subject.changedAt);
        return (
          // A name without an owner's form may be anybody's: the deploy asked for one that was taken.
          subject.owners.length > 0 &&
          subject.owners.every((owner) => owner === facts.pair.id) &&
          changed !== null &&
          isAfter(run.startedAt, changed)
        );
      });
      if (!failed) return null;
      return verdict(
        'leftover',
        [
          evidence(
            'named-by-failed-deploy',
            runSource(failed.facts, failed.run.id),
            `The newest deploy of ${failed.facts.pair.id} failed because this was already there, and nothing claims or uses it.`,
          ),
        ],
        { confidence: 'high' },
      );
    },
  },
  {
    // AWS would refuse to delete it if anything used it; its name is SST’s for exactly one known stage, and it has not changed for 7 days.
    number: 14,
    decide: (subject) => shapedAndQuiet(subject),
  },
  {
    // Its tags or its whole name are those of one removed stage, whose states reach back to its making.
    number: 15,
    decide: (subject) => {
      const facts = onlyOwner(subject);
      if (!facts?.removed || hasUnseenHome(subject) || isOlderThanStates(subject, facts))
        return null;
      if (!wasMadeUnrecorded(subject, facts) || isNotOfStacks(subject, facts)) return null;
      // With every state known somebody else made it; row 12 covers the runs that recorded nothing.
      if (facts.history === 'complete' && !isHistoryOwned(subject)) return null;
      const sign = subject.tagPair
        ? 'tags'
        : subject.fits.some(({ pair }) => stageId(pair) === facts.pair.id)
          ? 'name'
          : null;
      if (sign === null) return null;
      return verdict(
        'leftover',
        [
          evidence(
            `${sign}-of-removed-stage`,
            subject.resource.arn ?? subject.resource.id,
            `Its ${sign} ${sign === 'tags' ? 'are' : 'is'} of ${facts.pair.id}, which was removed.`,
          ),
        ],
        { confidence: 'low' },
      );
    },
  },
  {
    // It looks like SST’s, and no earlier row decided.
    number: 16,
    decide: ({ resource }) =>
      verdict('unknown', [
        evidence(
          'no-proof',
          resource.arn ?? resource.id,
          'Nothing live claims or uses it, but nothing proves that it is a leftover either.',
        ),
      ]),
  },
];

/**
 * Purge, retention and expiry erase how a resource left its stage: it may have been handed over, or kept on
 * purpose. A guarded kind needs no such proof.
 */
function isOlderThanStates(subject: Subject, { statesSince }: StageFacts): boolean {
  if (subject.facts.guarded || statesSince === null) return false;
  const made = madeAt(subject);
  return made === null || isAfter(statesSince, made);
}

/**
 * A run that completed without errors recorded all its resources, so one that no state lists is somebody
 * else's, and so is one made outside of all runs.
 */
function wasMadeUnrecorded(subject: Subject, facts: StageFacts): boolean {
  // A stage of SST v2 has no runs, but stacks.
  if (subject.facts.guarded || facts.pair.states.length === 0) return true;
  const run = unrecordedMaker(subject, facts);
  if (!run?.record) return false;
  return looksMadeBySst(subject, { pair: facts.pair, sstVersion: run.record.sstVersion });
}

/** Stacks list all their resources: one of no stack is somebody else's who used the same pair. */
function isNotOfStacks({ history }: Subject, { pair }: StageFacts): boolean {
  return pair.states.length === 0 && history.stacks.length === 0;
}

function provenDeparture(subject: Subject): ReturnType<Row['decide']> {
  const [newest] = subject.history.past;
  if (!newest?.departure.proven || subject.history.givenUp.length > 0) return null;
  const facts = subject.index.stages.get(stageId(newest.state));
  if (!facts || (!facts.isEmpty && !facts.livesOn)) return null;
  const isSure = facts.livesOn || (facts.removed && !facts.removedByEmptinessAlone);
  const confidence: Confidence = isSure ? 'certain' : 'high';
  return verdict('leftover', [departed(newest, facts)], { confidence });
}

function departed(
  { departure, state, itself }: PastOwnership,
  facts: StageFacts,
): ReturnType<typeof evidence> {
  const command = departure.run?.record?.command ?? 'run';
  const then = facts.removed
    ? 'The stage is removed'
    : facts.livesOn
      ? 'The stage lives on without it'
      : 'The stage holds nothing since, though its newest run is no completed remove';
  return evidence(
    'departed',
    state.location,
    `${itself ? 'It' : 'The function that it is named after'} left the state of ${facts.pair.id} in a completed ${command} that ended at ${departure.at}. ${then}.`,
  );
}

function deletedStack(subject: Subject): ReturnType<Row['decide']> {
  const listing = subject.history.stacks.find((candidate) => wasMadeByStack(candidate, subject));
  if (!listing || subject.history.past.length > 0) return null;
  return verdict(
    'leftover',
    [
      evidence(
        'listed-by-deleted-stack',
        listing.stack.arn,
        `The deleted stack ${listing.stack.name} of ${listing.pair} listed it as ${listing.resource.logicalId}.`,
      ),
    ],
    { confidence: 'certain' },
  );
}

function givenUp(subject: Subject): ReturnType<Row['decide']> {
  const [first] = subject.history.givenUp;
  if (!first || subject.owners.length !== 1 || subject.history.past.length > 0) return null;
  return verdict(
    'leftover',
    [
      evidence(
        'abandoned',
        first.state.location,
        `You gave the stage ${stageId(first.state)} up, and only its state owns it.`,
      ),
    ],
    { confidence: 'certain' },
  );
}

/** Its stage's runs since then are known, and none of them deployed at the time at which it was made. */
function isMadeOutsideOfRuns(
  { resource }: Subject,
  { runs: [first, ...more] }: StageFacts,
): boolean {
  const { createdAt } = resource;
  if (createdAt === null || !first || !isAfter(createdAt, first.startedAt)) return false;
  return ![first, ...more].some(
    (run) =>
      (run.record === null || run.record.command === 'deploy') && mayHaveBeenAtWork(run, createdAt),
  );
}

function shapedAndQuiet(subject: Subject): ReturnType<Row['decide']> {
  const { facts, fits, index, resource } = subject;
  const pairs = new Set(fits.map(({ pair }) => stageId(pair)));
  const owner = onlyOwner(subject);
  if (
    !facts.guarded ||
    pairs.size !== 1 ||
    !owner ||
    !pairs.has(owner.pair.id) ||
    isNotOfStacks(subject, owner) ||
    hasUnseenHome(subject) ||
    isMadeOutsideOfRuns(subject, owner)
  )
    return null;
  const quietSince =
    modifiedByOthersAt(resource, index.inventory) ??
    resource.createdAt ??
    owner.runs.at(-1)?.startedAt ??
    null;
  if (quietSince === null || toMs(quietSince) > toMs(plus(index.inventory.now, -unchangedMs)))
    return null;
  const weak = fits.every((fit) => fit.weak || fit.generation === 'auto');
  const [newest] = subject.history.past;
  const unproven = newest !== undefined && !newest.departure.proven && owner.livesOn;
  return verdict(
    'leftover',
    [
      evidence(
        'shaped-and-quiet',
        resource.arn ?? resource.id,
        `Its name is SST’s for ${owner.pair.id} alone, nothing uses it, and it has not changed since ${quietSince}.`,
      ),
    ],
    { confidence: weak || unproven ? 'low' : 'high' },
  );
}
