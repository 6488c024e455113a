import { XMLParser } from 'fast-xml-parser';

import { configurationHash } from '../resource-shape.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: true,
});

/** Are two documents the same configuration? The order of members and empty ones do not count. */
export function isSameXml(left: string, right: string): boolean {
  return configurationHash(parser.parse(left)) === configurationHash(parser.parse(right));
}

/** Text of the first element of a name, as it stands in the document; null where there is none. */
export function elementText(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}

/** The document with another text in the first element of a name. */
export function withElementText(xml: string, name: string, text: string): string {
  return xml.replace(new RegExp(`(<${name}>)[^<]*(</${name}>)`), (_, open, close) => {
    return `${open}${escapeXml(text)}${close}`;
  });
}

/** Without `<?xml ...?>`, to stand inside another document. */
export function withoutDeclaration(xml: string): string {
  return xml.replace(/^\s*<\?xml[^>]*\?>\s*/, '');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#13;', '\r')
    .replaceAll('&amp;', '&');
}
