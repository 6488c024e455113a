import type { Inventory } from './inventory.ts';
import type { Kind, KindQuota } from './kind.ts';
import type { Resource } from './resource.ts';
import type { Verdict } from './verdict.ts';

/** Lambda quotas: 75 GB for each region, of all functions and their versions, and of layers, which are not read. */
const codeStorage: KindQuota = {
  plural: 'Lambda code storage',
  limit: 75 * 1024 ** 3,
  adjustable: true,
};

/** An account's use of something that AWS limits. */
export interface QuotaUse extends KindQuota {
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
  const counted = inventory.kinds.flatMap(({ kind, quota }): readonly Held[] => {
    if (quota === null) return [];
    const all = inventory.resources.filter((resource) => resource.kind === kind);
    return [
      {
        name: kind,
        region: 'global',
        unit: 'resources',
        ...quota,
        used: isWhole([kind], null, inventory) ? all.length : null,
        held: all.filter(({ key }) => isHeld(key)).length,
      },
    ];
  });
  return [...counted, ...storageOf(isHeld, inventory)];
}

function storageOf(
  isHeld: (key: string) => boolean,
  inventory: QuotaSource['inventory'],
): readonly Held[] {
  const kinds = inventory.kinds.filter(({ storesCode }) => storesCode).map(({ kind }) => kind);
  if (kinds.length === 0) return [];
  return inventory.regions.toSorted().map((region): Held => {
    const all = inventory.resources.filter(
      (resource) => kinds.includes(resource.kind) && resource.region === region,
    );
    return {
      name: 'lambda-code-storage',
      region,
      unit: 'bytes',
      ...codeStorage,
      used: isWhole(kinds, region, inventory) ? bytesOf(all) : null,
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
