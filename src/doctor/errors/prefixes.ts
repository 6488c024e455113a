/** What CI systems, log collectors and CloudFormation put before each line. */
const stamps: readonly RegExp[] = [
  // CloudFormation: 2024-05-20 17:28:05 UTC-0700 |
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC[+-]?\d*|[+-]\d\d:?\d\d))? [|│] (?=[\w-]+ [|│] )/,
  // GitHub, GitLab, Docker: 2026-02-01T10:11:12.1234567Z
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC[+-]?\d*|[+-]\d\d:?\d\d))?(?: \d\d[OE][ +]?)?(?: |$)/,
  // CodeBuild: [Container] 2026/02/01 10:11:12.123456
  /^\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? /,
  // Jenkins, Vercel, concurrently: [10:11:12.123]
  /^\[(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\] ?/,
  // CDK: 12:04:11 PM |
  /^\d{1,2}:\d\d:\d\d(?: [AP]M)? [|│] /,
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
  const stamped = lines.map((line) => {
    const stamp = stamps.find((pattern) => pattern.test(line));
    return stamp ? line.replace(stamp, '') : line;
  });
  const seen = new Map<string, number>();
  for (const line of stamped) {
    const name = named.exec(line)?.[0];
    if (name !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  return stamped.map((line) => {
    const name = named.exec(line)?.[0];
    return name !== undefined && (seen.get(name) ?? 0) >= seenAtLeast
      ? line.slice(name.length)
      : line;
  });
}
