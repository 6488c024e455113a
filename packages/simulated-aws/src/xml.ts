import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What can stand inside an element: text, named elements, or the same element several times. */
export type XmlValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly [name: string]: XmlValue }
  | readonly XmlValue[];

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element with escaped content. A list repeats the element; null and undefined leave it out. */
export function element(name: string, value: XmlValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return `<${name}>${escapeXml(value)}</${name}>`;
  if (typeof value !== 'object') return `<${name}>${value}</${name}>`;
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  return `<${name}>${elements(value)}</${name}>`;
}

/** The named elements one after the other, in the order of the members. */
export function elements(fields: { readonly [name: string]: XmlValue }): string {
  let xml = '';
  for (const name in fields) xml += element(name, fields[name]);
  return xml;
}

/** An element around content that is XML already. */
export function wrap(
  name: string,
  xml: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${pairs.join('')}>${xml}</${name}>`;
}

/** A whole document: the declaration and its root element. */
export function xmlDocument(
  name: string,
  xml: string,
  attributes?: Readonly<Record<string, string>>,
): string {
  return declaration + wrap(name, xml, attributes);
}

function isList(value: object): value is readonly XmlValue[] {
  return Array.isArray(value);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Control characters become character references, as S3 writes them, although XML 1.0 forbids even
 * those: a client that cannot read them must ask for `encoding-type=url`.
 */
// oxlint-disable-next-line no-control-regex
const escaped = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

function escapeXml(text: string): string {
  // Most texts have none of them, and a list has thousands of texts.
  if (text.search(escaped) === -1) return text;
  return text.replace(
    escaped,
    (character) => entities[character] ?? `&#${character.charCodeAt(0)};`,
  );
}

/** A parsed element: its text, or its children by name. */
export type XmlContent = string | XmlObject;
export interface XmlObject {
  readonly [name: string]: XmlContent | readonly XmlContent[];
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  removeNSPrefix: true,
  // Entities are decoded below: character references too, and without the parser's limits.
  processEntities: false,
});

/** The document as `{ Root: … }`, or null where it is not well-formed XML 1.0. */
export function parseXml(text: string): XmlObject | null {
  if (hasForbiddenCharacter(text) || XMLValidator.validate(text) !== true) return null;
  const content = tidy(parser.parse(text));
  return typeof content === 'string' ? null : content;
}

/** XML 1.0 allows no control characters but tab, line feed and carriage return, not even as references. */
function hasForbiddenCharacter(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return true;
  for (const [, hex, decimal] of text.matchAll(/&#(?:x([0-9a-f]+)|(\d+));/gi)) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return true;
  }
  return false;
}

function tidy(node: unknown): XmlContent {
  if (typeof node !== 'object' || node === null) return decode(String(node ?? ''));
  const children = Object.entries(node).filter(([name]) => name !== '#text');
  if (children.length === 0) return decode(String('#text' in node ? node['#text'] : ''));
  return Object.fromEntries(
    children.map(([name, child]) => [name, Array.isArray(child) ? child.map(tidy) : tidy(child)]),
  );
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi,
    (_, hex, decimal, name) =>
      name
        ? (named[name] ?? '')
        : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );
}

/** All children of a name: none, one or several. */
export function childrenOf(
  parent: XmlContent | null | undefined,
  name: string,
): readonly XmlContent[] {
  if (!parent || typeof parent === 'string' || !Object.hasOwn(parent, name)) return [];
  const found = parent[name];
  if (found === undefined) return [];
  return typeof found === 'string' || !isContentList(found) ? [found] : found;
}

function isContentList(value: XmlObject | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value);
}

/** The first child of a name. */
export function childOf(
  parent: XmlContent | null | undefined,
  name: string,
): XmlContent | undefined {
  return childrenOf(parent, name)[0];
}

/** The text of the first child of a name; undefined where there is none. */
export function textOf(parent: XmlContent | null | undefined, name: string): string | undefined {
  const child = childOf(parent, name);
  return typeof child === 'string' ? child : undefined;
}
