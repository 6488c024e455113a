import type { Evidence } from '../../model/finding.ts';
import type { AppStage } from '../../model/resource.ts';
import { stageId } from '../../sst/state-keys.ts';
import { evidence } from '../decision.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import type { Subject } from '../subject.ts';

/** The facts for and against a resource, whatever row decided: stable codes, sources, sentences. */
export function knownFacts(subject: Subject): readonly Evidence[] {
  return [
    ...signFacts(subject),
    ...historyFacts(subject),
    ...useFacts(subject),
    ...stageSentences(subject),
  ];
}

function signFacts({ resource, tagPair, fits }: Subject): readonly Evidence[] {
  const source = resource.arn ?? resource.id;
  const signs: Evidence[] = [];
  if (tagPair) signs.push(evidence('tagged', source, pairSentence('Its tags say', tagPair)));
  if (resource.environmentPair) {
    const sentence = pairSentence('Its environment says', resource.environmentPair);
    signs.push(evidence('environment', source, sentence));
  }
  for (const pair of new Set(fits.map(({ pair }) => stageId(pair))))
    signs.push(evidence('name-fits', source, `Its name is one that SST gives in ${pair}.`));
  return signs;
}

function pairSentence(who: string, { app, stage }: AppStage): string {
  // Joined into one string: concatenation would keep five pieces in memory.
  return [who, ' app ', app, ', stage ', stage, '.'].join('');
}

function historyFacts({ history }: Subject): readonly Evidence[] {
  return [
    ...history.past.map(({ state, location, checkpoint, departure, itself }) =>
      evidence(
        departure.proven ? 'history-owned' : 'history-owned-unproven',
        `${location}?versionId=${checkpoint.versionId}`,
        `The state of ${stageId(state)} of ${checkpoint.at} lists ${itself ? 'it' : 'the function that it is named after'} as its own.`,
      ),
    ),
    ...history.stacks.map(({ stack, resource }) =>
      evidence(
        'stack-history',
        stack.arn,
        `The deleted stack ${stack.name} lists it as ${resource.logicalId} (${resource.status}).`,
      ),
    ),
  ];
}

const unclaimed = evidence(
  'unclaimed',
  'live stacks',
  'No state and no stack that could be read names it.',
);
const unreferenced = evidence(
  'unreferenced',
  'configurations',
  'No configuration that could be read names it.',
);

function useFacts({ referrers, claims }: Subject): readonly Evidence[] {
  const users = [...new Set(referrers.map(({ from }) => from))].sort();
  return [
    ...(claims.length === 0 ? [unclaimed] : []),
    ...(users.length === 0
      ? [unreferenced]
      : users.map((user) => evidence('referenced', user, `${user} uses it.`))),
  ];
}

/** Thousands of findings share the sentence about their stage. */
const saidOfStage = new WeakMap<StageFacts, Evidence>();

function stageSentences({ stages }: Subject): readonly Evidence[] {
  return stages.map((facts) => {
    const said = saidOfStage.get(facts) ?? stageSentence(facts);
    saidOfStage.set(facts, said);
    return said;
  });
}

function stageSentence(facts: StageFacts): Evidence {
  const { id, states, stacks } = facts.pair;
  const source = states[0]?.location ?? stacks[0]?.arn ?? id;
  if (facts.removed)
    return evidence(
      'stage-removed',
      source,
      `The stage ${id} was removed at ${facts.removedAt ?? 'an unknown time'}.`,
    );
  if (facts.livesOn) return evidence('stage-lives-on', source, `The stage ${id} lives on.`);
  if (facts.neverFinished)
    return evidence('stage-never-finished', source, `No run of the stage ${id} ever finished.`);
  return evidence('stage-unknown', source, `Whether the stage ${id} was removed is not known.`);
}
