import type { Finding } from '../model/finding.ts';
import type { Exclusion, Plan } from '../model/plan.ts';
import { plan } from '../plan/plan.ts';
import { shellWord } from '../report/text.ts';
import type { Facts } from './facts.ts';

/** The sweep that takes these findings, or why there is none. */
export type SweepCommand =
  | { readonly command: string; readonly refused: null }
  | { readonly command: null; readonly refused: string };

/**
 * Asks the plan itself: what is printed is what a sweep would carry out. What must go together with
 * a finding, such as the distribution that uses it, is named as well.
 */
export function sweepOf(wanted: readonly Finding[], facts: Facts): SweepCommand {
  const first = tryPlan(wanted.map(wordFor(facts)), facts);
  if (takesAll(first, wanted)) {
    return { command: commandFor(wanted.map(wordFor(facts)), facts), refused: null };
  }
  const exclusions = wanted.flatMap((finding) => {
    const found = first.excluded.find(({ key }) => key === finding.key);
    return found ? [found] : [];
  });
  const words = exclusions.map(wordsOf);
  if (words.length === 0 || words.includes(null))
    return { command: null, refused: refusal(first, exclusions) };
  const all = [...new Set([...wanted.map(wordFor(facts)), ...words.flatMap((each) => each ?? [])])];
  const flags = exclusions.some(({ command }) => command?.includes('--delete-data'))
    ? ['--delete-data']
    : [];
  const second = tryPlan(all, facts, flags.length > 0);
  return takesAll(second, wanted)
    ? { command: commandFor(all, facts, flags), refused: null }
    : { command: null, refused: refusal(second, exclusions) };
}

function tryPlan(typed: readonly string[], facts: Facts, deleteData = false): Plan {
  const { inventory, findings, unattended, now, flags } = facts;
  return plan(
    findings,
    inventory.kinds,
    {
      unattended,
      minConfidence: 'high',
      includeRetained: false,
      deleteData,
      allowTraffic: false,
      maxDeletions: 50,
      typed,
      apps: [],
      stages: [],
      ticked: null,
      confirmed: [],
    },
    { account: inventory.account, now, accountPinned: true, flags },
  );
}

function takesAll({ steps, basis, refusal: refused }: Plan, wanted: readonly Finding[]): boolean {
  const taken = new Set([...steps.map(({ key }) => key), ...basis.map(({ key }) => key)]);
  return refused === null && wanted.every(({ key }) => taken.has(key));
}

/** The ids that the plan's own command names. */
function wordsOf({ command }: Exclusion): readonly string[] | null {
  if (command === null) return null;
  const words = command.match(/'[^']*'|\S+/g) ?? [];
  return words
    .slice(2)
    .filter((word, index, all) => !word.startsWith('--') && !takesValue(all[index - 1]))
    .map((word) => word.replaceAll("'", ''));
}

const withValue: ReadonlySet<string> = new Set([
  '--account',
  '--profile',
  '--config',
  '--state-dir',
]);

function takesValue(flag: string | undefined): boolean {
  return flag !== undefined && withValue.has(flag);
}

/** The shortest word that means one finding only. */
function wordFor({ findings }: Facts): (finding: Finding) => string {
  return (finding) => {
    const words = [finding.id, finding.arn, finding.key].filter((word) => word !== null);
    const meansOne = (word: string) =>
      findings.every(
        (other) => other.key === finding.key || ![other.id, other.name, other.arn].includes(word),
      );
    return words.find(meansOne) ?? finding.key;
  };
}

function commandFor(
  words: readonly string[],
  { inventory, flags, unattended }: Facts,
  more: readonly string[] = [],
): string {
  return [
    'sst-sweep sweep',
    ...(unattended ? ['--yes', '--account', inventory.account] : []),
    ...flags.map(shellWord),
    ...(unattended ? more : []),
    ...words.map(shellWord),
  ].join(' ');
}

function refusal({ refusal: refused }: Plan, exclusions: readonly Exclusion[]): string {
  return refused?.message ?? exclusions[0]?.detail ?? 'No plan takes it.';
}

/** `sst-sweep explain ID --demo`. */
export function explainCommand(id: string, { flags }: Facts): string {
  return ['sst-sweep explain', ...flags.map(shellWord), shellWord(id)].join(' ');
}
