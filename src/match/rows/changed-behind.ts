import type { Evidence } from '../../model/finding.ts';
import { evidence, type Judgement } from '../decision.ts';
import { sharedBucket } from '../use/bucket-policy.ts';
import { newCallers, newListeners } from '../use/connections.ts';
import { strangeTags } from '../use/strange-tags.ts';
import type { Kind } from '../../model/kind.ts';
import { subjectOf, type Subject } from '../subject.ts';
import type { EvidenceIndex } from '../evidence-index.ts';
import { type Behind, type Front, reach } from '../use/fronts.ts';
import { isSeenInUse } from '../use/traffic.ts';
import { laterChanges, laterWrites } from './later-changes.ts';

/**
 * Signs that somebody means to go on with a distribution though nobody asked for it yet: after its stage
 * let go of both, a resource that it serves was changed in its code, files, callers, shares or tags.
 */
export function changedBehind(subject: Subject, judgement: Judgement): readonly Evidence[] {
  if (!subject.facts.serves) return [];
  for (const other of servedBy(subject)) {
    if (aside.has(other.resource.kind)) continue;
    const change = changeOf(other, judgement);
    if (change) return [toldOf(change, other.resource.key)];
  }
  return [];
}

/**
 * A call of the function behind a site came through the site: few requests, which bots explain elsewhere, may
 * be somebody's webhooks. Code at the edge runs for bots as well.
 */
export function calledBehind(subject: Subject, judgement: Judgement): readonly Evidence[] {
  if (!subject.facts.serves || subject.index.options.allowTraffic) return [];
  return servedBy(subject)
    .filter(({ resource }) => resource.kind === 'lambda-function')
    .filter((other) => isSeenInUse(other, judgement))
    .slice(0, 1)
    .map(({ resource: { key } }) =>
      evidence('answers', key, `${key}, which it serves, was called after it left its stage.`),
    );
}

/** Resources that it names, or that left with it and are of its component; no state lists them today. */
function servedBy(subject: Subject): readonly Subject[] {
  const { index } = subject;
  return [...new Set([...namedBy(subject), ...reachedBy(subject)])].flatMap((key) => {
    // A resource that a state lists today is changed and called by its own stage.
    const resource = index.claims.has(key) ? undefined : index.resources.get(key);
    return (resource && subjectOf(resource, index)) ?? [];
  });
}

function toldOf({ code, source, detail }: Evidence, key: string): Evidence {
  return code === 'gap'
    ? evidence('gap', source, `What it serves may have been changed since, ${key}: ${detail}`)
    : evidence(
        'changed-after-departure',
        source,
        `What it serves was changed since, ${key}: ${detail}`,
      );
}

/** A function's last calls still write logs, and a role serves nothing. */
const aside: ReadonlySet<Kind> = new Set(['log-group', 'iam-role']);

/** Known changes take precedence over gaps. */
function changeOf(other: Subject, judgement: Judgement): Evidence | undefined {
  const signs = [
    ...laterChanges(other, judgement),
    ...laterWrites(other, judgement),
    ...unseenWrites(other, judgement),
    ...strangeTags(other, judgement),
    ...sharedBucket(other, judgement),
    ...newCallers(other, judgement),
    ...newListeners(other, judgement),
  ];
  return signs.find(({ code }) => code !== 'gap') ?? signs[0];
}

/** In a bucket that is not read to its end the newest object may be among the unread ones. */
function unseenWrites({ resource }: Subject, judgement: Judgement): readonly Evidence[] {
  if (resource.kind !== 's3-bucket') return [];
  const { id: bucket, region } = resource;
  const answer = judgement.ask({ type: 'bucket-contents', bucket, region });
  if (answer?.type === 'unreadable')
    return [evidence('gap', answer.gap, 'Its contents could not be read.')];
  if (answer?.type !== 'bucket-contents' || answer.complete) return [];
  const detail = 'It holds so many objects that its newest was not looked for.';
  return [evidence('changed-after-departure', resource.arn ?? bucket, detail)];
}

function namedBy({ resource, index }: Subject): readonly string[] {
  return (index.references.get(resource.key) ?? []).map(({ to }) => to);
}

/**
 * Resources that left with it and are of its component: sites of SST 3.10 and later name them in a
 * key-value store alone.
 */
function reachedBy({ resource, owners, index }: Subject): readonly string[] {
  return owners.flatMap((pair) =>
    (membersOf(index).get(pair) ?? []).flatMap(({ key, behind }) => {
      const front = behind.fronts.find((each: Front) => each.key === resource.key);
      return front && reach(front, behind) === 'component' ? [key] : [];
    }),
  );
}

interface Member {
  readonly key: string;
  readonly behind: Behind;
}

const members = new WeakMap<EvidenceIndex, ReadonlyMap<string, readonly Member[]>>();

/** Resources that may be behind others, by their stage. */
function membersOf(index: EvidenceIndex): ReadonlyMap<string, readonly Member[]> {
  const known = members.get(index);
  if (known) return known;
  const found = new Map<string, Member[]>();
  for (const [key, behind] of index.behind) {
    const list = found.get(behind.pair);
    if (list) list.push({ key, behind });
    else found.set(behind.pair, [{ key, behind }]);
  }
  members.set(index, found);
  return found;
}
