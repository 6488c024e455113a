import type { QuotaGain, QuotaUse } from '../model/quotas.ts';
import { grid } from './grid.ts';
import type { PlanJson } from './schema/plan.ts';
import type { ReportJson } from './schema/report.ts';
import { byFirst } from './sort.ts';
import { bytes } from './text.ts';
import type { View } from './view.ts';

export function quotasJson(quotas: readonly QuotaUse[]): ReportJson['quotas'] {
  return sorted(quotas).map((quota) => ({
    name: quota.name,
    region: quota.region,
    unit: quota.unit,
    limit: quota.limit,
    adjustable: quota.adjustable,
    used: quota.used,
    leftovers: quota.leftovers,
  }));
}

export function gainsJson(gains: readonly QuotaGain[]): PlanJson['givesBack']['quotas'] {
  return sorted(gains).map((gain) => ({
    name: gain.name,
    region: gain.region,
    unit: gain.unit,
    limit: gain.limit,
    used: gain.used,
    gain: gain.gain,
  }));
}

/** Only where something is near its end, or leftovers are much of it: with room enough nobody asks. */
export function quotaLines(quotas: readonly QuotaUse[], view: View): string[] {
  const near = sorted(quotas).filter(
    ({ used, leftovers, limit }) => (used ?? 0) >= limit / 2 || leftovers >= limit / 10,
  );
  if (near.length === 0) return [];
  const rows = near.map((quota) => [
    placed(quota),
    quota.used === null
      ? `not all read, of ${amount(quota, quota.limit)}`
      : `${amount(quota, quota.used)} of ${amount(quota, quota.limit)}`,
    quota.leftovers > 0 ? `${amount(quota, quota.leftovers)} by leftovers` : '',
  ]);
  return [
    view.paint.bold('Quotas (AWS’s defaults; yours may be raised)'),
    ...grid(rows, { width: view.rowWidth, indent: 2 }).rows.flat(),
  ];
}

/** `8 of 10 CloudFront functions (limit 100)`. */
export function gainTexts(gains: readonly QuotaGain[]): readonly string[] {
  return sorted(gains).map((gain) => {
    const used = gain.used === null ? '' : ` of ${amount(gain, gain.used)}`;
    return `${amount(gain, gain.gain)}${used} ${placed(gain)} (limit ${amount(gain, gain.limit)})`;
  });
}

function placed({ plural, region }: Pick<QuotaUse, 'plural' | 'region'>): string {
  return region === 'global' ? plural : `${plural} in ${region}`;
}

function amount({ unit }: Pick<QuotaUse, 'unit'>, value: number): string {
  return unit === 'bytes' ? bytes(value) : String(value);
}

function sorted<T extends Pick<QuotaUse, 'name' | 'region'>>(quotas: readonly T[]): T[] {
  return quotas.toSorted(
    byFirst(
      ({ name }) => name,
      ({ region }) => region,
    ),
  );
}
