import type { Evidence } from '../../model/finding.ts';
import type { Answer, Question } from '../../model/question.ts';
import { asksToKeep } from '../../model/hold-tags.ts';
import { keepTag } from '../../model/own-tags.ts';
import { nativeId, resourceKey, type Resource } from '../../model/resource.ts';
import type { OwnedResource, StageState, UnreadThing } from '../../model/stage.ts';
import { durations, isAfter, latest, plus } from '../../model/times.ts';
import { stageId } from '../../sst/state-keys.ts';
import { evidence } from '../decision.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { type Subject, subjectOf } from '../subject.ts';
import { readersOf } from '../use/bucket-policy.ts';
import { newCallers, newListeners } from '../use/connections.ts';
import { logBucketDoubt } from '../use/log-buckets.ts';
import { replicationDoubt } from '../use/replication.ts';

/** The stage that nobody began to remove, and how a look-up is asked for: null where it was not read yet. */
export interface SignSearch {
  readonly index: EvidenceIndex;
  readonly since: string;
  /** Its last deploy; null: it is not known. */
  readonly deployedAt: string | null;
  readonly state: StageState | null;
  look(question: Question): Answer | null;
}

/** What tells that a resource is needed though no metric does: its names, its last writer, who runs with it. */
export function unmeteredSigns(resource: Resource, search: SignSearch): readonly Evidence[] {
  return [...keepSigns(resource), ...signsOfKind(resource, search)];
}

function signsOfKind(resource: Resource, search: SignSearch): readonly Evidence[] {
  switch (resource.kind) {
    case 'cloudfront-distribution':
      return aliasSigns(resource, search);
    case 's3-bucket':
      return [
        ...writeSigns(resource, search),
        ...readerSigns(resource, search),
        ...changeSigns(resource, search),
        ...connectionSigns(resource, search),
      ];
    case 'lambda-function':
      return connectionSigns(resource, search);
    case 'iam-role':
      return roleSigns(resource, search);
    default:
      return [];
  }
}

function keepSigns({ id, arn, tags }: Resource): readonly Evidence[] {
  return Object.entries(tags ?? {}).flatMap(([tag, value]) =>
    tag === keepTag || asksToKeep(tag, value)
      ? [evidence('kept', arn ?? id, `The tag ${tag} asks to keep ${id}.`)]
      : [],
  );
}

function readerSigns(resource: Resource, { index, state, look }: SignSearch): readonly Evidence[] {
  const subject = isOfSite(resource.id, state) ? null : subjectOf(resource, index);
  if (!subject) return [];
  return withId(resource, readersOf(subject, { decisionOn: () => undefined, ask: look }));
}

/**
 * Who may call a function and whom a bucket tells of its objects or gets them from, where the stage did not
 * set that up itself: a rotation of secrets that comes once in three months shows in no metric of a month.
 */
function connectionSigns(
  resource: Resource,
  { index, state, look }: SignSearch,
): readonly Evidence[] {
  const found = subjectOf(resource, index);
  if (!found) return [];
  const entry = state?.current?.owned.find((each) => isEntryOf(each, found)) ?? found.entry;
  const subject = { ...found, entry };
  const judgement = { decisionOn: () => undefined, ask: look };
  return withId(resource, [
    ...newCallers(subject, judgement),
    ...newListeners(subject, judgement),
    ...replicationDoubt(subject, judgement),
    ...logBucketDoubt(subject, judgement),
  ]);
}

function isEntryOf({ type, id, arn }: OwnedResource, { resource, facts }: Subject): boolean {
  if (!facts.pulumiTypes.includes(type)) return false;
  return arn === null || resource.arn === null
    ? id === nativeId(resource, facts)
    : arn === resource.arn;
}

/** A deploy sets its bucket up before it writes its state. */
function changeSigns(resource: Resource, search: SignSearch): readonly Evidence[] {
  const { id, arn, key, modifiedAt: changedAt } = resource;
  if (isOfSite(id, search.state)) return [];
  // Without the list of changes a bucket has the time of its making alone.
  if (changedAt === null || !areBucketsRead(search.index))
    return [evidence('gap', arn ?? key, `When ${id} was set up last could not be read.`)];
  return isAfter(changedAt, quietFrom(search))
    ? [evidence('in-use', arn ?? key, `${id} was set up anew at ${changedAt}.`)]
    : [];
}

/** From then on nothing of the stage's own doing changes it: its last deploy is over, and counts no more. */
function quietFrom({ since, deployedAt }: SignSearch): string {
  return deployedAt === null ? since : (latest(since, plus(deployedAt, durations.hourMs)) ?? since);
}

function withId({ id }: Resource, signs: readonly Evidence[]): readonly Evidence[] {
  return signs.map((sign) => ({ ...sign, detail: `${id}: ${sign.detail}` }));
}

/** A site's own files are asked for through its distribution. */
function isOfSite(id: string, state: StageState | null): boolean {
  return state?.current?.owned.some((entry) => entry.id === id && entry.siteAssets) === true;
}

/** A stand-by behind weights or a fail-over of DNS answers nobody until it is needed. */
function aliasSigns({ id, serving }: Resource, { look }: SignSearch): readonly Evidence[] {
  return (serving?.aliases ?? []).flatMap((alias) => {
    if (alias.startsWith('*'))
      return [evidence('answers', id, `${id} answers to ${alias}, a wildcard.`)];
    const answer = look({ type: 'alias', name: alias });
    if (answer === null || (answer.type === 'alias' && answer.resolves === 'none')) return [];
    return answer.type === 'alias'
      ? [evidence('answers', 'DNS', `${id} answers to ${alias}, which resolves.`)]
      : [evidence('gap', 'DNS', `${id} answers to ${alias}, which could not be looked up.`)];
  });
}

/** What a deploy uploads lies there when its state is written; whoever writes later uses the bucket. */
function writeSigns(resource: Resource, search: SignSearch): readonly Evidence[] {
  const { state, look } = search;
  const { id, region, key } = resource;
  if (isOfSite(id, state)) return [];
  const answer = look({ type: 'bucket-contents', bucket: id, region });
  if (answer === null) return [];
  const source = resource.arn ?? key;
  if (answer.type !== 'bucket-contents')
    return [evidence('gap', source, `Whether ${id} is written into could not be read.`)];
  const { newestAt, complete } = answer;
  if (newestAt !== null && isAfter(newestAt, quietFrom(search)))
    return [evidence('in-use', source, `${id} was written into at ${newestAt}.`)];
  return complete
    ? []
    : [
        evidence(
          'in-use',
          source,
          `${id} holds so many objects that its newest was not looked for.`,
        ),
      ];
}

/** What runs as functions is counted itself; tasks, schedules and people show only here. */
function roleSigns(
  { id, arn, trusts }: Resource,
  { since, look }: SignSearch,
): readonly Evidence[] {
  const isOfFunctions = (who: string) => /^(?:edge)?lambda\.amazonaws\.com(?:\.cn)?$/.test(who);
  if (trusts?.every(isOfFunctions)) return [];
  const answer = look({ type: 'role', role: id });
  if (answer === null) return [];
  if (answer.type !== 'role')
    return [evidence('gap', arn ?? id, `When ${id} was last used could not be read.`)];
  return answer.lastUsedAt !== null && isAfter(answer.lastUsedAt, since)
    ? [evidence('in-use', arn ?? id, `${id} was used at ${answer.lastUsedAt}.`)]
    : [];
}

/** Services, databases, tables, queues and pools of users work for others, and nothing of that is read. */
export function unreadSigns(
  unread: readonly UnreadThing[],
  { location, index }: { readonly location: string; readonly index: EvidenceIndex },
): readonly Evidence[] {
  return unread
    .filter(({ ofBucket }) => ofBucket === null || mayBeThere(ofBucket, index))
    .map(({ type, id }) =>
      evidence('may-be-called', location, `Whether ${id} (${type}) is used is not read.`),
    );
}

/** A state that cannot be read, or those of a home, may name what the stage has: so nobody knows its users. */
export function unreadStates(
  location: string,
  { inventory: { stages, homes } }: EvidenceIndex,
): readonly Evidence[] {
  const unread = [
    ...stages
      .filter((other) => other.current?.readable === false && other.location !== location)
      .map((other) => ({ source: other.location, what: `The state of ${stageId(other)}` })),
    ...homes
      .filter(({ status }) => status === 'denied' || status === 'error')
      .map(({ bucket }) => ({ source: `s3://${bucket}`, what: `The home ${bucket}` })),
  ];
  return unread.map(({ source, what }) =>
    evidence('gap', source, `${what} could not be read, and may use what this stage has.`),
  );
}

/** Another stage has its routes at an API of this one, its API at a domain of it, its role with its policy. */
export function lendingSigns(
  { location, current }: StageState,
  { inventory }: EvidenceIndex,
): readonly Evidence[] {
  const own = new Set(current?.lending.own);
  return inventory.stages.flatMap((other) =>
    other.location === location
      ? []
      : (other.current?.lending.named ?? [])
          .filter((name) => own.has(name))
          .map((name) => evidence('referenced', location, `${stageId(other)} uses its ${name}.`)),
  );
}

function mayBeThere(bucket: string, index: EvidenceIndex): boolean {
  return !areBucketsRead(index) || index.resources.has(resourceKey('s3-bucket', bucket));
}

/** Both lists of buckets: of those that are there, and of the times of their last change. */
function areBucketsRead({ inventory }: EvidenceIndex): boolean {
  return !inventory.gaps.some(({ operation }) => operation === 's3:ListAllMyBuckets');
}
