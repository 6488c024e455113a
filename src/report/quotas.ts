import type { QuotaGain, QuotaUse } from '../model/quotas.ts';
import { grid } from './terminal/grid.ts';
import type { PlanJson } from './json/schema/plan.ts';
import type { ReportJson } from './json/schema/report.ts';
import { byFirst } from '../model/order.ts';
import { bytes } from '../text/text.ts';
import type { TextStyle } from '../text/text-style.ts';

export function quotasJson(quotas: readonly QuotaUse[]): ReportJson['quotas'] {
  return sortedQuotas(quotas).map((quota) => ({
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
  return sortedQuotas(gains).map((gain) => ({
    name: gain.name,
    region: gain.region,
    unit: gain.unit,
    limit: gain.limit,
    used: gain.used,
    gain: gain.gain,
  }));
}

export const quotaHeading = 'Quotas (AWS’s defaults; yours may be raised)';

/** `custom cache policies`, `14 of 20`, `6 by leftovers`. */
export function quotaWords(
  quota: QuotaUse,
): Readonly<Record<'name' | 'used' | 'leftovers', string>> {
  const { used, limit, leftovers } = quota;
  return {
    name: placed(quota),
    used:
      used === null
        ? `not all read, of ${amount(quota, limit)}`
        : `${amount(quota, used)} of ${amount(quota, limit)}`,
    leftovers: leftovers > 0 ? `${amount(quota, leftovers)} by leftovers` : '',
  };
}

/** Only quotas that are half used, or of which leftovers hold a tenth. */
export function quotaLines(quotas: readonly QuotaUse[], view: TextStyle): string[] {
  const near = sortedQuotas(quotas).filter(
    ({ used, leftovers, limit }) => (used ?? 0) >= limit / 2 || leftovers >= limit / 10,
  );
  if (near.length === 0) return [];
  const rows = near.map((quota) => {
    const { name, used, leftovers } = quotaWords(quota);
    return [name, used, leftovers];
  });
  return [
    view.paint.bold(quotaHeading),
    ...grid(rows, { width: view.rowWidth, indent: 2 }).rows.flat(),
  ];
}

/** `8 of 10 CloudFront functions (limit 100)`. */
export function gainTexts(gains: readonly QuotaGain[]): readonly string[] {
  return sortedQuotas(gains).map((gain) => {
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

/** By name, then by region. */
export function sortedQuotas<T extends Pick<QuotaUse, 'name' | 'region'>>(
  quotas: readonly T[],
): T[] {
  return quotas.toSorted(
    byFirst(
      ({ name }) => name,
      ({ region }) => region,
    ),
  );
}
