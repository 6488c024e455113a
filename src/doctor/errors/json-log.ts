/** Logs of JSON as the texts in them; everything else as it is, with escaped line ends as line ends. */
export function textsIn(given: string): string {
  const whole = parsed(given);
  if (whole !== null) return linesOf(whole);
  const lines = given.split('\n').map((line) => {
    const value = parsed(line);
    return value === null ? line : linesOf(value);
  });
  return lines
    .join('\n')
    .replaceAll(/\\r?\\n|\\n/g, '\n')
    .replaceAll(/\\t/g, ' ')
    .replaceAll(/\\+"/g, '"');
}

/** Null: it is no object and no list. */
function parsed(text: string): object | null {
  const bare = text.trim();
  if (!/^[{[]/.test(bare) || !/[}\]]$/.test(bare)) return null;
  try {
    const value: unknown = JSON.parse(bare);
    return typeof value === 'object' ? value : null;
  } catch {
    // Not JSON after all: it is read as text.
    return null;
  }
}

/** Members that hold what was printed, in logs and in Pulumi's events; others say when and how. */
const telling =
  /^(?:@?message|msg|text|log|line|err(?:or)?s?|urn|reason|description|stack|stdout|stderr|output|code|name)$/i;

/** A space at the end of each: no terminal broke these lines. */
function linesOf(value: object): string {
  const told = texts(value, (member) => telling.test(member));
  return (told.length > 0 ? told : texts(value, () => true)).map((text) => `${text} `).join('\n');
}

function texts(value: unknown, tells: (member: string) => boolean, member = 'text'): string[] {
  if (typeof value === 'string') return tells(member) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // A list is of what its member is.
  if (Array.isArray(value)) return value.flatMap((each) => texts(each, tells, member));
  return Object.entries(value).flatMap(([name, each]) => texts(each, tells, name));
}
