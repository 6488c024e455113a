import picomatch from 'picomatch';
import { isBootstrapBucket, isBootstrapStack, isGatewayRole } from '../../sst/bootstrap.ts';
import { keepTag } from '../../model/own-tags.ts';
import type { Resource } from '../../model/resource.ts';
import { evidence, type Judgement, type Row, verdict } from '../decision.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Subject } from '../subject.ts';
import type { Claim } from '../../model/claim.ts';
import { failedRunsNaming } from '../history/failed-runs.ts';

/** Rows 1 to 4: bootstrap resources, keep rules, resources that are not SST's, and claims. */
export const standingRows: readonly Row[] = [
  {
    // Bootstrap resources, and others that SST makes once, belong to all apps of the account: never deleted.
    number: 1,
    decide: ({ resource, claims, index }, judgement) => {
      const key = keyOfSstIn(resource, judgement);
      if (key !== null) {
        return verdict('protected', [
          evidence(
            'holds-sst-state',
            `s3://${resource.id}/${key}`,
            'It holds what SST keeps of stages: a bootstrap somewhere names it, or did.',
          ),
        ]);
      }
      if (
        resource.kind === 's3-bucket' &&
        (isBootstrapBucket(resource.id) || index.inventory.bootstrapBuckets.includes(resource.id))
      ) {
        return verdict('protected', [
          evidence(
            'bootstrap',
            resource.arn ?? resource.id,
            'It is a bucket of SST’s bootstrap, shared by all apps of this account.',
          ),
        ]);
      }
      if (resource.kind === 'iam-role' && isGatewayRole(resource.id)) {
        return verdict('protected', [
          evidence(
            'account-role',
            resource.arn ?? resource.id,
            'API Gateways of this account write their logs by it, whichever stage made it.',
          ),
        ]);
      }
      const stack = claims.find((claim) => claim.stack && isBootstrapStack(claim.stack.name));
      if (!stack) return null;
      return verdict('protected', [
        evidence(
          'bootstrap',
          stack.source,
          `The bootstrap stack ${stack.stack?.name} owns it, for all apps of this account.`,
        ),
      ]);
    },
  },
  {
    // A keep rule of yours, or the tag sst-sweep:keep, names it.
    number: 2,
    decide: ({ resource, index }) => {
      if (resource.tags?.[keepTag] !== undefined) {
        return verdict('protected', [
          evidence('keep-tag', resource.arn ?? resource.id, `It carries the tag ${keepTag}.`),
        ]);
      }
      const names = [resource.id, resource.name ?? resource.id];
      const rule = index.options.keep.find((glob) =>
        names.some((name) => picomatch.isMatch(name, glob)),
      );
      if (rule === undefined) return null;
      return verdict('protected', [
        evidence('keep-rule', '--keep', `Your keep rule ${rule} names it.`),
      ]);
    },
  },
  {
    // Nothing makes it SST’s: no tag, history, claim, stack, name or failed run.
    number: 3,
    decide: (subject) => (isSsts(subject) ? null : 'not-listed'),
  },
  {
    // A live stack names it.
    number: 4,
    decide: (subject) => {
      const claims = subject.claims.filter(
        ({ by, state }) => by === 'stack' || state?.registered === true,
      );
      if (claims.length === 0) return null;
      return verdict(
        'live',
        claims.map((claim) => claimEvidence(claim, subject)),
      );
    },
  },
];

/** A home may have any name, and the parameter that names it may be lost, denied or another account's. */
function keyOfSstIn(resource: Resource, judgement: Judgement): string | null {
  if (resource.kind !== 's3-bucket') return null;
  const { id: bucket, region } = resource;
  const answer = judgement.ask({ type: 'bucket-contents', bucket, region });
  return answer?.type === 'bucket-contents' ? answer.keyOfSst : null;
}

function isSsts(subject: Subject): boolean {
  const { resource, history, claims, fits, shaped, owners } = subject;
  return (
    Object.keys(resource.tags ?? {}).some((tag) => tag === 'sst:app' || tag === 'sst:stage') ||
    owners.length > 0 ||
    history.past.length + history.givenUp.length + history.stacks.length > 0 ||
    claims.some(({ by, pair }) => by === 'state' || pair !== null) ||
    fits.length > 0 ||
    shaped ||
    failedRunsNaming(subject).length > 0
  );
}

/** Thousands of resources that one stack claims share the sentence. */
const said = new WeakMap<Claim, { own?: Evidence; others?: Evidence }>();

function claimEvidence(claim: Claim, { owners }: Subject): Evidence {
  const isOfAnother = owners.length > 0 && claim.pair !== null && !owners.includes(claim.pair);
  const known = said.get(claim) ?? {};
  said.set(claim, known);
  return (known[isOfAnother ? 'others' : 'own'] ??= sentenceOn(claim, isOfAnother));
}

function sentenceOn(claim: Claim, isOfAnother: boolean): Evidence {
  const what =
    claim.by === 'stack' ? `The stack ${claim.stack?.name}` : `The state of ${claim.pair}`;
  if (claim.stack?.status === 'DELETE_FAILED') {
    return evidence(
      'claimed-by-failed-delete',
      claim.source,
      `${what} still owns it: its deletion failed. Delete the stack again.`,
    );
  }
  const newest = claim.state?.runs.at(-1)?.record;
  if (
    claim.own &&
    newest?.command === 'remove' &&
    (newest.errors.length > 0 || !newest.completed)
  ) {
    return evidence(
      'claimed-by-failed-remove',
      claim.source,
      `${what} still lists it: the stage’s own remove failed, and has to be run again.`,
    );
  }
  const how = claim.own ? 'lists it as its own' : 'names it';
  const also = isOfAnother ? ', though it is of another stage' : '';
  return evidence(claim.own ? 'claimed' : 'named', claim.source, `${what} ${how}${also}.`);
}
