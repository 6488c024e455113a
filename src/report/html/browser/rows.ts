import type { Column, RowData } from './table-data.ts';

/**
 * Makes the function that draws a row: the same code for the rows in the page's file and for those drawn
 * later.
 */
export function makeRows(
  escaped: (text: string) => string,
): (columns: readonly Column[], row: RowData) => string {
  const named = (row: RowData, name: string) => {
    const notes = row.notes.map((note) => ` <span class="note">${escaped(note)}</span>`).join('');
    return `<code>${escaped(name)}</code>${notes}${about(row)}`;
  };
  const about = ({ reason, facts }: RowData) => {
    if (facts.length === 0) return reason === '' ? '' : `<p class="reason">${escaped(reason)}</p>`;
    const list = facts.map(
      ({ term, text, source, link }) =>
        `<dt>${escaped(term)}</dt><dd>${linked(text, link)}${
          source === '' ? '' : ` <span class="source">${escaped(source)}</span>`
        }</dd>`,
    );
    return `<details><summary>${escaped(reason)}</summary><dl>${list.join('')}</dl></details>`;
  };
  const linked = (text: string, link: string) =>
    link.startsWith('https://')
      ? `<a href="${escaped(link)}" rel="noreferrer noopener">${escaped(text)}</a>`
      : escaped(text);
  return (columns, row) => {
    const cells = columns.map(({ shows }, index) => {
      const text = row.cells[index] ?? '';
      if (shows === 'main') return `<th scope="row">${named(row, text)}</th>`;
      return `<td${shows === 'number' ? ' class="number"' : ''}>${escaped(text)}</td>`;
    });
    return `<tr data-tone="${escaped(row.tone)}">${cells.join('')}</tr>`;
  };
}
