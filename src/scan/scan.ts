import type { AwsSession } from '../aws/aws-session.ts';
import type { Clock } from '../model/clock.ts';
import { UserError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { Inventory, Mention, TaggedResource } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { Home } from '../model/stage.ts';
import { type Bootstrap, readBootstrap } from './homes/bootstraps.ts';
import { edgeFunctions, isListed, listedKey } from './edge.ts';
import { mentionsOf, unreadTextGaps } from './free-texts.ts';
import { bootstrapGaps, openHomes } from './homes/homes.ts';
import { withFreshTags } from './fresh-tags.ts';
import type { FreeText, KindModule, Listing } from '../kinds/kind-module.ts';
import { withoutSigns } from './hidden-signs.ts';
import { listKind } from './kind-lists.ts';
import type { Known } from './homes/checkpoint-files.ts';
import { knownOf } from './homes/known.ts';
import { otherRows } from './others.ts';
import { isRegion } from '../model/region.ts';
import { regionsInUse } from './quiet-regions.ts';
import { regionsOfResources, regionsOfTags, regionsOfTexts } from './regions.ts';
import {
  createGapKeeper,
  type FileCache,
  type ScanContext,
  type ScanOptions,
} from './scan-context.ts';
import { readStages } from './homes/read-stages.ts';
import { readStacks, type ReadStack, withMentions } from './stacks.ts';
import { tagRows, withTags } from './tag-rows.ts';

/** Everything that was read of one region besides its resources. */
interface Regional {
  readonly region: string;
  /** Null: the tagging API could not be read there, or they were given to the resources. */
  readonly tags: readonly TaggedResource[] | null;
  readonly stacks: readonly ReadStack[];
  readonly bootstrap: Bootstrap;
  readonly bootstrapError: unknown;
}

/**
 * Reads an account: all resources of the kinds, tags, homes, stacks. Never writes. A failed read is a gap in
 * the inventory; only an abort and a mistake of the user's are thrown.
 */
export async function scan(
  session: AwsSession,
  options: ScanOptions,
  run: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Inventory> {
  const context: ScanContext = { session, ...run, options, gaps: createGapKeeper(options.emit) };
  const now = session.now().toISOString();
  options.emit({ type: 'scan-started', account: session.account });
  const { tagged, others, regional, known, mentions, unread } = await readTagged(context);
  const stacks = regional.flatMap((place) => place.stacks);
  forgetWhatRestsOnLess(options.files, [
    ...tagged.map(({ key }) => key),
    ...others.map(({ arn }) => arn),
  ]);
  const homes = await openHomes(
    tagged.filter(({ kind }) => kind === 's3-bucket'),
    regional.map(({ bootstrap }) => bootstrap),
    context,
  );
  const states = await readStages(homes, {
    resources: tagged,
    others,
    stacks,
    known,
    kinds: options.kinds,
    context,
  });
  const byKey = new Map(tagged.map((resource) => [resource.key, resource]));
  for (const gap of [...unreadBootstraps(regional), ...unreadTextGaps(unread, byKey, states)])
    context.gaps.add(gap);
  const regions = regional.map(({ region }) => region).sort();
  const edge = await edgeFunctions(tagged, { states, stacks, known, regions }, context);
  const resources = tagged.filter((resource) => isListed(resource, edge));
  options.emit({ type: 'scan-finished', calls: session.calls().total });
  return {
    account: session.account,
    partition: session.partition,
    caller: session.caller,
    simulated: session.simulated,
    endpoint: session.endpoint,
    now,
    clockIsLocal: session.clockIsLocal(),
    regions,
    resources,
    kinds: options.kinds.map(({ facts }) => facts),
    homes: homes
      .map(({ place, listing, status }): Home => ({
        ...place,
        status,
        versioned: listing?.versioned === true,
        stages: listing?.stages.length ?? 0,
      }))
      .toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1)),
    bootstrapBuckets: [
      ...new Set(regional.flatMap(({ bootstrap }) => bucketsOf(bootstrap))),
    ].sort(),
    stages: states,
    stacks: stacks.map((stack) => withMentions(stack, known.needles, options.words)),
    others,
    mentions: mentions.map((mention) => ({ ...mention, from: listedKey(mention.from, edge) })),
    gaps: context.gaps.all(),
    answers: {},
    calls: session.calls(),
  };
}

function bucketsOf(bootstrap: Bootstrap): readonly string[] {
  if (bootstrap.status !== 'read') return [];
  const { state, asset } = bootstrap.buckets;
  return [state, asset].filter((name) => name !== null);
}

const cachedFor = 'resources that the files were searched for';

/**
 * The parsed value of a state file rests on the resources that were searched for in it. Fewer of them later
 * are harmless; a new one makes the cache worthless.
 */
function forgetWhatRestsOnLess(files: FileCache, keys: readonly string[]): void {
  const before = files.get(cachedFor);
  if (before instanceof Set && keys.every((key) => before.has(key))) return;
  files.clear();
  files.set(cachedFor, new Set(keys));
}

/**
 * All resources with their tags, other tagged ARNs, and who names whom. A function of its own: while a scan
 * waits, every variable in scope stays in memory, lists without tags are as large as those with them, and
 * texts may hold secrets.
 */
async function readTagged(context: ScanContext): Promise<{
  readonly tagged: readonly Resource[];
  readonly others: readonly TaggedResource[];
  readonly regional: readonly Regional[];
  readonly known: Known;
  readonly mentions: readonly Mention[];
  readonly unread: readonly FreeText[];
}> {
  const { listed, texts, regional } = await readPlaces(context);
  const rows = regional.flatMap(({ tags }) => tags ?? []);
  const unreadRegions = new Set(
    regional.flatMap(({ region, tags }) => (tags === null ? [region] : [])),
  );
  const read = new Map(
    regional.flatMap(({ region, tags }) => (tags === null ? [] : [[region, tags] as const])),
  );
  for (const gap of withoutSigns(context.gaps.all(), read, context.options.kinds))
    context.gaps.add(gap);
  const tagged = await withFreshTags(withTags(listed, rows, unreadRegions), context);
  const others = otherRows(rows, tagged, context.options.kinds);
  const known = knownOf(tagged, context.options.kinds, others);
  const byKey = new Map(tagged.map((resource) => [resource.key, resource]));
  const mentions = mentionsOf(texts, byKey, known.needles, context.options.words);
  return {
    tagged,
    others,
    regional: regional.map((place) => ({ ...place, tags: null })),
    known,
    mentions,
    unread: texts.filter(({ unread }) => unread !== null),
  };
}

/** A region's own kinds are read with it; the others have one list for the account. */
async function readPlaces(context: ScanContext): Promise<{
  listed: readonly Resource[];
  texts: readonly FreeText[];
  regional: readonly Regional[];
}> {
  const { options, session } = context;
  await refuseReadableRegions(context);
  const everywhere = options.kinds.filter(({ facts }) => !facts.regional);
  const ofRegions = options.kinds.filter(({ facts }) => facts.regional);
  // Data that several kinds share is kept with the context: with a context of their own it ends with the
  // lists.
  const listContext = { ...context };
  const listings = everywhere.map((kind) => awaitedLater(listKind(kind, 'us-east-1', listContext)));
  const textsOf = (kind: KindModule, region: string) =>
    awaitedLater(kind.texts?.(listContext, region) ?? Promise.resolve([]));
  const texts = everywhere.map((kind) => textsOf(kind, 'us-east-1'));
  const buckets = everywhere.findIndex(({ facts }) => facts.kind === 's3-bucket');
  const bucketRegions = regionsOfResources((await listings[buckets])?.resources ?? []);
  const regions = new Map<string, Promise<Regional>>();
  const lists: Promise<Listing>[] = [];
  const read = (names: readonly string[]) => {
    for (const region of names) {
      if (!isRegion(region) || options.ignoreRegions.includes(region) || regions.has(region))
        continue;
      regions.set(region, awaitedLater(readRegion(region, context)));
      lists.push(...ofRegions.map((kind) => awaitedLater(listKind(kind, region, listContext))));
      texts.push(...ofRegions.map((kind) => textsOf(kind, region)));
    }
  };
  read(['us-east-1', session.region, ...options.regions, ...bucketRegions]);
  const inUse = awaitedLater(
    regionsInUse(
      (region) => regions.has(region) || options.ignoreRegions.includes(region),
      context,
    ),
  );
  const listed = (await Promise.all(listings)).flatMap(({ resources }) => resources);
  read(await inUse);
  // A text, a tag or a stack may point at one more region, whose own may point at another.
  for (let before = -1; before !== regions.size;) {
    before = regions.size;
    const places = await Promise.all(regions.values());
    read([
      ...regionsOfTexts((await Promise.all(texts)).flat(), session.account),
      ...regionsOfResources(listed),
      ...places.flatMap(({ tags }) => regionsOfTags(tags ?? [])),
    ]);
  }
  const byRegion = (await Promise.all(lists)).flatMap(({ resources }) => resources);
  return {
    listed: [...listed, ...byRegion],
    texts: (await Promise.all(texts)).flat(),
    regional: await Promise.all(regions.values()),
  };
}

/**
 * Reads begin together and are awaited one after the other. Where an abort ends the first of them, the others
 * reject with nobody waiting for them, and Node would end the process for that.
 */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/**
 * `--ignore-region` is for regions that cannot be read: a readable one may hold facts that decide over life.
 */
async function refuseReadableRegions(context: ScanContext): Promise<void> {
  for (const region of context.options.ignoreRegions) {
    const emit = () => undefined;
    const gaps = createGapKeeper(emit);
    const probe = { ...context, gaps, options: { ...context.options, emit } };
    const { bootstrap } = await readRegion(region, probe);
    if (gaps.all().length > 0 || bootstrap.status === 'unread') continue;
    throw new UserError(
      'REGION_IS_READABLE',
      `--ignore-region ${region} was refused: that region can be read.`,
      {
        hint: 'Leave the flag out; it is for regions that cannot be read.',
      },
    );
  }
}

async function readRegion(region: string, context: ScanContext): Promise<Regional> {
  const [tags, stacks, { bootstrap, error }] = await Promise.all([
    tagRows(region, context),
    readStacks(region, context),
    readBootstrap(region, context),
  ]);
  context.options.emit({
    type: 'scan-progress',
    phase: region,
    done: (tags?.length ?? 0) + stacks.length,
    total: null,
  });
  return { region, tags, stacks, bootstrap, bootstrapError: error };
}

function unreadBootstraps(regional: readonly Regional[]): readonly Gap[] {
  const unread = regional.filter(({ bootstrap }) => bootstrap.status === 'unread');
  return bootstrapGaps(
    unread.map(({ region, bootstrapError }) => ({ region, error: bootstrapError })),
  );
}
