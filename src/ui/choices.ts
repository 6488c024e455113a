import type { Finding } from '../model/finding.ts';
import { sortedFindings } from '../report/sort.ts';
import { cut, pairOf, plain } from '../report/text.ts';

/** One line of the list of leftovers: a heading, something that can be ticked, or something that is only shown. */
export type ChoiceLine =
  | { readonly type: 'heading'; readonly text: string }
  | {
      readonly type: 'choice';
      readonly key: string;
      readonly text: string;
      readonly ticked: boolean;
      readonly detail: string;
    }
  | { readonly type: 'note'; readonly text: string };

const restAtMost = 20;

/** `certain` and `high` are ticked at first, `low` and `retained` are not; the rest has no box. */
export function choiceLines(findings: readonly Finding[], width: number): ChoiceLine[] {
  const sorted = sortedFindings(findings);
  const choosable = sorted.filter(isChoosable);
  const rest = sorted.filter(
    (finding) => finding.verdict === 'unknown' || finding.verdict === 'busy',
  );
  const groups = new Map<string, Finding[]>();
  for (const finding of choosable) {
    const pair = pairOf(finding);
    groups.set(pair, [...(groups.get(pair) ?? []), finding]);
  }
  const room = Math.max(40, width - 8);
  return [
    ...[...groups]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([pair, members]): ChoiceLine[] => [
        { type: 'heading', text: pair },
        ...members.map((finding) => choiceOf(finding, room)),
      ]),
    ...restLines(rest, room),
  ];
}

export function isChoosable(finding: Finding): boolean {
  return finding.verdict === 'leftover' || finding.verdict === 'retained';
}

function choiceOf(finding: Finding, room: number): ChoiceLine {
  const sure = finding.confidence ?? finding.verdict;
  return {
    type: 'choice',
    key: finding.key,
    text: cut(`${finding.kind} ${plain(finding.id)} (${sure})`, room),
    ticked:
      finding.verdict === 'leftover' &&
      (finding.confidence === 'certain' || finding.confidence === 'high'),
    detail: cut(plain(finding.evidence[0]?.detail ?? ''), room),
  };
}

function restLines(rest: readonly Finding[], room: number): ChoiceLine[] {
  if (rest.length === 0) return [];
  const hidden = rest.length - restAtMost;
  return [
    { type: 'heading', text: 'Not deleted from this list' },
    ...rest.slice(0, restAtMost).map((finding): ChoiceLine => {
      const text = `${finding.kind} ${plain(finding.id)} of ${pairOf(finding)} (${finding.verdict})`;
      return { type: 'note', text: cut(text, room) };
    }),
    ...(hidden > 0
      ? [{ type: 'note', text: `and ${hidden} more: a scan lists all` } as const]
      : []),
  ];
}
