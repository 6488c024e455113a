import type { Evidence } from '../../model/finding.ts';
import { edgeCustomTypes } from '../../sst/stacks.ts';
import { evidence, type Row, verdict } from '../decision.ts';
import { logBucketDoubt } from '../log-buckets.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';
import { isAfter, latest } from '../../model/times.ts';
import { answersOrIsUsed } from '../traffic.ts';
import { contentsDoubt } from '../contents.ts';

/** Rows 7 to 10: what stands in the way of calling it a leftover. */
export const doubtRows: readonly Row[] = [
  {
    // Its possible owners disagree, or something that could not be read hides the answer.
    number: 7,
    decide: (subject, judgement) => {
      const doubts = [
        ...disagreements(subject),
        ...gapDoubts(subject),
        ...logBucketDoubt(subject, judgement),
      ];
      return doubts.length > 0 ? verdict('unknown', doubts) : null;
    },
  },
  {
    // It changed after its stage let it go, it is still used, its departure is not proven, or an unregistered home claims it.
    number: 8,
    decide: (subject, judgement) => {
      const others = [
        ...laterChanges(subject),
        ...unprovenDeparture(subject),
        ...unregisteredClaims(subject),
      ];
      if (others.length > 0) return verdict('unknown', others);
      const use = answersOrIsUsed(subject, judgement);
      if (use.length === 0) return null;
      return verdict('unknown', use, {
        answers: subject.resource.kind === 'cloudfront-distribution',
      });
    },
  },
  {
    // The last state that owned it kept it on purpose.
    number: 9,
    decide: (subject) => keptOnPurpose(subject),
  },
  {
    // It can hold data, and no history owned it.
    number: 10,
    decide: (subject, judgement) => {
      if (!subject.facts.holdsData || isHistoryOwned(subject) || subject.history.stacks.length > 0)
        return null;
      const doubt = contentsDoubt(subject, judgement);
      return doubt ? verdict('unknown', [doubt]) : null;
    },
  },
];

function disagreements({ owners, resource, tagPair }: Subject): readonly Evidence[] {
  if (owners.length > 1) {
    return [
      evidence(
        'owners-disagree',
        resource.arn ?? resource.id,
        `It may belong to ${owners.join(' or ')}.`,
      ),
    ];
  }
  const app = resource.tags?.['sst:app'];
  const owner = owners[0]?.split('/')[0];
  if (!tagPair && app !== undefined && owner !== undefined && owner !== app) {
    return [
      evidence(
        'owners-disagree',
        resource.arn ?? resource.id,
        `Its tag says the app ${app}, all else ${owner}.`,
      ),
    ];
  }
  return [];
}

function gapDoubts({ gaps }: Subject): readonly Evidence[] {
  return gaps.map(({ id, operation, region }) =>
    evidence(
      'gap',
      id,
      `${operation}${region ? ` in ${region}` : ''} could not be read, and it may hide the owner or a use.`,
    ),
  );
}

function laterChanges(subject: Subject): readonly Evidence[] {
  const { changedAt, resource, history } = subject;
  if (changedAt === null) return [];
  const source = resource.arn ?? resource.id;
  const isLater = (time: string | null): time is string =>
    time !== null && isAfter(wholeSecond(changedAt), time);
  const departed = history.past[0]?.departure.at ?? null;
  if (history.givenUp.length === 0 && isLater(departed)) {
    return [
      evidence(
        'changed-after-departure',
        source,
        `It was made or changed at ${changedAt}, after it left its stage’s state at ${departed}.`,
      ),
    ];
  }
  const removedAt = latest(
    ...subject.stages.filter(({ removed }) => removed).map((facts) => facts.removedAt),
  );
  if (isLater(removedAt)) {
    return [
      evidence(
        'changed-after-removal',
        source,
        `It was made or changed at ${changedAt}, after its stage was removed at ${removedAt}.`,
      ),
    ];
  }
  const written = latest(...history.givenUp.map(({ state }) => state.versions.at(-1)?.at ?? null));
  if (isLater(written)) {
    return [
      evidence(
        'changed-after-last-state',
        source,
        `It was made or changed at ${changedAt}, after the abandoned stage’s last state of ${written}.`,
      ),
    ];
  }
  return [];
}

/** State times are whole seconds, so a change within the same second is not later. */
function wholeSecond(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString();
}

function unprovenDeparture({ facts, history }: Subject): readonly Evidence[] {
  const [newest] = history.past;
  if (facts.guarded || !newest || newest.departure.proven || history.givenUp.length > 0) return [];
  return [
    evidence(
      'departure-unproven',
      newest.state.location,
      `A state of ${newest.checkpoint.at} lists it, but how it left is not proven (${newest.departure.doubt ?? 'unknown'}).`,
    ),
  ];
}

function unregisteredClaims({ claims, world }: Subject): readonly Evidence[] {
  return claims.flatMap(({ state, source, pair }) => {
    if (!state || state.registered) return [];
    if (world.stages.get(`${state.app}/${state.stage}`)?.abandoned.has(state)) return [];
    return [
      evidence(
        'claimed-by-unregistered-home',
        source,
        `The state of ${pair} names it, in a home that no bootstrap parameter registers.`,
      ),
    ];
  });
}

function keptOnPurpose({ history }: Subject): ReturnType<Row['decide']> {
  const entry = history.givenUp[0]?.entry ?? history.past[0]?.entry;
  const source = history.givenUp[0]?.state.location ?? history.past[0]?.state.location ?? '';
  if (entry && entry.kept.length > 0) {
    return verdict('retained', [
      evidence(
        'kept-on-purpose',
        source,
        `The last state that owned it says ${entry.kept.join(', ')}.`,
      ),
    ]);
  }
  const skipped = history.stacks.find(({ resource }) => resource.status === 'DELETE_SKIPPED');
  if (!skipped) return null;
  const skippedBy = evidence(
    'delete-skipped',
    skipped.stack.arn,
    `CloudFormation skipped its deletion with the stack ${skipped.stack.name}.`,
  );
  return edgeCustomTypes.includes(skipped.resource.type)
    ? verdict('leftover', [skippedBy], { confidence: 'high' })
    : verdict('retained', [skippedBy]);
}
