import { touching, type Gap } from './gap.ts';

/** The source of the gap of accounts that could not be read. */
export const accountsSource = 'accounts';

/**
 * Some accounts of a run could not be read, so what they name is not known. That a distribution, a function
 * or a role is used from there shows in its own requests, calls and last use, and a bucket shows nothing: only
 * buckets are touched. Null: all could be read.
 */
export function unreadAccountsGap(accounts: readonly string[]): Gap | null {
  if (accounts.length === 0) return null;
  const named = accounts.toSorted();
  const more = named.length > 5 ? ` and ${named.length - 5} more` : '';
  return {
    id: `${accountsSource}:${named.slice(0, 5).join(',')}${more}`,
    source: accountsSource,
    region: null,
    operation: 'sts:AssumeRole',
    cause: 'denied',
    affects: touching({ kinds: ['s3-bucket'] }),
    message: `What the accounts ${named.slice(0, 5).join(', ')}${more} name of this one is not known: they could not be read, or not whole. Let the role in there, or take them out of the list.`,
    state: null,
    hidesSigns: false,
  };
}

/** Whether an account with these gaps may name buckets of others that are not known. */
export function hidesNames(gaps: readonly Gap[]): boolean {
  return gaps.some(
    ({ source, affects }) =>
      source !== accountsSource &&
      affects.stages === 'all' &&
      affects.resources === null &&
      affects.regions === 'all' &&
      (affects.kinds === 'all' || affects.kinds.includes('s3-bucket')),
  );
}
