import { pageText, textLines } from './page.ts';

/** For documents without a page of their own: the terminal's text. */
export function textPage(text: string): string {
  return pageText({
    title: 'Report of sst-sweep',
    summary: '',
    lines: [],
    warnings: [],
    sections: [{ id: 'text', heading: 'Report', body: textLines(text.trimEnd().split('\n')) }],
  });
}
