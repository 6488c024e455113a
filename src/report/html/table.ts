import { plain } from '../../text/text.ts';
import { makeEscaping } from './browser/escaping.ts';
import { makeRows } from './browser/rows.ts';
import type { Column, Fact, RowData, TableData } from './browser/table-data.ts';
import { rowsOnAPage } from './browser/table-data.ts';
import { markup, jsonBlock, trusted, type Html } from './escape.ts';

const drawn = makeRows(makeEscaping());

interface Table {
  /** Distinct on its page. */
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly RowData[];
}

export function column(label: string, given: Partial<Column> = {}): Column {
  return { label, shows: 'text', filters: false, ...given };
}

export function fact(term: string, text: string, more: Partial<Fact> = {}): Fact {
  return { term, text, source: '', link: '', ...more };
}

/**
 * A table to filter, sort and page through. The first rows stand in the page as they are, for who runs no
 * scripts; the others are drawn when they are asked for.
 */
export function bigTable({ id, caption, columns, rows }: Table): Html {
  const data: TableData = { columns, rows: rows.map(plainRow) };
  const first = data.rows.slice(0, rowsOnAPage);
  const rest = rows.length - first.length;
  return markup`<div class="big" data-table>
    <div class="controls" hidden>
      <label>Find <input type="search" aria-controls="${id}" /></label>
      ${columns.flatMap((each, index) => (each.filters ? [choice(each, index, id)] : []))}
      <button type="button" class="clear">Show all</button>
    </div>
    <p class="status" role="status">
      ${rest > 0 ? `The first ${first.length} of ${rows.length}: the others need scripts.` : ''}
    </p>
    <div class="wide" role="region" aria-label="${caption}" tabindex="0">
      <table id="${id}">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(({ label, shows }) => headHtml(label, shows))}
          </tr>
        </thead>
        <tbody>
          ${first.map((row) => trusted(drawn(columns, row)))}
        </tbody>
      </table>
    </div>
    <p class="pager" hidden>
      <button type="button" class="before">Previous</button>
      <button type="button" class="after">Next</button>
    </p>
    <script type="application/json">
      ${jsonBlock(data)}
    </script>
  </div>`;
}

function headHtml(label: string, shows: Column['shows']): Html {
  return shows === 'number'
    ? markup`<th scope="col" class="number">${label}</th>`
    : markup`<th scope="col">${label}</th>`;
}

function choice({ label }: Column, index: number, table: string): Html {
  return markup`<label
    >${label}
    <select data-column="${index}" aria-controls="${table}">
      <option value="">all</option>
    </select></label
  >`;
}

/** The browser escapes all that it draws; control characters that act or hide are taken out here. */
function plainRow({ facts, ...row }: RowData): RowData {
  return {
    cells: row.cells.map(plain),
    order: row.order,
    tone: row.tone,
    notes: row.notes.map(plain),
    reason: plain(row.reason),
    facts: facts.map(({ term, text, source, link }) => ({
      term: plain(term),
      text: plain(text),
      source: plain(source),
      link: plain(link),
    })),
  };
}

/** A small table that is whole in the page. */
export function smallTable(given: {
  readonly caption: string;
  readonly heads: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly (string | number | Html)[])[];
  readonly numbers?: boolean;
}): Html {
  const { numbers = true } = given;
  const head = (label: string, index: number) =>
    headHtml(label, numbers && index > 0 ? 'number' : 'text');
  return markup`<div class="wide" role="region" aria-label="${given.caption}" tabindex="0">
    <table>
      <caption>
        ${given.caption}
      </caption>
      <thead>
        <tr>
          ${given.heads.map(head)}
        </tr>
      </thead>
      <tbody>
        ${given.rows.map(
          ([name = '', ...cells]) =>
            markup`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => (numbers ? markup`<td class="number">${cell}</td>` : markup`<td>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}
