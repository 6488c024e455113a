import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One program that a shell started, as it was started. */
export interface Call {
  readonly program: string;
  readonly words: readonly string[];
  readonly region: string | null;
  readonly profile: string | null;
}

const programs = ['sst-sweep', 'sst', 'npx', 'npm', 'aws', 'sed', 'docker'];

/**
 * What bash starts for each line, word by word. The programs are functions that write down how they
 * were called: quotes, pipes and `$(...)` are bash's own work. Throws for a line that bash does not take.
 */
export function callsOf(lines: readonly string[]): readonly (readonly Call[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'sst-sweep-shell-'));
  const record = join(folder, 'calls');
  const functions = programs.map(
    (program) =>
      `${program}() { printf '%s\\0' "$line" '${program}' "\${AWS_REGION-}" "\${AWS_PROFILE-}" "$#" "$@" >> "$record"; }`,
  );
  const script = [
    'set -e -o pipefail',
    'unset AWS_REGION AWS_PROFILE',
    // Files that a line writes belong to nobody.
    `HOME=${folder} GITHUB_STEP_SUMMARY=${folder}/summary.md`,
    `record=${record}; : > "$record"`,
    ...functions,
    ...lines.flatMap((line, index) => [`line=${index}`, line]),
  ].join('\n');
  try {
    execFileSync('bash', ['-c', script], { cwd: folder, stdio: 'pipe' });
    return byLine(readFileSync(record, 'utf8').split('\0'), lines.length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function byLine(fields: readonly string[], lines: number): readonly (readonly Call[])[] {
  const calls = Array.from({ length: lines }, (): Call[] => []);
  for (let at = 0; at + 4 < fields.length;) {
    const [line, program = '', region, profile, count] = fields.slice(at, at + 5);
    const words = fields.slice(at + 5, at + 5 + Number(count));
    calls[Number(line)]?.push({ program, words, region: region || null, profile: profile || null });
    at += 5 + Number(count);
  }
  return calls;
}
