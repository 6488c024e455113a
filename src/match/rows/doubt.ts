import { doubtText } from '../../model/doubts.ts';
import { bootstrapSource } from '../../model/gap.ts';
import type { Evidence } from '../../model/finding.ts';
import { stackTag } from '../../model/stage.ts';
import { pairFromTags } from '../../sst/tags.ts';
import { edgeCustomTypes, isDeletedStack } from '../../sst/stacks.ts';
import { evidence, type Judgement, type Row, verdict } from '../decision.ts';
import { logBucketDoubt } from '../use/log-buckets.ts';
import { calledBehind, changedBehind } from './changed-behind.ts';
import { laterChanges, laterWrites, newTrust } from './later-changes.ts';
import { wasMadeByStack } from '../history/stack-life.ts';
import { isHistoryOwned, type Subject } from '../subject.ts';
import { answersOrIsUsed } from '../use/traffic.ts';
import { newCallers, newListeners } from '../use/connections.ts';
import { sharedBucket } from '../use/bucket-policy.ts';
import { servedUnderItsName } from '../use/bucket-website.ts';
import { hidingGaps } from '../use/hiding-gaps.ts';
import { keptLonger } from '../use/kept-longer.ts';
import { replicationDoubt } from '../use/replication.ts';
import { roleUsers } from '../use/role-users.ts';
import { strangeTags } from '../use/strange-tags.ts';
import { contentsDoubt } from '../use/contents.ts';

/** Rows 7 to 10: doubts that keep it from being called a leftover. */
export const doubtRows: readonly Row[] = [
  {
    // Its possible owners disagree, or something that could not be read hides the answer.
    number: 7,
    decide: (subject, judgement) => {
      const doubts = [
        ...disagreements(subject),
        ...gapDoubts(subject, judgement),
        ...stackDoubts(subject),
        ...stagingDoubts(subject),
        ...logBucketDoubt(subject, judgement),
        ...replicationDoubt(subject, judgement),
      ];
      return doubts.length > 0 ? verdict('unknown', doubts) : null;
    },
  },
  {
    // It changed after its stage let it go, it is still used, its departure is not proven, or an unregistered home claims it.
    number: 8,
    decide: (subject, judgement) => {
      const others = [
        ...laterChanges(subject, judgement),
        ...newTrust(subject),
        ...strangeTags(subject, judgement),
        ...keptLonger(subject),
        ...laterWrites(subject, judgement),
        ...changedBehind(subject, judgement),
        ...unprovenDeparture(subject),
        ...unregisteredClaims(subject),
      ];
      if (others.length > 0) return verdict('unknown', others);
      const use = [
        ...answersOrIsUsed(subject, judgement),
        ...calledBehind(subject, judgement),
        ...sharedBucket(subject, judgement),
        ...servedUnderItsName(subject, judgement),
        ...newCallers(subject, judgement),
        ...newListeners(subject, judgement),
        ...roleUsers(subject, judgement),
      ];
      if (use.length === 0) return null;
      return verdict('unknown', use, {
        answers: subject.facts.useIsSeenBy === 'requests',
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
      if (!subject.facts.holdsData || isHistoryOwned(subject)) return null;
      if (subject.history.stacks.some((listing) => wasMadeByStack(listing, subject))) return null;
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
  const [owner] = owners;
  if (tagPair || owner === undefined) return [];
  // One of the two tags alone names no pair, but it may still contradict one.
  const says = (name: string, part: string | undefined) => {
    const tag = resource.tags?.[name];
    return tag === undefined || tag === part;
  };
  const [app, stage] = owner.split('/');
  if (says('sst:app', app) && says('sst:stage', stage)) return [];
  return [
    evidence(
      'owners-disagree',
      resource.arn ?? resource.id,
      `Its tags say another app or stage than ${owner}, which all else says.`,
    ),
  ];
}

function gapDoubts(subject: Subject, judgement: Judgement): readonly Evidence[] {
  return hidingGaps(subject, judgement).map(({ id, operation, region }) =>
    evidence(
      'gap',
      id,
      `${operation}${region ? ` in ${region}` : ''} could not be read, and it may hide the owner or a use.`,
    ),
  );
}

/**
 * A stack that its tags name may own it, or have left it to its team, unless it is a deleted stack of SST
 * v2: SST v3 makes nothing through CloudFormation.
 */
function stackDoubts({ resource, index }: Subject): readonly Evidence[] {
  const arn = resource.tags?.[stackTag];
  if (arn === undefined) return [];
  const stack = index.inventory.stacks.find((candidate) => candidate.arn === arn);
  if (stack && isDeletedStack(stack.status) && pairFromTags(stack.tags)) return [];
  const known = stack ? `That stack is ${stack.status}.` : 'That stack was not found.';
  return [evidence('stack-may-own', arn, `Its tags say that a stack made it. ${known}`)];
}

/**
 * A staging distribution serves part of its primary's viewers; only the continuous deployment policy names
 * the primary.
 */
function stagingDoubts({ resource }: Subject): readonly Evidence[] {
  return resource.blockers
    .filter(({ code }) => code === 'staging-distribution')
    .map(({ detail }) => evidence('staging-distribution', resource.arn ?? resource.id, detail));
}

/**
 * A guarded kind needs no proof, unless a person may have handed the resource over: the new owner may use
 * it tomorrow.
 */
function unprovenDeparture({ facts, history }: Subject): readonly Evidence[] {
  const { past, givenUp } = history;
  const owned = facts.guarded ? past.find(({ departure }) => departure.mayBeHandedOver) : past[0];
  if (!owned || owned.departure.proven || givenUp.length > 0) return [];
  return [
    evidence(
      'departure-unproven',
      owned.state.location,
      `A state of ${owned.checkpoint.at} lists it, but how it left is not proven: ${doubtText(owned.departure.doubt ?? 'unknown')}.`,
    ),
  ];
}

function unregisteredClaims({ claims, index }: Subject): readonly Evidence[] {
  return claims.flatMap(({ state, source, pair }) => {
    if (!state || state.registered) return [];
    if (index.stages.get(`${state.app}/${state.stage}`)?.abandoned.has(state)) return [];
    return [
      evidence(
        'claimed-by-unregistered-home',
        source,
        `The state of ${pair} names it, in a home that no bootstrap parameter registers.`,
      ),
    ];
  });
}

function keptOnPurpose(subject: Subject): ReturnType<Row['decide']> {
  const { history, index } = subject;
  const entry = history.givenUp[0]?.entry ?? history.past[0]?.entry;
  const source = history.givenUp[0]?.state.location ?? history.past[0]?.state.location ?? '';
  if (entry && entry.kept.length > 0) {
    const unread = index.inventory.gaps.find((gap) => gap.source === bootstrapSource);
    if (unread) {
      const detail = `${unread.operation} could not be read: a home that nobody sees may have taken over what was kept on purpose.`;
      return verdict('unknown', [evidence('gap', unread.id, detail)]);
    }
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
  if (subject.resource.createdAt !== null && !wasMadeByStack(skipped, subject))
    return verdict('unknown', [
      evidence(
        'changed-after-departure',
        skipped.stack.arn,
        `It was made at ${subject.resource.createdAt}, outside of the life of the stack ${skipped.stack.name}: it is another one of that name.`,
      ),
    ]);
  const skippedBy = evidence(
    'delete-skipped',
    skipped.stack.arn,
    `CloudFormation skipped its deletion with the stack ${skipped.stack.name}.`,
  );
  return edgeCustomTypes.includes(skipped.resource.type)
    ? verdict('leftover', [skippedBy], { confidence: 'high' })
    : verdict('retained', [skippedBy]);
}
