/** Services that a trust policy names. */
export function trustsIn(document: string): string[] {
  if (document === '') return [];
  const { Statement: statements = [] } = JSON.parse(document) as {
    Statement?: { Principal?: { Service?: string | string[] } }[];
  };
  return statements.flatMap(({ Principal }) => Principal?.Service ?? []).flat();
}

/** `Tags.member.1.Key`, `Tags.member.1.Value`, ... */
export function tagsIn(form: ReadonlyMap<string, string>): { tags?: Record<string, string> } {
  const tags: Record<string, string> = {};
  for (let at = 1; form.has(`Tags.member.${at}.Key`); at += 1)
    tags[form.get(`Tags.member.${at}.Key`) ?? ''] = form.get(`Tags.member.${at}.Value`) ?? '';
  return Object.keys(tags).length > 0 ? { tags } : {};
}
