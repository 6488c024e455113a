import type { Finding } from '../../model/finding.ts';
import type { Gap } from '../../model/gap.ts';
import { sentenceText } from '../../text/command-text.ts';
import { mendsOf } from '../../advice/gap-mends.ts';
import { pluralWord } from '../../text/kind-words.ts';
import { byFirst } from '../../model/order.ts';
import { count, listed, plain } from '../../text/text.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { folded, wrapped } from '../../text/wrap.ts';

const causes: Readonly<Record<Gap['cause'], string>> = {
  denied: 'denied',
  throttled: 'throttled',
  timeout: 'timed out',
  invalid: 'not understood',
  error: 'failed',
};

/**
 * Gaps are always shown, with the findings that they leave undecided. With findings also how many of them an
 * unread state holds up, and how to mend that.
 */
export function gapLines(
  gaps: readonly Gap[],
  view: TextStyle,
  findings: readonly Finding[] | null = null,
): string[] {
  if (gaps.length === 0) return [];
  const sorted = gaps.toSorted(byFirst((gap) => gap.id));
  return [
    view.paint.bold(`Could not be read (${gaps.length})`),
    ...sorted.flatMap((gap) => [
      ...wrapped(`${view.marks.warning} ${gapSentence(gap)}`, view.rowWidth - 2).map(
        (line) => `  ${line}`,
      ),
      ...folded(plain(gap.message), view.rowWidth - 6).map((line) =>
        view.paint.dim(`      ${line}`),
      ),
      ...(gap.state && findings ? stateLines(gap, findings, view) : []),
    ]),
  ];
}

/** The operation that failed, why, and the findings that this leaves undecided. */
export function gapSentence(gap: Gap): string {
  const where = gap.region ? ` in ${plain(gap.region)}` : '';
  return `${plain(gap.operation)}${where}: ${causes[gap.cause]}. Leaves undecided: ${touched(gap)}.`;
}

function stateLines(gap: Gap, findings: readonly Finding[], view: TextStyle): string[] {
  const heldUp = undecidedBy(gap, findings);
  return [
    ...(heldUp === 0 ? [] : [`      It holds up ${count(heldUp, 'resource')}.`]),
    ...mendsOf(gap).map((mend) => `      ${sentenceText(mend, view.repeated)}`),
  ];
}

/** Resources that this gap keeps from a verdict. */
export function undecidedBy({ id }: Gap, findings: readonly Finding[]): number {
  return findings.filter(({ verdict, gaps }) => verdict === 'unknown' && gaps.includes(id)).length;
}

function touched({ affects }: Gap): string {
  if (affects.resources?.length === 0) return 'no verdict';
  if (affects.resources) return count(affects.resources.length, 'resource');
  const stages = affects.stages === 'all' ? 'all stages' : few(affects.stages, 'stages');
  const kinds = affects.kinds === 'all' ? 'all kinds' : few(affects.kinds.map(pluralWord), 'kinds');
  const regions = affects.regions === 'all' ? 'all regions' : few(affects.regions, 'regions');
  const whose = [
    ...(stages === '' ? [] : [stages]),
    ...(affects.madeBefore === null ? [] : [`what is older than ${affects.madeBefore}`]),
    ...(affects.unrecorded ? ['what no state recorded'] : []),
  ];
  return `${listed(whose)}, ${kinds}, ${regions}`;
}

function few(names: readonly string[], plural: string): string {
  return names.length > 3 ? `${names.length} ${plural}` : listed(names.map(plain));
}
