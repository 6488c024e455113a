import { Window } from 'happy-dom';
import { pageScript } from '../../../src/report/html/script.ts';

/** A page in a browser's DOM, with its own script run in it as it stands in the page. */
export function openPage(text: string, { scripts = true } = {}) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  window.document.write(text);
  const own = [...window.document.querySelectorAll('script:not([type])')];
  if (scripts) {
    const [script] = own;
    if (own.length !== 1 || script?.textContent !== pageScript) throw new Error('Not its script');
    // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- as a browser does with the text of a script
    new Function('document', 'window', pageScript)(window.document, window);
  }
  return { window, document: window.document };
}

type Page = ReturnType<typeof openPage>;

/** One table of a page, as somebody uses it. */
export function tableOn({ window, document }: Page, section: string) {
  const find = (selector: string) => {
    const found = document.querySelector(`#${section} ${selector}`);
    if (!found) throw new Error(`No ${selector}`);
    return found;
  };
  const told = (selector: string, type: string, value: string) => {
    const element = find(selector);
    Object.assign(element, { value });
    element.dispatchEvent(new window.Event(type));
  };
  const names = () =>
    [...document.querySelectorAll(`#${section} tbody th code`)].map((code) => code.textContent);
  return {
    find,
    names,
    status: () => find('.status').textContent,
    search: (text: string) => told('input', 'input', text),
    choose: (column: number, value: string) =>
      told(`select[data-column="${column}"]`, 'change', value),
    press: (selector: string) => find(selector).dispatchEvent(new window.Event('click')),
    head: (column: number) => find(`thead th:nth-child(${column + 1})`),
  };
}
