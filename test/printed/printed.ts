import { stripVTControlCharacters } from 'node:util';

/** A command as an output prints it, and where it stood. */
export interface Printed {
  readonly text: string;
  /** The line or the member of a JSON that it stood in. */
  readonly where: string;
}

/** How a line begins that is a command of a program known here. */
const begins =
  /^(?:AWS_(?:REGION|PROFILE)=\S+ )*(?:sst-sweep(?= |$)|sst (?:deploy|remove|refresh|unlock|state|version)\b|npx sst |npm install |aws [a-z])/;

/** What stands before a command in its line: a label of the doctor's, a stage's name. */
const labels = /^(?:(?:do|then|next|again|why|not) +|[^"#]*?: )/;

/** Members that repeat what a program of others said. */
const quoted: ReadonlySet<string> = new Set(['message', 'errors', 'source', 'consoleUrl', 'tool']);

/** All commands that stand in an output of ours, whatever its format. */
export function printedIn(output: string): readonly Printed[] {
  const text = stripVTControlCharacters(output).trim();
  if (/^\{.*\}$/.test(text.split('\n', 1)[0] ?? ''))
    return text.split('\n').flatMap((line) => fromJson(JSON.parse(line), ''));
  if (text.startsWith('{')) return fromJson(JSON.parse(text), '');
  if (text.startsWith('<!doctype html>')) return fromHtml(text);
  return text.split('\n').flatMap((line) => fromLine(line));
}

function fromJson(value: unknown, where: string): readonly Printed[] {
  if (typeof value === 'string') return fromLine(value, `${where}: ${value}`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, each]) =>
    quoted.has(member) ? [] : fromJson(each, `${where}.${member}`),
  );
}

/** What can be read on the page, and what its script draws. */
function fromHtml(page: string): readonly Printed[] {
  const data = [...page.matchAll(/<script type="application\/json">([^]*?)<\/script>/g)];
  const characters = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' } as const;
  const text = page
    .replace(/<(script|style)\b[^]*?<\/\1>/g, '')
    .replace(/<\/(?:p|li|td|th|dd|dt|tr|h\d|summary|pre|title)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_all, name) => characters[name as keyof typeof characters],
    );
  return [
    ...text.split('\n').flatMap((line) => fromLine(line)),
    ...data.flatMap(([, json = '']) => fromJson(JSON.parse(json), '')),
  ];
}

function fromLine(line: string, where = line): readonly Printed[] {
  const text = line.trim();
  const rest = begins.test(text) ? text : text.replace(labels, '');
  if (begins.test(rest)) return [{ text: withoutNote(rest), where }];
  return [...text.matchAll(/"((?:[^"$]|\$(?!\())*)"/g)].flatMap(([, inner = '']) =>
    begins.test(inner) ? [{ text: inner, where }] : [],
  );
}

/** A note stands behind a command as a shell's comment. */
function withoutNote(text: string): string {
  return text.replace(/ {2}# .*$/, '').trimEnd();
}
