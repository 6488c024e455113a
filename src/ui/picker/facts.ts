import type { Finding } from '../../model/finding.ts';
import { grouped } from '../../text/numbers.ts';
import { rowText } from '../../report/terminal/finding-tables.ts';
import { bytes, count, minute, pairOf, plain } from '../../text/text.ts';
import { wrapped } from '../../text/wrap.ts';
import { broken } from './segments.ts';
import type { TreeRow } from './tree.ts';

/** Every known fact of a row, in lines of at most this width. */
export function factLines({ pick }: TreeRow, width: number): readonly string[] {
  const { finding, note, versions } = pick;
  const sure = finding.confidence === null ? '' : `, ${finding.confidence}`;
  const paragraphs = [
    `${finding.kind} ${finding.id}`,
    `of ${pairOf(finding)}: ${finding.verdict}${sure}`,
    '',
    ...(note === null ? [] : [note]),
    rowText(finding.row).sentence,
    '',
    ...factsOf(finding),
    ...(versions > 0 ? [`${count(versions, 'version')} of it go with it`] : []),
    '',
    `Evidence (${finding.evidence.length})`,
    ...finding.evidence.flatMap(({ code, detail, source }) => [
      `- ${detail}`,
      `  ${code}, read from ${source}`,
    ]),
    ...named(
      'In use',
      (finding.use ?? []).map(({ detail }) => detail),
    ),
    ...named('Used by', finding.usedBy),
    ...named('Uses', finding.uses),
  ];
  return paragraphs.flatMap((paragraph) => readableLines(grouped(plain(paragraph)), width));
}

function factsOf(finding: Finding): string[] {
  const { createdAt, modifiedAt, busyUntil, sizeBytes } = finding;
  return [
    `region ${finding.region}`,
    ...(createdAt === null ? [] : [`created ${minute(createdAt)} UTC`]),
    ...(modifiedAt === null ? [] : [`changed ${minute(modifiedAt)} UTC`]),
    ...(busyUntil === null ? [] : [`busy until ${minute(busyUntil)} UTC`]),
    ...(sizeBytes === null ? [] : [`size ${bytes(sizeBytes)}`]),
    ...(finding.losesData ? ['holds data that no deploy makes again'] : []),
    ...finding.blockers.map(({ detail }) => `AWS keeps it: ${detail}`),
  ];
}

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : ['', title, ...names.map((name) => `- ${name}`)];
}

/** Words are wrapped. A word wider than a line, such as an ARN, is broken, so that all of it can be read. */
function readableLines(text: string, width: number): string[] {
  return wrapped(text, width).flatMap((line) => broken(line, width));
}
