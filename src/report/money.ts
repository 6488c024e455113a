import type { Cost } from '../model/prices.ts';

/** `about $1.24 a month at us-east-1’s list prices`; what is under a cent is about nothing. Null: no price is known. */
export function costText({ monthlyUsd }: Cost): string | null {
  if (monthlyUsd === null) return null;
  if (monthlyUsd < 0.01) return 'about nothing';
  const whole = monthlyUsd.toFixed(2).replace(/\B(?=(?:\d{3})+\.)/g, ',');
  return `about $${whole} a month at us-east-1’s list prices`;
}
