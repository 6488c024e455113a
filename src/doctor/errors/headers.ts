import type { Output } from './output.ts';

/** The facts that an output states about the run of an error. */
export interface RunHeader {
  readonly app: string | null;
  readonly stage: string | null;
  /** `deploy`, `remove`, `refresh`. */
  readonly run: string | null;
  readonly sstVersion: string | null;
  /** SST v2 prints them too. */
  readonly region: string | null;
  readonly account: string | null;
}

type Field = keyof RunHeader;

/** SST begins with the app and the stage, each on a line of its own; a command may stand there too. */
const lines: readonly (readonly [Field, RegExp])[] = [
  ['app', /^\W{0,6}App:\s+([\w-]+)\s*$/gm],
  ['stage', /^\W{0,6}Stage:\s+([\w-]+)\s*$/gm],
  ['region', /^\W{0,6}Region:\s+([a-z]{2}-[a-z-]+-\d)\s*$/gm],
  ['account', /^\W{0,6}Account:\s+(\d{12})\s*$/gm],
  ['sstVersion', /^\W{0,6}SST (?:❍ ion )?v?(\d+\.\d+\.\d+\S*)(?:\s|$)/gm],
  // All in one line, as a field of a form shows it.
  ['app', /\bApp: {2,9}([\w-]{1,64})(?= {1,9}Stage: )/g],
  ['stage', /(?<=\bApp: {2,9}[\w-]{1,64} {1,9})Stage: {2,9}([\w-]+)/g],
  ['run', /(?<= )~ {1,3}(Deploy|Remov|Refresh)e?(?:ing)?(?= )/g],
  // While it runs: `~  Deploy`, of ion `~  Deploying`, of SST v2 `$ sst remove`.
  ['run', /^\W{0,6}~\s+(Deploy|Remov|Refresh)e?(?:ing)?\s*$/gm],
  // Pulumi's own, in .sst/log/pulumi.log: `Updating (dev):`.
  ['stage', /\b(?:Updating|Destroying|Refreshing) \(([\w-]{1,128})\):/g],
  ['run', /\b(Updat|Destroy|Refresh)ing \([\w-]{1,128}\):/g],
  ['run', /\bsst (deploy|remove|refresh)\b(?! to\b)(?=[^`"'\n]{0,400}$)/gm],
  ['stage', /\bsst (?:deploy|remove|dev|refresh|diff|unlock)\b.{0,400}?--stage[= ]([\w-]+)/gm],
];

const runs: Readonly<Record<string, string>> = {
  remov: 'remove',
  destroy: 'remove',
  updat: 'deploy',
};

function runOf(word: string | null): string | null {
  const verb = word?.toLowerCase() ?? null;
  return verb === null ? null : (runs[verb] ?? verb);
}

/** Reads the nearest header before a place: one log may hold several runs. */
export function headersIn({ raw }: Output): (place: number) => RunHeader {
  const found = lines.flatMap(([field, pattern]) =>
    [...raw.matchAll(pattern)].map((match) => ({ at: match.index, field, value: match[1] ?? '' })),
  );
  const inOrder = found.toSorted((a, b) => a.at - b.at);
  return (place) => {
    const nearest = (field: Field) => {
      const all = inOrder.filter((each) => each.field === field);
      // An output that was cut off at its start may say it only afterwards.
      return (all.findLast(({ at }) => at <= place) ?? all[0])?.value ?? null;
    };
    return {
      app: nearest('app'),
      stage: nearest('stage'),
      run: runOf(nearest('run')),
      sstVersion: nearest('sstVersion'),
      region: nearest('region'),
      account: nearest('account'),
    };
  };
}
