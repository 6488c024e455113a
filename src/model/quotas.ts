import type { Inventory } from './inventory.ts';
import type { Kind } from './kind.ts';
import type { Resource } from './resource.ts';
import type { Verdict } from './verdict.ts';

interface Allowed {
  readonly plural: string;
  /** As AWS sets it at first. */
  readonly limit: number;
  /** AWS raises it on request. */
  readonly adjustable: boolean;
}

/** How many of a kind an account may have. */
export interface Quota extends Allowed {
  readonly kind: Kind;
}

/**
 * CloudFront developer guide, "Quotas": all per account. Older copies of it say 200 distributions.
 * Whether AWS raises the two policies besides the cache policies is not said there.
 */
export const quotas: readonly Quota[] = [
  {
    kind: 'cloudfront-cache-policy',
    plural: 'custom cache policies',
    limit: 20,
    adjustable: false,
  },
  { kind: 'cloudfront-distribution', plural: 'distributions', limit: 500, adjustable: true },
  { kind: 'cloudfront-function', plural: 'CloudFront functions', limit: 100, adjustable: true },
  { kind: 'cloudfront-key-value-store', plural: 'key-value stores', limit: 50, adjustable: true },
  {
    kind: 'cloudfront-origin-access-control',
    plural: 'origin access controls',
    limit: 100,
    adjustable: true,
  },
  {
    kind: 'cloudfront-origin-access-identity',
    plural: 'origin access identities',
    limit: 100,
    adjustable: true,
  },
  {
    kind: 'cloudfront-origin-request-policy',
    plural: 'custom origin request policies',
    limit: 20,
    adjustable: true,
  },
  {
    kind: 'cloudfront-response-headers-policy',
    plural: 'custom response headers policies',
    limit: 20,
    adjustable: true,
  },
];

/** Lambda quotas: 75 GB for each region, of all functions and their versions, and of layers, which are not read. */
const codeStorage: Allowed & { readonly kinds: ReadonlySet<Kind> } = {
  plural: 'Lambda code storage',
  limit: 75 * 1024 ** 3,
  adjustable: true,
  kinds: new Set(['lambda-function', 'lambda-edge-function', 'lambda-edge-version']),
};

/** An account's use of something that AWS limits. */
export interface QuotaUse extends Allowed {
  /** A kind, or `lambda-code-storage`. */
  readonly name: string;
  /** `global`, or the region that it is counted in. */
  readonly region: string;
  readonly unit: 'resources' | 'bytes';
  /** Null: the list was not read whole. */
  readonly used: number | null;
  /** The part that leftovers hold, however sure. */
  readonly leftovers: number;
}

export interface QuotaSource {
  readonly inventory: Pick<Inventory, 'resources' | 'kinds' | 'gaps' | 'regions'>;
  readonly findings: readonly { readonly key: string; readonly verdict: Verdict }[];
}

/** All quotas of the kinds that are read, by name and region. */
export function quotaUses(source: QuotaSource): readonly QuotaUse[] {
  const leftovers = new Set(
    source.findings.filter(({ verdict }) => verdict === 'leftover').map(({ key }) => key),
  );
  return heldOf((key) => leftovers.has(key), source).map(({ held, ...use }) => ({
    ...use,
    leftovers: held,
  }));
}

/** The part of a quota that deletions free; only quotas of which the deleted resources hold something. */
export interface QuotaGain extends Omit<QuotaUse, 'leftovers'> {
  readonly gain: number;
}

/** The quotas that deleting these resources frees. */
export function quotaGains(
  goes: (key: string) => boolean,
  source: Pick<QuotaSource, 'inventory'>,
): readonly QuotaGain[] {
  return heldOf(goes, source)
    .filter(({ held }) => held > 0)
    .map(({ held, ...use }) => ({ ...use, gain: held }));
}

type Held = Omit<QuotaUse, 'leftovers'> & { readonly held: number };

function heldOf(
  isHeld: (key: string) => boolean,
  { inventory }: Pick<QuotaSource, 'inventory'>,
): readonly Held[] {
  const listed = new Set(inventory.kinds.map(({ kind }) => kind));
  const counted = quotas
    .filter(({ kind }) => listed.has(kind))
    .map(({ kind, ...quota }): Held => {
      const all = inventory.resources.filter((resource) => resource.kind === kind);
      return {
        name: kind,
        region: 'global',
        unit: 'resources',
        ...quota,
        used: isWhole([kind], null, inventory) ? all.length : null,
        held: all.filter(({ key }) => isHeld(key)).length,
      };
    });
  return [...counted, ...(listed.has('lambda-function') ? storageOf(isHeld, inventory) : [])];
}

function storageOf(
  isHeld: (key: string) => boolean,
  inventory: QuotaSource['inventory'],
): readonly Held[] {
  const { kinds, ...quota } = codeStorage;
  return inventory.regions.toSorted().map((region): Held => {
    const all = inventory.resources.filter(
      (resource) => kinds.has(resource.kind) && resource.region === region,
    );
    return {
      name: 'lambda-code-storage',
      region,
      unit: 'bytes',
      ...quota,
      used: isWhole([...kinds], region, inventory) ? bytesOf(all) : null,
      held: bytesOf(all.filter(({ key }) => isHeld(key))),
    };
  });
}

function bytesOf(resources: readonly Resource[]): number {
  return resources.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
}

/** A gap of the kind's own list hides resources from the count. */
function isWhole(
  kinds: readonly Kind[],
  region: string | null,
  { gaps }: QuotaSource['inventory'],
): boolean {
  return !gaps.some(
    (gap) =>
      kinds.includes(gap.source) &&
      gap.affects.resources === null &&
      (region === null || gap.region === null || gap.region === region),
  );
}
