import type { OwnCommandName } from '../../model/command.ts';
import { formatFacts, formatsOf } from '../../report/formats.ts';
import { listed } from '../../text/text.ts';
import { helpGroups } from '../input/flag-row.ts';
import { flagRows } from '../input/flag-rows.ts';
import { longName, optionsOf } from '../input/flags.ts';

/** One line of a command's page: flags on one subject, and their text. */
interface HelpLine {
  readonly group: string;
  readonly flags: readonly string[];
  readonly text: string;
}

/** A flag without a text of its own is in the line of the one before it. */
const helpLines: readonly HelpLine[] = flagRows
  .filter(({ isHidden }) => !isHidden)
  .reduce<HelpLine[]>((lines, row) => {
    const last = lines.at(-1);
    if (row.help) {
      const [group, text] = row.help;
      return [...lines, { group, text, flags: [longName(row)] }];
    }
    if (!last) throw new Error(`No line of the help tells of ${row.flags}.`);
    return [...lines.slice(0, -1), { ...last, flags: [...last.flags, longName(row)] }];
  }, []);

export const kindsInHelp = `cloudfront-{distribution,function,key-value-store,cache-policy,
        origin-access-control,origin-access-identity,origin-request-policy,
        response-headers-policy}, lambda-edge-{function,version},
        lambda-function, s3-bucket, iam-role, log-group, other`;

/** Command lines that `help COMMAND` suggests. */
export const examples: Readonly<Partial<Record<OwnCommandName, readonly string[]>>> = {
  scan: ["sst-sweep scan --stage 'pr-*'", 'sst-sweep scan --json --report leftovers.txt'],
  plan: ['sst-sweep plan --json > plan.json', "sst-sweep plan --app acme --stage 'pr-*'"],
  sweep: ["sst-sweep sweep --yes --account 123456789012 --stage 'pr-*'"],
  stages: ['sst-sweep stages --idle 30d', 'sst-sweep stages --format csv > stages.csv'],
  explain: ['sst-sweep explain E2EXAMPLE1ABCD'],
  doctor: ['sst deploy 2>&1 | sst-sweep doctor', 'sst-sweep doctor BucketAlreadyExists'],
  resume: ['sst-sweep resume', 'sst-sweep resume --yes --account 123456789012'],
  restore: ['sst-sweep restore --dry-run 20261122-120303-7759ed'],
  'iam-policy': ['sst-sweep iam-policy sweep > policy.json'],
  accounts: [
    'sst-sweep accounts --organization',
    'sst-sweep accounts --accounts accounts.json --format github-matrix',
  ],
  merge: ['sst-sweep merge reports/*.json --format markdown'],
  completion: ['sst-sweep completion bash > ~/.sst-sweep.bash'],
};

const exitCodeLines = [
  'Exit    0 done, 1 found what --fail-on names, 2 could not run, 3 not all read,',
  '        4 a step failed, 5 parked, 6 refused, 7 not written, 130 interrupted',
];

/** All flags of a command by subject, with the words that they take, on one screen. */
export function commandHelp({
  name,
  usage,
  text,
}: {
  readonly name: OwnCommandName;
  readonly usage: string;
  readonly text: string;
}): string {
  const flags = flagTexts(name);
  const takesDurations = [...flags.values()].some((flag) => flag.includes('DURATION'));
  const isRepeatable = helpLines.some(
    (line) => line.text.endsWith('*') && line.flags.some((flag) => flags.has(flag)),
  );
  return [
    `Usage: sst-sweep ${usage} [flags]${isRepeatable ? '   (* may be given several times)' : ''}`,
    `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    '',
    ...helpGroups.flatMap((group) => groupLines(group, flags)),
    '',
    ...(flags.has('--kind') ? [`Kinds   ${kindsInHelp}`] : []),
    ...(flags.has('--format') ? [formatsLine(name)] : []),
    ...(takesDurations ? ['Time    90s, 10m, 2h or 7d'] : []),
    ...exitCodeLines,
    ...(examples[name] ?? []).map(
      (line, index) => `${index === 0 ? 'Try     ' : '        '}${line}`,
    ),
    '',
  ].join('\n');
}

/** The names of `--format`, each with the ending for `--report` where that differs. */
function formatsLine(command: OwnCommandName): string {
  const names = formatsOf(command).map((name) => {
    const { ending } = formatFacts(name);
    return ending === `.${name}` ? name : `${name} (${ending})`;
  });
  return `Formats ${listed(names, 'or')}`;
}

/** `--app GLOB`, by its long name. */
function flagTexts(name: OwnCommandName): ReadonlyMap<string, string> {
  return new Map(
    optionsOf(name)
      .filter(({ hidden }) => !hidden)
      .map((option) => [
        option.long ?? option.flags,
        option.flags
          .replace('-y, --yes', '-y')
          .replace('-q, --quiet', '-q')
          .replace(/<(.+)>/, (_all, value: string) => value.toUpperCase()),
      ]),
  );
}

const flagColumns = 33;

function groupLines(title: string, flags: ReadonlyMap<string, string>): string[] {
  return helpLines
    .filter(({ group }) => group === title)
    .flatMap((line) => {
      const own = line.flags.flatMap((flag) => flags.get(flag) ?? []);
      return own.length === 0 ? [] : [`${own.join(' ').padEnd(flagColumns - 2)}  ${line.text}`];
    })
    .map((line, index) => `${(index === 0 ? title : '').padEnd(8)}${line}`);
}
