import { byId } from '../graph/graph.ts';
import type { Finding } from '../model/finding.ts';
import type { Quarantine, QuarantineEntry } from '../model/quarantine.ts';
import type { AccountIndex } from './account-index.ts';
import { holdBack } from './hold-backs.ts';
import {
  heldEntry,
  judgeQuarantine,
  leftQuarantine,
  type QuarantineContext,
} from './quarantine.ts';

/** What a plan does now with the resources that it may take. */
export interface Taken {
  goes(key: string): boolean;
  /** With steps of their own: versions go with their function. */
  readonly deleted: readonly Finding[];
  readonly disabled: readonly Finding[];
  /** Every one that a rail counts: what is deleted, and what goes into quarantine. */
  readonly counted: readonly Finding[];
  /** By key: why one that may be taken is not deleted now. */
  readonly waiting: ReadonlyMap<string, string>;
  readonly quarantine: Quarantine | null;
}

export interface Takeable {
  readonly index: AccountIndex;
  /** Keys that no guard keeps and that nothing holds back. */
  readonly keys: ReadonlySet<string>;
}

/** Without a quarantine all of them go. */
export function takenAtOnce({ index, keys }: Takeable): Taken {
  const goes = (key: string) => keys.has(key);
  const all = index.findings.filter(({ key }) => goes(key));
  return {
    goes,
    deleted: all.filter((finding) => !goesWithFunction(finding, index, goes)),
    disabled: [],
    counted: all,
    waiting: new Map(),
    quarantine: null,
  };
}

/** Only those go whose quarantine is over, and only if nothing keeps them that is itself in quarantine. */
export function takenFromQuarantine(
  { index, keys }: Takeable,
  given: {
    readonly durationMs: number;
    readonly now: string;
    readonly context: QuarantineContext;
  },
): Taken {
  const may = (key: string) => keys.has(key);
  const all = index.findings.filter(({ key }) => may(key));
  const wanted = all.filter((finding) => !goesWithFunction(finding, index, may));
  const entries = new Map(judgeQuarantine({ ...given, wanted, index }));
  // A version that would go with its function waits with it.
  const entryOf = (finding: Finding) =>
    entries.get(finding.key) ?? entries.get(index.functionOf(finding)?.key ?? '');
  const due = new Set(
    all.filter((finding) => entryOf(finding)?.state === 'over').map(({ key }) => key),
  );
  const held = holdBack(due, index);
  for (const [key, hold] of held) {
    const entry = entries.get(key);
    if (entry) entries.set(key, heldEntry(entry, hold));
  }
  const going = new Set(
    all.filter((finding) => entryOf(finding)?.state === 'over').map(({ key }) => key),
  );
  const goes = (key: string) => going.has(key);
  const begins = wanted.filter(({ key }) => entries.get(key)?.state === 'begins');
  const left = leftQuarantine({ ...given, index });
  return {
    goes,
    deleted: wanted.filter(({ key }) => goes(key)),
    disabled: begins.filter((finding) => canBeDisabled(finding, index)),
    counted: [...all.filter(({ key }) => goes(key)), ...begins],
    waiting: new Map(
      all
        .filter(({ key }) => !goes(key))
        .map((finding) => [finding.key, entryOf(finding)?.detail ?? '']),
    ),
    quarantine: {
      durationMs: given.durationMs,
      entries: [...entries.values(), ...left].toSorted(byKey),
    },
  };
}

/** Deleting a function deletes its versions: they get no step of their own, and count as taken. */
function goesWithFunction(
  finding: Finding,
  index: AccountIndex,
  goes: (key: string) => boolean,
): boolean {
  const owner = index.functionOf(finding);
  return owner !== null && goes(owner.key);
}

function canBeDisabled(finding: Finding, index: AccountIndex): boolean {
  return finding.enabled !== false && index.facts(finding)?.steps.includes('disable') === true;
}

function byKey(left: QuarantineEntry, right: QuarantineEntry): number {
  return byId(left.key, right.key);
}
