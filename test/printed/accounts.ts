import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountData } from 'simulated-aws';
import { isInUse } from '../../src/plan/offers.ts';
import type { AccountBuilder } from '../account/account.ts';
import { looking } from '../account/looking.ts';
import { nativeIdOf } from './things.ts';

/** An account, and what of it nothing that is printed may touch. */
export interface PrintedAccount {
  readonly name: string;
  readonly data: AccountData;
  readonly errors: readonly string[];
  /** Ids that are explained and typed, one of each verdict. */
  readonly ids: readonly string[];
  isAlive(id: string): boolean;
}

/**
 * An account without a truth beside it: alive is what lives, is busy, protected or in use, and what goes
 * when told to and was not proven to be left over.
 */
export async function asItIsJudged(
  name: string,
  data: AccountData,
  errors: readonly string[] = [],
): Promise<PrintedAccount> {
  const { findings, inventory } = await looking({ data: structuredClone(data) } as AccountBuilder);
  const guarded = new Set(inventory.kinds.flatMap((facts) => (facts.guarded ? [facts.kind] : [])));
  const alive = findings.filter(
    (finding) =>
      ['live', 'busy', 'protected'].includes(finding.verdict) ||
      isInUse(finding) ||
      (finding.verdict === 'unknown' && !guarded.has(finding.kind)),
  );
  const known = new Set(findings.flatMap(wordsOf));
  const living = new Set(alive.flatMap(wordsOf));
  const kinds = new Map(findings.map((finding) => [finding.verdict, finding.id]));
  return {
    name,
    data,
    errors,
    ids: [...kinds.values()],
    // What is no finding is not SST's.
    isAlive: (id) => living.has(id) || !known.has(id),
  };
}

function wordsOf({ id, name }: { readonly id: string; readonly name: string | null }): string[] {
  return [nativeIdOf(id), ...(name === null ? [] : [name])];
}

/** Accounts that were built from public reports, with the outputs that were reported. */
export function reportFolders(): readonly string[] {
  return readdirSync('fixtures/reports', { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    .toSorted();
}

export function reportsIn(folder: string): Promise<readonly PrintedAccount[]> {
  const files = readdirSync(join('fixtures/reports', folder)).toSorted();
  const read = (file: string) => readFileSync(join('fixtures/reports', folder, file), 'utf8');
  const inputs = files.filter((file) => file.startsWith('input')).map(read);
  return Promise.all(
    files
      .filter((file) => file.startsWith('account'))
      .map((file) => {
        const data: AccountData = JSON.parse(read(file));
        return asItIsJudged(`${folder}/${file}`, data, inputs);
      }),
  );
}
