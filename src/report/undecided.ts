import type { Finding } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import { compare } from '../model/order.ts';
import { count, listed, plain } from '../text/text.ts';

/** The facts that an `unknown` finding waits for. */
export const undecidedCauses = [
  'unread',
  'history',
  'change',
  'use',
  'owner',
  'data',
  'other',
] as const;
type UndecidedCause = (typeof undecidedCauses)[number];

interface Reason {
  readonly cause: UndecidedCause;
  /** The one fact that would decide it. */
  readonly decides: string;
}

/** By the code of the evidence that decided; codes are given where verdicts are. */
const reasons: Readonly<Record<string, Reason>> = {
  'not-read': {
    cause: 'unread',
    decides: 'Another scan would decide it: what tells about it was not read in this one.',
  },
  'no-proof': {
    cause: 'history',
    decides:
      'A version of a state, a record or a stack that lists it would decide it; none of those that are left does.',
  },
  'departure-unproven': {
    cause: 'history',
    decides:
      'Whoever worked on its stage when it left would decide it: what is left does not say whether it was handed over.',
  },
  'changed-after-departure': changed(),
  'changed-after-removal': changed(),
  'changed-after-last-state': changed(),
  answers: {
    cause: 'use',
    decides: 'Whoever still asks for it would decide it: end that, or wait until it has ended.',
  },
  'in-use': {
    cause: 'use',
    decides: 'Whoever still uses it would decide it: end that, or wait until it has ended.',
  },
  shared: {
    cause: 'use',
    decides: 'Whoever its policy lets in would decide it: ask, or take them out of the policy.',
  },
  'may-be-called': {
    cause: 'use',
    decides: 'Whoever set up that connection would decide it: ask, or take it away.',
  },
  'unknown-s3-origin': {
    cause: 'use',
    decides: 'Where that origin leads would decide it: nothing that can be read says it.',
  },
  'staging-distribution': {
    cause: 'use',
    decides: 'The policy of the distribution that it stages for would decide it.',
  },
  'owners-disagree': {
    cause: 'owner',
    decides: 'Tags that name its one stage would decide it: its signs name more than one.',
  },
  'stack-may-own': {
    cause: 'owner',
    decides: 'The stack that its tags name would decide it: only who knows that stack can say.',
  },
  'tagged-since': {
    cause: 'owner',
    decides: 'Whoever tagged it would decide it: that may be a new owner.',
  },
  'held-by-tag': {
    cause: 'owner',
    decides:
      'Whoever set the tag that asks to keep it would decide it: take that tag away, or leave both.',
  },
  'claimed-by-unregistered-home': {
    cause: 'owner',
    decides: 'Whether that home is still used would decide it: register it, or give its stage up.',
  },
  'may-hold-data': {
    cause: 'data',
    decides: 'What lies in it would decide it: look whether anybody needs that.',
  },
};

function changed(): Reason {
  return {
    cause: 'change',
    decides: 'Whoever changed it then would decide it: that may be a new owner.',
  };
}

/** Evidence of something that passes its own verdict on. */
const passedOn: ReadonlySet<string> = new Set(['used', 'behind-other']);

export interface Undecided extends Reason {
  readonly gaps: readonly Gap[];
}

interface KnownFacts {
  /** By key. */
  readonly findings: ReadonlyMap<string, Finding>;
  readonly gaps: readonly Gap[];
}

export function knownOf(findings: readonly Finding[], gaps: readonly Gap[]): KnownFacts {
  return { findings: new Map(findings.map((finding) => [finding.key, finding])), gaps };
}

/**
 * The fact that would decide about an `unknown`, from the evidence that made it one; null: it is no
 * `unknown`. A finding that waits for another one waits for that one's cause.
 */
export function undecided(finding: Finding, known: KnownFacts): Undecided | null {
  return finding.verdict === 'unknown' ? decide(finding, known, new Set()) : null;
}

function decide(finding: Finding, known: KnownFacts, seen: Set<string>): Undecided {
  const [first] = finding.evidence;
  if (first?.code === 'gap') return unread(finding, known);
  if (first && passedOn.has(first.code) && !seen.has(finding.key)) {
    seen.add(finding.key);
    const other = known.findings.get(first.source);
    const about = `What it waits for is ${first.source}.`;
    if (other?.verdict !== 'unknown') return { cause: 'use', decides: about, gaps: [] };
    const root = decide(other, known, seen);
    return { ...root, decides: `${about} ${root.decides}` };
  }
  const reason = reasons[first?.code ?? ''];
  return reason
    ? { ...reason, gaps: [] }
    : { cause: 'other', decides: 'More facts about it would decide it.', gaps: [] };
}

function unread(finding: Finding, { gaps }: KnownFacts): Undecided {
  const found = gaps
    .filter(({ id }) => finding.gaps.includes(id))
    .toSorted((a, b) => compare(operationOf(a), operationOf(b)));
  const [only] = found;
  const what =
    found.length === 1 && only
      ? `${operationOf(only)}: ${mendOf(only)}`
      : listed(found.map(operationOf));
  return {
    cause: 'unread',
    decides: `What could not be read would decide it: ${what || 'see the evidence'}.`,
    gaps: found,
  };
}

function operationOf({ operation, region }: Gap): string {
  return `${operation}${region === null ? '' : ` in ${region}`}`;
}

/** The way to close a gap, in a few words. */
function mendOf({ cause, operation }: Gap): string {
  if (cause === 'denied') return `allow ${operation} and scan again`;
  if (cause === 'invalid' && operation === stateRead)
    return 'bring back a version of the file that can be read';
  return 'scan again';
}

const stateRead = 's3:GetObjectVersion';

/** How many are undecided for one reason. */
export interface UndecidedGroup {
  readonly cause: UndecidedCause;
  readonly findings: number;
  /** Ids of the gaps that hold them up; empty for all other reasons. */
  readonly gaps: readonly string[];
  /** `one unread state (allow s3:GetObjectVersion and scan again)`. */
  readonly words: string;
}

/** The `unknown` findings by the cause that holds them up, the largest group first. */
export function undecidedGroups(
  findings: readonly Finding[],
  gaps: readonly Gap[],
): readonly UndecidedGroup[] {
  const known = knownOf(findings, gaps);
  const groups = new Map<string, { readonly one: Undecided; findings: number }>();
  for (const finding of findings) {
    const one = undecided(finding, known);
    if (!one) continue;
    const name = [one.cause, ...one.gaps.map(({ id }) => id)].join(' ');
    const group = groups.get(name) ?? { one, findings: 0 };
    group.findings += 1;
    groups.set(name, group);
  }
  return [...groups.values()]
    .map(({ one, findings: number }) => ({
      cause: one.cause,
      findings: number,
      gaps: one.gaps.map(({ id }) => id).toSorted(compare),
      words: wordsOf(one),
    }))
    .toSorted((a, b) => b.findings - a.findings || compare(a.words, b.words));
}

const words: Readonly<Record<UndecidedCause, string>> = {
  unread: 'what was not read',
  history: 'missing history',
  change: 'later changes',
  use: 'signs of use',
  owner: 'doubtful owners',
  data: 'what may lie in them',
  other: 'other reasons',
};

function wordsOf({ cause, gaps }: Undecided): string {
  const [first] = gaps;
  if (!first) return words[cause];
  const mends = new Set(gaps.map(mendOf));
  const mend = mends.size === 1 ? mendOf(first) : 'see what could not be read';
  return `${readsOf(gaps)} (${mend})`;
}

function readsOf(gaps: readonly Gap[]): string {
  const isState = gaps.every(({ operation }) => operation === stateRead);
  if (isState) return gaps.length === 1 ? 'one unread state' : `${gaps.length} unread states`;
  return gaps.length === 1
    ? `one unread answer to ${gaps[0]?.operation}`
    : `${gaps.length} unread answers`;
}

/** `41 undecided: 38 by one unread state (...), 3 by missing history.`; nothing where all are decided. */
export function undecidedLine(groups: readonly UndecidedGroup[]): string[] {
  if (groups.length === 0) return [];
  const all = groups.reduce((sum, { findings }) => sum + findings, 0);
  const most = groups.slice(0, groupsAtMost);
  const rest = all - most.reduce((sum, { findings }) => sum + findings, 0);
  const parts = [
    ...most.map((group) => `${group.findings} by ${plain(group.words)}`),
    ...(rest > 0
      ? [`${count(rest, 'other')} by ${count(groups.length - most.length, 'other reason')}`]
      : []),
  ];
  return [`${all} undecided: ${parts.join(', ')}.`];
}

const groupsAtMost = 4;
