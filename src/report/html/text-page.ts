import { pageText, textLines } from './page.ts';

/** What has no page of its own, as the text that a terminal shows. */
export function textPage(text: string): string {
  return pageText({
    title: 'Report of sst-sweep',
    summary: '',
    lines: [],
    warnings: [],
    sections: [{ id: 'text', heading: 'Report', body: textLines(text.trimEnd().split('\n')) }],
  });
}
