import type { Finding } from '../../model/finding.ts';
import { kindWord } from '../../text/kind-words.ts';
import { count, listed, pairOf, plain } from '../../text/text.ts';
import { readable } from '../../text/times.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

/** Everything against deleting a resource whose id was typed: shown above the question for it. */
export function renderWarning(finding: Finding, view: TextStyle): string {
  const { kind, id, verdict, confidence, evidence, usedBy } = finding;
  const sure = confidence === null ? verdict : `${verdict}, ${confidence}`;
  const lines = [
    `${kindWord(kind)} ${plain(id)} of ${pairOf(finding)}: ${sure}`,
    ...useLines(finding),
    ...evidence.slice(0, 1).map(({ detail }) => readable(detail)),
    ...(usedBy.length > 0
      ? [`Used by ${listed(usedBy.slice(0, 5).map(readable))}${more(usedBy)}.`]
      : []),
    ...(finding.stageLivesOn ? [`Its stage lives on.`] : []),
  ];
  const [head = '', ...rest] = [...new Set(lines)];
  return [
    view.paint.red(`${view.marks.warning} ${head}`),
    ...rest
      .flatMap((line) => wrapped(line, view.width - 4))
      .map((line) => view.paint.red(`    ${line}`)),
  ].join('\n');
}

function useLines({ use, answers }: Finding): string[] {
  if (use === null) return [answers ? 'It answers requests.' : 'What uses it cannot be counted.'];
  if (use.length === 0) return ['No request, call or event of it was counted.'];
  return ['STILL IN USE?', ...use.map(({ detail }) => readable(detail))];
}

function more(users: readonly string[]): string {
  return users.length > 5 ? ` and ${count(users.length - 5, 'other')}` : '';
}
