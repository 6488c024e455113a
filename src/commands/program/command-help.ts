import type { OwnCommandName } from '../../model/command.ts';
import { formatFacts, formatsOf } from '../../report/formats.ts';
import { listed } from '../../text/text.ts';
import { flagsOf } from '../input/flags.ts';

/** One line of a command's page: flags on one subject, and their text. */
interface HelpLine {
  readonly flags: readonly string[];
  readonly text: string;
}

/** In the order of the page. A command shows the lines that have flags of its own. */
const groups: readonly (readonly [title: string, lines: readonly HelpLine[]])[] = [
  [
    'Where',
    [
      { flags: ['--profile', '--account'], text: 'whom to be; refuse any other account' },
      { flags: ['--region'], text: 'only this region, and read it too *' },
    ],
  ],
  [
    'Which',
    [
      { flags: ['--app', '--stage'], text: 'only these; pr-* takes patterns *' },
      { flags: ['--kind'], text: 'only this kind, see below *' },
      { flags: ['--keep'], text: 'ids and names never to touch *' },
      { flags: ['--idle'], text: 'stages where nothing happened so long' },
    ],
  ],
  [
    'Judge',
    [
      { flags: ['--older-than'], text: 'younger resources count as busy' },
      { flags: ['--allow-traffic'], text: 'a distribution that answers may go' },
      { flags: ['--abandon'], text: 'give up a stage: APP/STAGE@UPDATE *' },
      { flags: ['--ignore-home', '--ignore-region'], text: 'go on unread *' },
      { flags: ['--ignore-stage'], text: 'go on without its unread state *' },
    ],
  ],
  [
    'Choose',
    [
      { flags: ['--min-confidence'], text: 'low, high or certain (default: high)' },
      { flags: ['--include-retained'], text: 'also what was left on purpose' },
      { flags: ['--delete-data'], text: 'with --yes: also what loses data' },
      { flags: ['--max-deletions'], text: 'with --yes: refuse more (default: 50)' },
    ],
  ],
  [
    'Run',
    [
      { flags: ['--yes', '--dry-run'], text: 'ask nothing (--account); change nothing' },
      { flags: ['--plan'], text: 'run exactly this plan of plan --json' },
      { flags: ['--archive'], text: 'keep objects: DIR or s3://bucket/prefix' },
      { flags: ['--no-wait', '--timeout'], text: 'park what waits; start none after' },
      { flags: ['--wait-edge'], text: 'retry edge functions (10m, --yes: 0s)' },
      { flags: ['--poll-interval'], text: 'between two looks (default: 10s)' },
      { flags: ['--port', '--account-file'], text: 'where it listens; what it plays' },
    ],
  ],
  [
    'Output',
    [
      { flags: ['--format', '--json'], text: 'what is printed (default: table)' },
      { flags: ['--report'], text: 'also this FILE.txt, .json, .md, ... *' },
      { flags: ['--fail-on'], text: 'leftover unknown gaps parked none *' },
      { flags: ['--quiet', '--verbose', '--no-color'], text: 'less, all, plain' },
    ],
  ],
  [
    'More',
    [
      { flags: ['--config', '--state-dir'], text: 'the config; sweeps and the last scan' },
      { flags: ['--demo', '--demo-reset'], text: 'the simulated account; afresh' },
    ],
  ],
];

export const kindsInHelp = `cloudfront-{distribution,function,key-value-store,cache-policy,
        origin-access-control,origin-access-identity,origin-request-policy,
        response-headers-policy}, lambda-edge-{function,version},
        lambda-function, s3-bucket, iam-role, log-group, other`;

/** Command lines that `help COMMAND` suggests. */
export const examples: Readonly<Partial<Record<OwnCommandName, readonly string[]>>> = {
  scan: ["sst-sweep scan --stage 'pr-*'", 'sst-sweep scan --json --report leftovers.txt'],
  plan: ['sst-sweep plan --json > plan.json', "sst-sweep plan --app acme --stage 'pr-*'"],
  sweep: [
    'sst-sweep sweep --plan plan.json',
    "sst-sweep sweep --yes --account 123456789012 --stage 'pr-*'",
  ],
  stages: ['sst-sweep stages --idle 30d', 'sst-sweep stages --format csv > stages.csv'],
  explain: ['sst-sweep explain E2EXAMPLE1ABCD'],
  doctor: ['sst deploy 2>&1 | sst-sweep doctor', 'sst-sweep doctor BucketAlreadyExists'],
  resume: ['sst-sweep resume', 'sst-sweep resume --yes --account 123456789012'],
  restore: ['sst-sweep restore --dry-run 20261122-120303-7759ed'],
  'iam-policy': ['sst-sweep iam-policy sweep > policy.json'],
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
  const isRepeatable = groups.some(([, lines]) =>
    lines.some((line) => line.text.endsWith('*') && line.flags.some((flag) => flags.has(flag))),
  );
  return [
    `Usage: sst-sweep ${usage} [flags]${isRepeatable ? '   (* may be given several times)' : ''}`,
    `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    '',
    ...groups.flatMap(([title, lines]) => groupLines(title, lines, flags)),
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

/** Names for `--format`, with the ending for `--report` where that is another word. */
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
    flagsOf[name]
      .map((make) => make())
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

function groupLines(
  title: string,
  lines: readonly HelpLine[],
  flags: ReadonlyMap<string, string>,
): string[] {
  return lines
    .flatMap((line) => {
      const own = line.flags.flatMap((flag) => flags.get(flag) ?? []);
      return own.length === 0 ? [] : [`${own.join(' ').padEnd(flagColumns - 2)}  ${line.text}`];
    })
    .map((line, index) => `${(index === 0 ? title : '').padEnd(8)}${line}`);
}
