import type { PageDocument, PageElement, PageWindow } from './dom.ts';
import type { TableQuery } from './matching.ts';
import type { Column, RowData, TableData } from './table-data.ts';

export interface TableTools {
  readonly drawn: (columns: readonly Column[], row: RowData) => string;
  readonly matching: (rows: readonly RowData[], asked: TableQuery) => readonly RowData[];
  readonly rowsOnAPage: number;
}

/** Gives every table of the page its filters, its sorting and its pages. */
export function startTables(
  page: PageDocument,
  browser: PageWindow,
  { drawn, matching, rowsOnAPage }: TableTools,
): void {
  for (const section of page.querySelectorAll('[data-table]')) start(section);

  function start(section: PageElement): void {
    const find = (selector: string): PageElement => {
      const found = section.querySelector(selector);
      if (!found) throw new Error(`No ${selector}`);
      return found;
    };
    const { columns, rows } = JSON.parse(find('script').textContent) as TableData;
    const body = find('tbody');
    const controls = find('.controls');
    const search = find('input');
    const pager = find('.pager');
    const [before, after] = [find('.before'), find('.after')];
    const choices = columns.map(({ filters }, index) => (filters ? choiceOf(index) : null));
    const heads = [...section.querySelectorAll('thead th')];
    let [column, descending, first]: [number | null, boolean, number] = [null, false, 0];

    for (const [index, head] of heads.entries()) makeSortable(head, index);
    search.addEventListener('input', restart);
    find('.clear').addEventListener('click', () => {
      search.value = '';
      for (const choice of choices) if (choice) choice.value = '';
      restart();
    });
    before.addEventListener('click', () => turn(-rowsOnAPage));
    after.addEventListener('click', () => turn(rowsOnAPage));
    // Who prints wants all that was asked for, and not the page of it.
    browser.addEventListener('beforeprint', () => show(Number.POSITIVE_INFINITY));
    browser.addEventListener('afterprint', () => show(rowsOnAPage));
    controls.hidden = false;
    show(rowsOnAPage);

    function choiceOf(index: number): PageElement {
      const choice = find(`select[data-column="${index}"]`);
      const oneOfEach = new Map(rows.map((row) => [row.cells[index] ?? '', row]));
      const inOrder = matching([...oneOfEach.values()], {
        text: '',
        choices: [],
        column: index,
        descending: false,
      });
      for (const { cells } of inOrder) {
        const value = cells[index] ?? '';
        if (value === '') continue;
        const option = page.createElement('option');
        option.value = value;
        option.textContent = value;
        choice.append(option);
      }
      choice.addEventListener('change', restart);
      return choice;
    }

    function makeSortable(head: PageElement, index: number): void {
      const button = page.createElement('button');
      button.setAttribute('type', 'button');
      button.textContent = head.textContent;
      button.addEventListener('click', () => {
        descending = column === index && !descending;
        column = index;
        for (const [other, each] of heads.entries())
          if (other === index)
            each.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
          else each.removeAttribute('aria-sort');
        restart();
      });
      head.replaceChildren(button);
    }

    function restart(): void {
      first = 0;
      show(rowsOnAPage);
    }

    function turn(by: number): void {
      first += by;
      show(rowsOnAPage);
      section.scrollIntoView();
    }

    function show(atMost: number): void {
      const asked = { text: search.value, choices: choices.map((each) => each?.value ?? '') };
      const found = matching(rows, { ...asked, column, descending });
      const begins = atMost > rowsOnAPage ? 0 : first;
      const ends = Math.min(found.length, begins + atMost);
      body.innerHTML = found
        .slice(begins, ends)
        .map((row) => drawn(columns, row))
        .join('');
      const all = found.length === rows.length ? '' : `, of ${rows.length} in all`;
      find('.status').textContent =
        found.length === 0
          ? `None of ${rows.length} fits.`
          : `${begins + 1}–${ends} of ${found.length}${all}`;
      pager.hidden = found.length <= rowsOnAPage;
      before.disabled = first === 0;
      after.disabled = ends >= found.length;
    }
  }
}
