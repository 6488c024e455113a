/** Services that a trust policy names. */
export function trustsIn(document: string): string[] {
  if (document === '') return [];
  const { Statement: statements = [] } = JSON.parse(document) as {
    Statement?: { Principal?: { Service?: string | string[] } }[];
  };
  return statements.flatMap(({ Principal }) => Principal?.Service ?? []).flat();
}

/** That these services may assume it, and nothing else. */
export function plainTrust(trusts: readonly string[]): string {
  const statement = { Effect: 'Allow', Principal: { Service: trusts }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** `Tags.member.1.Key`, `Tags.member.1.Value`, ... */
export function tagsIn(form: ReadonlyMap<string, string>): { tags?: Record<string, string> } {
  const tags: Record<string, string> = {};
  for (let at = 1; form.has(`Tags.member.${at}.Key`); at += 1)
    tags[form.get(`Tags.member.${at}.Key`) ?? ''] = form.get(`Tags.member.${at}.Value`) ?? '';
  return Object.keys(tags).length > 0 ? { tags } : {};
}

/** IAM's policy documents are JSON, percent-encoded as RFC 3986 says; the SDK does not decode them. */
export function encoded(document: unknown): string {
  return encodeURIComponent(JSON.stringify(document)).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
