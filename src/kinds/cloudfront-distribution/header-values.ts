/** Placeholder in a backup for the value of a header that CloudFront adds for an origin. */
const notKept = '(not kept)';

const headerValue = /<HeaderValue>[^<]*<\/HeaderValue>/g;

/** Headers that CloudFront adds for an origin are mostly shared secrets: their values are not kept. */
export function withoutHeaderValues(xml: string): string {
  return xml.replace(headerValue, `<HeaderValue>${notKept}</HeaderValue>`);
}

/** Names of the headers whose values are missing in the backup. */
export function lostHeaders(xml: string): readonly string[] {
  return customHeaders(xml).flatMap(({ headers }) =>
    headers.filter((header) => header.includes(notKept)).map(nameOf),
  );
}

/** A header without its value would be refused, so it is left out. */
export function withoutLostHeaders(xml: string): string {
  return customHeaders(xml).reduceRight((text, { at, whole, headers }) => {
    const kept = headers.filter((header) => !header.includes(notKept));
    if (kept.length === headers.length) return text;
    const items = kept.length === 0 ? '' : `<Items>${kept.join('')}</Items>`;
    const list = `<CustomHeaders><Quantity>${kept.length}</Quantity>${items}</CustomHeaders>`;
    return text.slice(0, at) + list + text.slice(at + whole.length);
  }, xml);
}

/**
 * The backup's document with the header values of the current distribution, which still has them; null
 * where its headers are other ones by now.
 */
export function withHeaderValuesOf(xml: string, current: string): string | null {
  const names = (text: string) =>
    JSON.stringify([...text.matchAll(headerName)].map(([all]) => all));
  if (names(xml) !== names(current)) return null;
  const values = [...current.matchAll(headerValue)].map(([all]) => all);
  return xml.replace(headerValue, () => values.shift() ?? '');
}

const headerName = /<HeaderName>[^<]*<\/HeaderName>/g;

interface CustomHeaders {
  readonly at: number;
  readonly whole: string;
  readonly headers: readonly string[];
}

function customHeaders(xml: string): readonly CustomHeaders[] {
  return [...xml.matchAll(/<CustomHeaders>(?:(?!<CustomHeaders>)[\s\S])*?<\/CustomHeaders>/g)].map(
    (match) => ({
      at: match.index,
      whole: match[0],
      headers:
        match[0].match(
          /<OriginCustomHeader>(?:(?!<OriginCustomHeader>)[\s\S])*?<\/OriginCustomHeader>/g,
        ) ?? [],
    }),
  );
}

function nameOf(header: string): string {
  return /<HeaderName>([^<]*)<\/HeaderName>/.exec(header)?.[1] ?? '';
}
