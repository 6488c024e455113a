import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** As a renderer of GitHub's Markdown shows it; dangerous HTML and protocols would go through. */
export function htmlOf(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

/** Elements that were not meant by us. */
export function strangeElements(html: string): readonly string[] {
  const ours =
    /^<\/?(?:h[2-4]|p|table|thead|tbody|tr|th|td|ul|li|blockquote|pre|code|strong|br)(?: class="language-(?:text|mermaid)")?(?: \/)?>$/;
  return (html.match(/<[^>]*>/g) ?? []).filter((tag) => !ours.test(tag));
}

/** Text in which GitHub looks for mentions, links and emoji: it leaves code alone. */
export function textOutsideCode(html: string): string {
  return html.replace(/<(code|pre)[ >][^]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
}

/** Rows of all tables, each a list of cells. */
export function cellRows(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );
}
