/** Logs of JSON, CSV and logfmt as the texts in them; everything else as it is, with escaped line ends as line ends. */
export function textsIn(given: string): string {
  const whole = parsed(given);
  if (whole !== null) return linesOf(whole);
  const lines = given.split('\n');
  const isTable = lines.filter((line) => lastCell.test(line)).length >= lines.length / 2;
  return lines
    .map((line) => textOf(line, isTable))
    .join('\n')
    .replaceAll(/\\r?\\n|\\n/g, '\n')
    .replaceAll(/\\t/g, ' ')
    .replaceAll(/(?<!\\)\\+"/g, '"');
}

/** `1732217576,"what was printed"`: quotes in it are written twice. */
const lastCell = /^[^",\n]*(?:,[^",\n]*)*,"((?:[^"]|"")*)"\r?$/;
/** `time=... level=INFO msg="what was printed"` */
const logfmt = /^(?:time|ts|t|level|lvl)=\S.*?\b(?:msg|message)="((?:[^"\\]|\\.)*)"([^]*)$/;

function textOf(line: string, isTable: boolean): string {
  const value = parsed(line) ?? behindItsTime(line);
  if (value !== null) return linesOf(value);
  const cell = isTable ? lastCell.exec(line)?.[1] : undefined;
  if (cell !== undefined) return `${cell.replaceAll('""', '"')} `;
  const [, message, rest = ''] = logfmt.exec(line) ?? [];
  return message === undefined ? line : `${message.replaceAll('\\"', '"')}${rest}`;
}

/** `2026-02-01T10:11:12Z {"msg": ...}`. Null: no log stands behind the time. */
function behindItsTime(line: string): object | null {
  const at = line.indexOf('{"');
  const value = at > 0 && at < 80 ? parsed(line.slice(at)) : null;
  return value !== null && Object.keys(value).some((member) => printedMember.test(member))
    ? value
    : null;
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

/** Members that hold printed text, in logs and in Pulumi's events; other members say when and how. */
const printedMember =
  /^(?:@?message|msg|text|log|line|err(?:or)?s?|urn|reason|description|stack|stdout|stderr|output|code|name)$/i;

/** A space at the end of each: no terminal broke these lines. */
function linesOf(value: object): string {
  const printed = textsOf(value, (member) => printedMember.test(member));
  return (printed.length > 0 ? printed : textsOf(value, () => true))
    .map((text) => `${text} `)
    .join('\n');
}

/** No log nests like that, and each level takes a part of the stack. */
const deepest = 200;

function textsOf(
  value: unknown,
  isWanted: (member: string) => boolean,
  { member, depth }: { readonly member: string; readonly depth: number } = {
    member: 'text',
    depth: 0,
  },
): string[] {
  const below = (name: string) => ({ member: name, depth: depth + 1 });
  if (typeof value === 'string') {
    if (!isWanted(member)) return [];
    // A log of logs: the message of one collector is a line of another.
    const inner = parsed(value);
    return inner === null || Array.isArray(inner)
      ? [value]
      : textsOf(inner, isWanted, below('text'));
  }
  if (typeof value !== 'object' || value === null || depth > deepest) return [];
  // The texts of a list are of the member that holds the list.
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, isWanted, below(member)));
  return Object.entries(value).flatMap(([name, each]) => textsOf(each, isWanted, below(name)));
}
