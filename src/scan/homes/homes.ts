import { touching } from '../../model/gap.ts';
import type { Gap } from '../../model/gap.ts';
import type { Home } from '../../model/stage.ts';
import type { Resource } from '../../model/resource.ts';
import { UserError } from '../../model/errors.ts';
import { classifyFailure, gapFrom, isAbort } from '../../aws/failures.ts';
import { isStateBucket } from '../../sst/bootstrap.ts';
import { parseStateKey } from '../../sst/state-keys.ts';
import { bootstrapSource } from '../../model/gap.ts';
import type { Bootstrap } from './bootstraps.ts';
import { type HomeListing, listHome } from './home-listing.ts';
import { type HomePlace, versionPages } from './version-pages.ts';
import type { ScanContext } from '../scan-context.ts';

/** A home and its listing; null: it could not be read, or the user vouches for it. */
export interface OpenHome {
  readonly place: HomePlace & { readonly registered: boolean };
  readonly listing: HomeListing | null;
  readonly status: Home['status'];
}

/**
 * Every bucket named like a state bucket, registered or not: after a lost bootstrap the old one
 * still describes live stages. A registered home that is not among the account's buckets is a gap.
 */
export async function openHomes(
  buckets: readonly Resource[],
  bootstraps: readonly Bootstrap[],
  context: ScanContext,
): Promise<readonly OpenHome[]> {
  const registered = new Set(
    bootstraps.flatMap((bootstrap) =>
      bootstrap.status === 'read' ? (bootstrap.buckets.state ?? []) : [],
    ),
  );
  const unreadRegions = new Set(
    bootstraps.flatMap((bootstrap) => (bootstrap.status === 'unread' ? [bootstrap.region] : [])),
  );
  const named = buckets.filter(({ id }) => isStateBucket(id) || registered.has(id));
  const hidden = await hiddenHomes(
    buckets.filter((bucket) => unreadRegions.has(bucket.region) && !named.includes(bucket)),
    context,
  );
  const homes = [...named, ...hidden];
  for (const bucket of registered) {
    if (!homes.some(({ id }) => id === bucket)) context.gaps.add(missingHome(bucket, context));
  }
  return Promise.all(
    homes.map(({ id, region }) =>
      openHome(
        { bucket: id, region, registered: registered.has(id) || unreadRegions.has(region) },
        context,
      ),
    ),
  );
}

/**
 * Where a region's bootstrap could not be read, any bucket of it may be the home that it names: one key
 * below `app/` tells. A bucket that does not say may be that home, with a state that names anything.
 */
async function hiddenHomes(
  buckets: readonly Resource[],
  context: ScanContext,
): Promise<readonly Resource[]> {
  const homes = await Promise.all(
    buckets.map(async (bucket) => {
      const { id, region } = bucket;
      const origin = {
        source: bootstrapSource,
        operation: 's3:ListBucketVersions',
        region,
        affects: touchedByHomes,
      };
      const holds = await context.gaps.guard(
        origin,
        () => holdsStates({ bucket: id, region }, context),
        false,
      );
      return holds ? [bucket] : [];
    }),
  );
  return homes.flat();
}

/** States are all that a home has below `app/`, so the first page tells. */
async function holdsStates(place: HomePlace, context: ScanContext): Promise<boolean> {
  const first = await versionPages(place, 'app/', context).next();
  return first.done !== true && first.value.some(({ key }) => parseStateKey(key) !== null);
}

async function openHome(place: OpenHome['place'], context: ScanContext): Promise<OpenHome> {
  const ignored = context.options.ignoreHomes.includes(place.bucket);
  try {
    const listing = await listHome(place, context);
    if (ignored) {
      throw new UserError(
        'HOME_IS_READABLE',
        `--ignore-home ${place.bucket} was refused: that home can be read.`,
        { hint: 'Leave the flag out; it is for homes that cannot be read.' },
      );
    }
    return { place, listing, status: 'read' };
  } catch (error) {
    if (isAbort(error) || error instanceof UserError) throw error;
    if (ignored) return { place, listing: null, status: 'ignored' };
    context.gaps.add(homeGap(place, error));
    return {
      place,
      listing: null,
      status: classifyFailure(error).class === 'denied' ? 'denied' : 'error',
    };
  }
}

/** A home touches all stages that it could hold: any. */
const touchedByHomes = touching({ lookups: true });

function homeGap({ region }: HomePlace, error: unknown): Gap {
  const affects = touchedByHomes;
  return gapFrom({
    source: 'sst-state',
    operation: 's3:ListBucketVersions',
    region,
    error,
    affects,
  });
}

function missingHome(bucket: string, context: ScanContext): Gap {
  const error = new Error(
    `the bootstrap parameter names the home ${bucket}, which is not among the account's buckets`,
  );
  const gap = homeGap({ bucket, region: context.session.region }, error);
  return { ...gap, id: `home-${bucket}`, region: null, message: error.message };
}

/**
 * A bootstrap that could not be read may name a home that nobody sees. A resource that no state here recorded
 * may be that home's, so rows 12 to 15 wait (`unseen-homes.ts`); one that left a state in a completed run is
 * not.
 */
export function bootstrapGaps(
  unread: readonly { readonly region: string; readonly error: unknown }[],
): readonly Gap[] {
  const affects = touching({ stages: [] });
  return unread.map(({ region, error }) =>
    gapFrom({ source: bootstrapSource, operation: 'ssm:GetParameter', region, error, affects }),
  );
}
