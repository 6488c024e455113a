/** How large the account is, and what a look at it may cost. */
export interface Size {
  /** `full`, `small`, or about how many distributions it has. */
  readonly name: string;
  readonly removedStages: number;
  readonly liveStages: number;
  /** Of each stage: so many runs, two state versions each. */
  readonly runs: number;
  /** Of the last live stage; a site of it left its state after the first quarter of them. */
  readonly longRuns: number;
  readonly stateBytes: number;
  /** Of each live stage. */
  readonly sites: number;
  readonly sitesWithBucket: number;
  readonly functions: number;
  readonly lambdas: number;
  readonly edgeFunctions: number;
  /** Nobody's: neither tags nor SST's names. */
  readonly foreign: {
    readonly distributions: number;
    readonly functions: number;
    readonly lambdas: number;
    readonly buckets: number;
  };
  readonly bounds: Bounds;
}

/** The design's, for the full size; a tenth and what does not shrink with it for the small one. */
export interface Bounds {
  readonly listCalls: number;
  readonly calls: number;
  /** Of the client's process, in MB of a million bytes. */
  readonly memoryMB: number;
}

/** 1,000 distributions, 10,000 CloudFront functions, 10,000 Lambda functions, 500 buckets, 200 stages. */
const full: Size = {
  name: 'full',
  removedStages: 150,
  liveStages: 50,
  runs: 20,
  longRuns: 200,
  stateBytes: 2 * 1024 * 1024,
  sites: 7,
  sitesWithBucket: 5,
  functions: 177,
  lambdas: 180,
  edgeFunctions: 2,
  foreign: { distributions: 500, functions: 1000, lambdas: 1000, buckets: 96 },
  // The design's 3,000, three calls for each of 14 regions that hold nothing, and the uploads of each bucket that may go.
  bounds: { listCalls: 900 + 42, calls: 3000 + 42 + 151, memoryMB: 480 },
};

/** A tenth of everything that can be counted; each stage is as large as in the full account. */
const small: Size = {
  ...full,
  name: 'small',
  removedStages: 15,
  liveStages: 5,
  foreign: { distributions: 50, functions: 100, lambdas: 100, buckets: 6 },
  // At least a page for each kind and region, however small the account; and the stage with the long history,
  // of which the states and records since the departure are read: two for each of 150 deploys. And three calls
  // for each of the 14 regions that hold nothing, and the uploads of each bucket that may go.
  bounds: { listCalls: 120 + 42, calls: 330 + 330 + 42 + 22, memoryMB: 320 },
};

/** The full account, grown or shrunk to about that many distributions; each stage keeps its size. */
function sizeOf(distributions: number): Size {
  const times = distributions / 1000;
  const part = (count: number) => Math.max(1, Math.round(count * times));
  return {
    ...full,
    name: String(distributions),
    removedStages: part(full.removedStages),
    liveStages: part(full.liveStages),
    longRuns: full.runs,
    foreign: {
      distributions: part(full.foreign.distributions),
      functions: part(full.foreign.functions),
      lambdas: part(full.foreign.lambdas),
      buckets: part(full.foreign.buckets),
    },
  };
}

export function sizeNamed(name: string): Size {
  if (/^\d{2,4}$/.test(name)) return sizeOf(Number(name));
  const found = [full, small].find((size) => size.name === name);
  if (!found) throw new Error(`There is no size ${name}.`);
  return found;
}

/** What the account holds, counted from the size: the report's first lines. */
export function countsOf(size: Size): Readonly<Record<string, number>> {
  const { removedStages: removed, liveStages: live, foreign } = size;
  const runs = (removed + live - 1) * size.runs + size.longRuns;
  return {
    // One more of each: the site that left a stage which lives on.
    distributions: removed + 1 + live * size.sites + foreign.distributions,
    'CloudFront functions': removed + 1 + live * size.functions + foreign.functions,
    'Lambda functions': live * size.lambdas + foreign.lambdas,
    'log groups': live * (size.lambdas - size.edgeFunctions) + foreign.lambdas,
    roles: live * (size.lambdas / 2 + 1) + 1,
    // The homes' own four: a state and an asset bucket each.
    buckets: removed + 1 + live * size.sitesWithBucket + foreign.buckets + 4,
    stages: removed + live,
    'state versions': runs * 2,
    'update records': runs,
  };
}
