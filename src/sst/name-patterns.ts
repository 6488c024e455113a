/** A word in which a star or a question mark stands for other characters, as IAM's resources may have them. */
const patternWord = /[a-z0-9_*?-]*[*?][a-z0-9_*?-]*/g;

/** A pattern that leaves more than half of a name open is about many things, and not about that one. */
const leastWritten = 0.5;

/**
 * The names that a policy means by a pattern such as `acme-pr-7-uploads-*`: whoever writes a policy by hand
 * cannot know the random letters in which SST ends its names. `text`: of a policy document, URL-encoded or not.
 */
export function namesByPattern(text: string, names: readonly string[]): ReadonlySet<string> {
  const patterns = new Set(decoded(text).toLowerCase().match(patternWord));
  const found = new Set<string>();
  for (const pattern of patterns) {
    const written = pattern.replaceAll(/[*?]/g, '').length;
    const first = pattern.split(/[*?]/)[0] ?? '';
    const candidates = names.filter(
      (name) => written >= name.length * leastWritten && name.toLowerCase().startsWith(first),
    );
    if (candidates.length === 0) continue;
    const shape = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    for (const name of candidates) if (shape.test(name.toLowerCase())) found.add(name);
  }
  return found;
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
