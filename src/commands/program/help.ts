/** The first page for newcomers, in the order in which they need it, on one small screen. */
export const mainHelp = `sst-sweep finds what SST left behind in an AWS account, proves that nothing
live uses it, and deletes it in the order that AWS accepts. It asks first.

Usage: sst-sweep [command] [flags]        sst-sweep help COMMAND: all its flags

Start with
  sst-sweep --demo          try it on a simulated account, without AWS
  sst-sweep scan            report what was left behind; changes nothing
  sst-sweep                 choose from a list, review the plan, confirm, delete

Look, and change nothing
  scan                      what was left behind, and why it is that
  plan [ID...]              what a sweep would do, in which order, what it keeps
  stages                    every app and stage, and the command that removes it
  explain ID                every fact about one resource, and what decided
  doctor [TEXT]             why a deploy fails, from its output or an error
  runs                      past sweeps of this machine, and what is left
  iam-policy scan | ...     the least-privilege IAM policy, of a sweep too
  accounts                  the accounts of a list, or of the organization
  merge REPORT...           one report over those of several accounts
  completion bash|zsh|fish  completes commands, flags, stages and ids
Change
  sweep [ID...]             plan and delete; asks, or takes --yes --account ID
  resume [SWEEP]            go on with a sweep that was stopped or must wait
  restore SWEEP             make again what a sweep deleted, from its backup

Common flags
  --profile NAME, --account ID, --region R   where to look
  --app GLOB, --stage GLOB, --kind KIND      only these findings
  --format json|csv|markdown, --report FILE  what to write, and where
  -y, --yes                                  no questions; needs --account
  -q, --verbose, --no-color, -v, -h          less, more, plain, version, help

Exit codes
  0 done · 1 found what --fail-on names · 2 could not run · 3 not all read
  4 a step failed · 5 parked · 6 refused · 7 not written · 130 interrupted
`;

/** By itself, each asks for the version. */
export const versionWords: readonly string[] = ['--version', '-v', '-V', 'version'];

/** The answer to a word that needs no reading: help or the version. */
export function answerOf(
  argv: readonly string[],
  runtime: { readonly version: string },
): string | null {
  const [word = '', ...others] = argv;
  if (others.length > 0) return null;
  if (versionWords.includes(word)) return `${runtime.version}\n`;
  return ['--help', '-h', 'help'].includes(word) ? mainHelp : null;
}
