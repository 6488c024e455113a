import { columnWidth } from '../../text/column-width.ts';
import type { Finding } from '../../model/finding.ts';
import { bytes, plain } from '../../text/text.ts';
import type { TreeRow } from './tree.ts';

/** Cells beside the box of a row. The terminal's width decides which of these are shown, and how wide. */
export type Column = 'id' | 'kind' | 'size' | 'age' | 'region' | 'state';

export type Layout = readonly { readonly column: Column; readonly width: number }[];

/** On a narrow terminal the last of these goes first; the lines below the list have them all. */
const byWeight: readonly Column[] = ['id', 'kind', 'state', 'size', 'age', 'region'];
const inOrder: readonly Column[] = ['id', 'kind', 'size', 'age', 'region', 'state'];
const narrowestId = 22;

/** Widths of all columns, over all rows: the columns do not move while one scrolls. */
export function widthsOf(rows: readonly TreeRow[], now: string): Readonly<Record<Column, number>> {
  const widest = (column: Column, header: number) =>
    rows.reduce((most, row) => Math.max(most, columnWidth(cell(row, column, now))), header);
  return {
    id: widest('id', narrowestId),
    kind: widest('kind', 4),
    size: widest('size', 4),
    age: widest('age', 3),
    region: widest('region', 6),
    state: widest('state', 5),
  };
}

/** As many columns as leave the id enough room to be recognized. */
export function layoutFor(widths: Readonly<Record<Column, number>>, room: number): Layout {
  for (let kept = byWeight.length; kept > 0; kept--) {
    const columns = byWeight.slice(0, kept);
    const others = columns.reduce(
      (sum, column) => sum + (column === 'id' ? 0 : widths[column] + 1),
      0,
    );
    if (room - others < narrowestId && kept > 1) continue;
    return inOrder
      .filter((column) => columns.includes(column))
      .map((column) => ({
        column,
        width: column === 'id' ? Math.min(widths.id, room - others) : widths[column],
      }));
  }
  return [];
}

export function cell({ pick }: TreeRow, column: Column, now: string): string {
  const { finding } = pick;
  switch (column) {
    case 'id': {
      const versions = pick.versions > 0 ? ` +${pick.versions}` : '';
      return `${shortId(finding)}${versions}`;
    }
    case 'kind':
      return shortKind(finding.kind);
    case 'size':
      return finding.sizeBytes === null ? '' : bytes(finding.sizeBytes);
    case 'age':
      return ageOf(finding, now);
    case 'region':
      return plain(finding.region);
    case 'state':
      return stateOf(pick);
    default:
      return column satisfies never;
  }
}

/** Without the region that ids of regional kinds begin with: it has a column of its own. */
function shortId({ id, region }: Finding): string {
  const lead = `${region}:`;
  return plain(id.startsWith(lead) ? id.slice(lead.length) : id);
}

/** One word that a person must know before ticking the box. */
function stateOf({ finding, ticking }: TreeRow['pick']): string {
  if (finding.verdict === 'leftover' && ticking === 'read') return 'stays';
  if (finding.verdict !== 'leftover') return finding.verdict;
  if (ticking === 'single' && finding.losesData) return 'data';
  if (finding.stageLivesOn) return 'in stage';
  return finding.confidence ?? 'low';
}

/** Whole kinds are too long for a row; the part that is left out is the same for most of them. */
function shortKind(kind: string): string {
  return plain(kind)
    .replace(/^(?:cloudfront|s3|iam)-/, '')
    .replace(/^lambda-edge-/, 'edge-')
    .replace(/^origin-access-control$/, 'access-control')
    .replace(/^origin-access-identity$/, 'access-identity')
    .replace(/^key-value-store$/, 'kv-store')
    .replace(/^(origin-request|response-headers)-policy$/, '$1');
}

const day = 86_400_000;

/** Since it was changed, else since it was made: `5h`, `38d`. */
export function ageOf({ modifiedAt, createdAt }: Finding, now: string): string {
  const since = modifiedAt ?? createdAt;
  const passed = since === null ? Number.NaN : Date.parse(now) - Date.parse(since);
  if (Number.isNaN(passed)) return '';
  return passed < 2 * day
    ? `${Math.max(0, Math.floor(passed / 3_600_000))}h`
    : `${Math.floor(passed / day)}d`;
}
