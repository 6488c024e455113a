import { accountOf, keyOfUser } from './policy-users.ts';
import type { Evidence } from '../../model/finding.ts';
import { banMark, publicAcl } from '../../sst/bucket-access.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/** Others who may use a bucket, by its policy or its ACL. */
export function sharedBucket(subject: Subject, judgement: Judgement): readonly Evidence[] {
  if (subject.resource.kind !== 's3-bucket') return [];
  return [...sharedWith(subject, judgement), ...openedSince(subject, judgement)];
}

/**
 * Who may read the bucket of a stage that lives, everybody included: reads leave no trace in a bucket. An ACL
 * that could not be read is a gap here as well.
 */
export function readersOf(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { id: bucket, region, arn } = subject.resource;
  const policy = judgement.ask({ type: 'bucket-policy', bucket, region });
  const acl = judgement.ask({ type: 'bucket-acl', bucket, region });
  const isOpen =
    (policy?.type === 'bucket-policy' &&
      policy.statements.some(({ open }) => open === 'everybody')) ||
    (acl?.type === 'bucket-acl' && acl.everybody);
  return [
    ...sharedWith(subject, judgement),
    ...(isOpen ? [evidence('shared', arn ?? bucket, 'Everybody may read it.')] : []),
    ...(acl?.type === 'unreadable'
      ? [evidence('gap', acl.gap, 'Its ACL could not be read, so anybody may use it.')]
      : []),
  ];
}

function sharedWith(subject: Subject, judgement: Judgement): readonly Evidence[] {
  return [
    ...sharedByPolicy(subject, judgement),
    ...sharedByAcl(subject, judgement),
    ...accessPoints(subject, judgement),
  ];
}

/** An ACL that could not be read is a gap of the bucket itself. */
function sharedByAcl({ resource }: Subject, judgement: Judgement): readonly Evidence[] {
  const { id: bucket, region } = resource;
  const acl = judgement.ask({ type: 'bucket-acl', bucket, region });
  if (acl?.type !== 'bucket-acl') return [];
  return acl.others.map((who) =>
    evidence('shared', resource.arn ?? bucket, `Its ACL lets ${who} use it.`),
  );
}

/**
 * Others who may use a bucket by its policy: another account, or a distribution, an access identity or a
 * bucket that no list of this account shows. Distributions of this account count as references.
 */
function sharedByPolicy({ resource, index }: Subject, judgement: Judgement): readonly Evidence[] {
  const { id: bucket, region } = resource;
  const answer = judgement.ask({ type: 'bucket-policy', bucket, region });
  if (answer === null) return [];
  if (answer.type !== 'bucket-policy') {
    const gap = answer.type === 'unreadable' ? answer.gap : bucket;
    return [evidence('gap', gap, 'Its policy could not be read, so anybody may use it.')];
  }
  const { account, resources, gaps } = index.inventory;
  // A role that is not listed is gone only where the list of roles is complete.
  const hidden = gaps.some(({ source }) => source === 'iam-role')
    ? answer.principals.filter((arn) => {
        const role = keyOfUser(arn, account);
        return role !== null && !resources.some(({ key }) => key === role);
      })
    : [];
  const strangers = answer.identities.filter(
    (user) =>
      !resources.some(
        ({ kind, identifiers }) =>
          kind === 'cloudfront-origin-access-identity' && identifiers.includes(user),
      ),
  );
  return [
    ...answer.accounts.filter((other) => other !== account).map((other) => `account ${other}`),
    ...answer.organizations.map((id) => `the organization ${id}`),
    ...answer.distributions.filter((arn) => accountOf(arn) !== account),
    ...strangers.map((user) => `the identity ${user}`),
    ...answer.buckets.map((name) => `the bucket ${name}`),
    ...answer.others,
    ...answer.principals.filter((arn) => arn.includes(':user/')),
    ...hidden,
  ].map((who) => evidence('shared', resource.arn ?? bucket, `Its policy lets ${who} use it.`));
}

/**
 * A request through an access point does not name the bucket. The access point's owner does not matter: S3
 * refuses to delete a bucket that has one, and by then its objects would be gone.
 */
function accessPoints({ resource, index }: Subject, judgement: Judgement): readonly Evidence[] {
  const { id: bucket, region } = resource;
  // Only the commercial partition has multi-region access points.
  const places = index.inventory.partition === 'aws' ? [region, null] : [region];
  return places.flatMap((place) => {
    const answer = judgement.ask({ type: 'access-points', region: place });
    if (answer === null) return [];
    if (answer.type !== 'access-points') {
      const gap = answer.type === 'unreadable' ? answer.gap : bucket;
      return [evidence('gap', gap, 'Access points could not be listed, so one may lead to it.')];
    }
    return answer.points
      .filter((point) => point.bucket === bucket)
      .map(({ name }) =>
        evidence('shared', resource.arn ?? bucket, `The access point ${name} leads to it.`),
      );
  });
}

/**
 * A bucket that everybody may read is SST's own way, so that alone is no sign. But its last state has its
 * policy and ACL: somebody who opened it since, or removed a denial while it is open, uses it.
 */
function openedSince({ resource, entry }: Subject, judgement: Judgement): readonly Evidence[] {
  const { id: bucket, region } = resource;
  const recorded = entry?.access ?? null;
  const policy = judgement.ask({ type: 'bucket-policy', bucket, region });
  const acl = judgement.ask({ type: 'bucket-acl', bucket, region });
  if (recorded === null) return [];
  const statements = policy?.type === 'bucket-policy' ? policy.statements : [];
  const open = statements.filter((each) => each.open !== null);
  const isBanned = (ban: string) => statements.some(({ hash }) => hash === ban);
  const lifted = recorded.some((hash) => hash.startsWith(banMark) && !isBanned(hash));
  const isPublic = acl?.type === 'bucket-acl' && acl.everybody && !recorded.includes(publicAcl);
  return [
    ...open
      .filter(({ hash }) => !recorded.includes(hash))
      .map((each) => `Its policy lets ${each.open} in`),
    ...(open.length > 0 && lifted ? ['Its policy lacks a ban'] : []),
    ...(isPublic ? ['Its ACL lets everybody read it'] : []),
  ].map((what) =>
    evidence(
      'shared',
      resource.arn ?? bucket,
      `${what}, other than the last state of its stage says.`,
    ),
  );
}
