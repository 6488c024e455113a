/** Among these are those in which a star or a question mark stands for other characters, as in IAM's resources. */
const words = /[a-z0-9_*?-]+/g;

/** A pattern that leaves more than half of a name open is about many things, and not about that one. */
const leastWritten = 0.5;

/**
 * The names that a policy means by a pattern such as `acme-pr-7-uploads-*`: whoever writes a policy by hand
 * cannot know the random letters in which SST ends its names. `text`: of a policy document, URL-encoded or not.
 */
export function namesByPattern(text: string, names: readonly string[]): ReadonlySet<string> {
  const patterns = new Set(
    (decoded(text).toLowerCase().match(words) ?? []).filter((word) => /[*?]/.test(word)),
  );
  const found = new Set<string>();
  for (const pattern of patterns) {
    const written = pattern.replaceAll(/[*?]/g, '').length;
    const first = pattern.split(/[*?]/)[0] ?? '';
    const candidates = names.filter(
      (name) => written >= name.length * leastWritten && name.toLowerCase().startsWith(first),
    );
    if (candidates.length === 0) continue;
    for (const name of candidates) if (fits(name.toLowerCase(), pattern)) found.add(name);
  }
  return found;
}

/**
 * Whether a name fits a pattern. A regular expression with as many stars as a stranger likes may take for
 * ever; this takes the product of both lengths at most, since only the last star ever takes more.
 */
function fits(name: string, pattern: string): boolean {
  let at = 0;
  let of = 0;
  let star = -1;
  let after = 0;
  while (at < name.length) {
    if (pattern[of] === '*') {
      star = of;
      after = at;
      of += 1;
    } else if (pattern[of] === '?' || pattern[of] === name[at]) {
      at += 1;
      of += 1;
    } else if (star >= 0) {
      after += 1;
      at = after;
      of = star + 1;
    } else return false;
  }
  while (pattern[of] === '*') of += 1;
  return of === pattern.length;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // A percent sign of the text's own: it is read as it stands.
    if (error instanceof URIError) return text;
    throw error;
  }
}
