import { XMLParser } from 'fast-xml-parser';

import { UnreadableAnswer } from '../../aws/failures.ts';
import { configurationHash } from '../resource-shape.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: true,
});

/**
 * Whether two documents are the same configuration: the order of members and empty members do not count. The
 * parser refuses what is nested deeper than any configuration: an `UnreadableAnswer`.
 */
export function isSameXml(left: string, right: string): boolean {
  return hashOf(left) === hashOf(right);
}

function hashOf(xml: string): string {
  try {
    return configurationHash(parser.parse(xml));
  } catch (cause) {
    throw new UnreadableAnswer('The configuration is no XML that can be compared.', { cause });
  }
}

/** Text of the first element of a name, with its escapes; null where there is none. */
export function elementText(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}

/** The document with another text in the first element of a name. */
export function withElementText(xml: string, name: string, text: string): string {
  return xml.replace(new RegExp(`(<${name}>)[^<]*(</${name}>)`), (_, open, close) => {
    return `${open}${escapeXml(text)}${close}`;
  });
}

/** Without `<?xml ...?>`, so that it can be put inside another document. */
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
