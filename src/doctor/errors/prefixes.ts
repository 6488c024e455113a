/** Prefixes that CI systems, log collectors and CloudFormation put before each line; some put two. */
const stamps: readonly RegExp[] = [
  // CloudFormation: 2024-05-20 17:28:05 UTC-0700 |
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC[+-]?\d*|[+-]\d\d:?\d\d))? [|│] (?=[\w-]+ [|│] )/,
  // GitHub, GitLab, Docker, Go: 2026-02-01T10:11:12.1234567Z
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC[+-]?\d*|[+-]\d\d:?\d\d(?: UTC)?))?(?: \d\d[OE](?:[ +]|$)|\s|$)/,
  // CodeBuild: [Container] 2026/02/01 10:11:12.123456
  /^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? /,
  // Jenkins, Vercel, concurrently: [10:11:12.123]
  /^\[(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\] ?/,
  // CDK: 12:04:11 PM |
  /^\d{1,2}:\d\d:\d\d(?: [AP]M)? [|│] /,
  // Vercel, Netlify: 10:11:12.123
  /^\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?: [AP]M)?(?:: |\s+)(?![|│])/,
  // journald: Feb 01 10:11:12 host sst[1234]:
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:\S+ [\w./-]+\[\d+\]: )?/,
  // Lambda, behind its time: c26c0127-...  INFO
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\s+(?:INFO|WARN|ERROR|DEBUG)\s+/,
  // GitHub's and Azure's own marks
  /^##\[\w+\]/,
  /^::(?:error|warning|notice|debug)(?: [^:]*)?::/,
];

/**
 * `web:deploy: `, `web-1  | `, `[web] `: of a tool that runs several at a time. CloudFormation's rows
 * begin so with their stack.
 */
const named =
  /^(?:[@\w./-]+:[\w./-]+: |[@\w./-]+\s*\| ?(?!\s*(?:\d+\/\d+ |[A-Z_]+_(?:FAILED|COMPLETE|IN_PROGRESS)))|\[[@\w./:-]+\] )/;

const seenAtLeast = 3;

export function withoutPrefixes(lines: readonly string[]): readonly string[] {
  return withoutNames(withoutCommon(lines.map(withoutStamps)));
}

function withoutStamps(line: string): string {
  let rest = line;
  for (const pattern of stamps) rest = rest.replace(pattern, '');
  return rest;
}

function withoutNames(lines: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const name = named.exec(line)?.[0];
    if (name !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  return lines.map((line) => {
    const name = named.exec(line)?.[0];
    return name !== undefined && (seen.get(name) ?? 0) >= seenAtLeast
      ? line.slice(name.length)
      : line;
  });
}

/** Marks of errors and rows of tables are evidence, so no prefix. */
const notCommon = /[✕✖×→]|Error|error| - |_(?:FAILED|COMPLETE|IN_PROGRESS)\b/;

/** A prefix that every line has: a quote's `> `, a number, a package's name, an indentation. */
function withoutCommon(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < seenAtLeast) return lines;
  const numbered = withoutNumbers(lines, filled);
  if (numbered) return numbered;
  const [first = '', ...others] = filled;
  let length = first.length;
  for (const line of others) length = sameBeginning(first, line, length);
  const common = /^.*[\s:|>+]/.exec(first.slice(0, length))?.[0] ?? '';
  // CloudFormation's rows begin with their stack.
  const isStack = /\w\s*[|│]/.test(common) && lines.some((line) => /_FAILED\b/.test(line));
  // A blank line has lost the end of it.
  return common === '' || isStack || notCommon.test(common)
    ? lines
    : lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trim()));
}

/** So many characters, `most` of them at most, with which both lines begin. */
function sameBeginning(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && one[length] === other[length]) length += 1;
  return length;
}

const number = /^\s*(\d{1,6})(?: [|│] ?|:\s?| {1,2}|\t)?/;

/** Each line has its number, as viewers of logs show them. Null: they have none. */
function withoutNumbers(
  lines: readonly string[],
  filled: readonly string[],
): readonly string[] | null {
  const numbers = filled.map((line) => Number(number.exec(line)?.[1] ?? Number.NaN));
  const rises = numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
  const steps = numbers.filter((each, index) => each === (numbers[index - 1] ?? 0) + 1).length;
  if (!rises || numbers.some(Number.isNaN) || steps < numbers.length / 2) return null;
  return lines.map((line) => line.replace(number, ''));
}
