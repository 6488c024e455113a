import type { Cost } from '../model/prices.ts';
import { count } from './text.ts';

/**
 * `about $1.24 a month at us-east-1’s list prices`, with the number of resources without a price; an amount
 * under a cent is told as such. Null: no price is known.
 */
export function costText({ monthlyUsd, unpriced }: Cost): string | null {
  if (monthlyUsd === null) return null;
  const open =
    unpriced > 0
      ? ` (${count(unpriced, 'resource')} ${unpriced === 1 ? 'has' : 'have'} no price)`
      : '';
  if (monthlyUsd < 0.01) return `${dollars(monthlyUsd)} a month${open}`;
  return `about ${dollars(monthlyUsd)} a month at us-east-1’s list prices${open}`;
}

/** `$1,234.50`; an amount under a cent is told as such. */
export function dollars(usd: number): string {
  if (usd < 0.01) return 'under $0.01';
  return `$${usd.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ',')}`;
}
