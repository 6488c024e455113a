import { describe, expect, it } from 'vitest';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { type AccountData, createSimulatedAws, type Fault, type SimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import { resourcesOf } from '../e2e/account-bytes.ts';
import { run } from '../e2e/in-process.ts';
import { chanceOf } from '../lives/chance.ts';

/** `FAULT_SEEDS=500` for all of them. */
const seeds = Number(process.env['FAULT_SEEDS'] ?? 50);
const app = 'acme';
const replicaRemovalS = 900;
/** Three times the longest wait, and 30 minutes. */
const longestMs = (3 * replicaRemovalS + 30 * 60) * 1000;
const sweep = ['sweep', '--demo', '--yes', '--account', '123456789012', '--delete-data'];
const words = [...sweep, '--wait-edge', '1h', '--json', '--quiet'];

function aStory() {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  const live = aSite({ app, stage: 'production', at });
  const site = aSite({ app, stage: 'pr-1', at });
  const signer = anEdgeSigner({ app, stage: 'pr-1', at });
  const uploads = aUserBucket({ app, stage: 'pr-1', at });
  // Keys that no XML can carry, an upload that was never finished, versions with their markers.
  uploads.buckets[0].versioning = 'Enabled';
  uploads.buckets[0].uploads = [{ key: 'film.mov\u0003', id: 'u1', at: account.ago({ days: 30 }) }];
  uploads.buckets[0].objects?.push(
    { key: 'bell\u0007', at },
    { key: 'nul\u0000', at },
    { key: 'odd\uffff', at },
    { key: 'invoice.pdf', at, deleteMarker: true },
  );
  const [behavior] = site.distributions[0].behaviors ?? [];
  if (behavior) behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
  account.with(live, site, signer, uploads);
  home.stage(app, 'production').deploy(at, live.entries);
  home
    .stage(app, 'pr-1')
    .deploy(at, [...site.entries, ...signer.entries, ...uploads.entries])
    .remove(account.ago({ days: 9 }));
  account.data.timings = { replicaRemoval: replicaRemovalS };
  const leftovers = [
    site.distributions[0].id,
    site.functions[0].name,
    site.buckets[0].name,
    uploads.buckets[0].name,
    signer.lambdas[0].name,
    ...(signer.roles ?? []).map(({ name }) => name),
  ];
  return { data: structuredClone(account.data) as AccountData, leftovers };
}

/** Sweeps with the faults, then without; returns what was wrong. */
async function swept(
  faults: readonly Fault[],
  change: (data: AccountData) => void = () => undefined,
): Promise<readonly string[]> {
  const { data, leftovers } = aStory();
  change(data);
  const aws = createSimulatedAws(data);
  const before = resourcesOf(aws.snapshot());
  aws.setFaults(faults);
  const wrong: string[] = [];
  const began = aws.clock.now().getTime();
  const first = await run(aws, words);
  const tookMs = aws.clock.now().getTime() - began;
  if (!hasStruck(aws, faults)) wrong.push('no fault struck');
  if (tookMs > longestMs) wrong.push(`took ${Math.round(tookMs / 1000)} s`);
  if (/This is a mistake in sst-sweep/.test(first.stderr)) wrong.push(first.stderr);
  aws.setFaults([]);
  const second = await run(aws, words);
  if (second.code !== 0)
    wrong.push(`then code ${second.code}: ${second.stderr}${ends(second.stdout)}`);
  const after = resourcesOf(aws.snapshot());
  const touched = [...before].filter(
    ([id, bytes]) => !leftovers.includes(id) && after.get(id) !== bytes,
  );
  if (touched.length > 0) wrong.push(`touched ${touched.map(([id]) => id).join()}`);
  const left = leftovers.filter((id) => after.has(id));
  if (left.length > 0) wrong.push(`left ${left.join()}: ${ends(second.stdout)}`);
  return wrong;
}

/** Faults that wait for something that never came would show nothing. */
function hasStruck(aws: SimulatedAws, faults: readonly Fault[]): boolean {
  const spent = JSON.stringify(aws.snapshot().faults ?? []) !== JSON.stringify(faults);
  return spent || aws.requests.some(({ errorCode }) => errorCode !== null);
}

function ends(stdout: string): string {
  if (stdout === '') return '';
  const parsed = resultSchema.safeParse(JSON.parse(stdout));
  if (!parsed.success) return stdout;
  return parsed.data.outcomes
    .filter(({ outcome }) => outcome !== 'done')
    .map(({ step, outcome, reason }) => `${step} ${outcome} ${reason}`)
    .join(', ');
}

const alone: readonly (readonly [string, readonly Fault[]])[] = [
  ['throttles of everything', [{ kind: 'throttle', operation: '*', times: 40, after: 1 }]],
  ['throttles that last', [{ kind: 'throttle', operation: 'CloudFront.*', times: 400, after: 60 }]],
  [
    'a poller that is throttled',
    [{ kind: 'throttle', operation: 'CloudFront.ListDistributions', times: 12, after: 2 }],
  ],
  ['internal errors', [{ kind: 'error', operation: '*', times: 40, after: 1 }]],
  ['internal errors of one service', [{ kind: 'error', operation: 'S3.*', times: 60, after: 20 }]],
  ['dead connections', [{ kind: 'disconnect', operation: '*', times: 40, after: 1 }]],
  ['answers that are cut off', [{ kind: 'truncate', operation: '*', times: 40, after: 1 }]],
  ['cut off deletions', [{ kind: 'truncate', operation: '*.Delete*', times: 10 }]],
  ['stale ETags', [{ kind: 'stale-etag', operation: 'CloudFront.UpdateDistribution', times: 2 }]],
  ['ETags that are always stale', [{ kind: 'stale-etag', operation: 'CloudFront.Delete*' }]],
  ['empty pages', [{ kind: 'empty-page', operation: '*' }]],
  [
    'keys that fail',
    [{ kind: 'per-key-error', operation: 'S3.DeleteObjects', keys: ['invoice.pdf'], times: 3 }],
  ],
  [
    'keys that always fail',
    [{ kind: 'per-key-error', operation: 'S3.DeleteObjects', keys: ['invoice.pdf'] }],
  ],
  [
    'keys that a policy denies',
    [{ kind: 'per-key-denied', operation: 'S3.DeleteObjects', keys: ['invoice.pdf'] }],
  ],
  [
    'keys that Object Lock keeps',
    [{ kind: 'per-key-locked', operation: 'S3.DeleteObjects', keys: ['invoice.pdf'] }],
  ],
  ['a policy that denies the bucket’s deletion', [{ kind: 'deny', operation: 'S3.DeleteBucket' }]],
  ['a policy that denies single keys', [{ kind: 'deny', operation: 'S3.DeleteObject' }]],
  ['a code that only the owner has', [{ kind: 'mfa-required', operation: 'S3.DeleteObjects' }]],
  [
    'a bucket that is elsewhere for a while',
    [{ kind: 'wrong-region', operation: 'S3.DeleteObjects', times: 2 }],
  ],
  ['buckets that are elsewhere', [{ kind: 'wrong-region', operation: 'S3.Delete*' }]],
  ['credentials that expire midway', [{ kind: 'expired-token', operation: '*', after: 120 }]],
  [
    'credentials that expire while it waits',
    [{ kind: 'expired-token', operation: 'CloudFront.ListDistributions', after: 4 }],
  ],
  [
    'credentials that expire while a bucket is emptied',
    [{ kind: 'expired-token', operation: 'S3.DeleteObjects' }],
  ],
  [
    'buckets that are not empty once',
    [{ kind: 'bucket-not-empty-once', operation: 'S3.DeleteBucket' }],
  ],
  ['a pricing plan', [{ kind: 'pricing-plan', operation: 'CloudFront.DeleteDistribution' }]],
  ['a use that lingers', [{ kind: 'in-use-once', operation: '*.Delete*' }]],
  ['deletions that are denied', [{ kind: 'deny', operation: '*.Delete*' }]],
  ['tags that are denied', [{ kind: 'deny', operation: 'CloudFront.TagResource' }]],
  ['lists that are denied midway', [{ kind: 'deny', operation: '*.List*', after: 30 }]],
];

const kinds = [
  'throttle',
  'error',
  'disconnect',
  'truncate',
  'deny',
  'stale-etag',
  'empty-page',
  'in-use-once',
  'bucket-not-empty-once',
  'per-key-denied',
  'per-key-locked',
  'mfa-required',
  'wrong-region',
  'expired-token',
] as const satisfies readonly Fault['kind'][];
const operations = [
  '*',
  'CloudFront.*',
  'S3.*',
  'Lambda.*',
  '*.Delete*',
  '*.List*',
  '*.Get*',
  'CloudFront.UpdateDistribution',
  'CloudFront.TagResource',
  'Tagging.GetResources',
];
const ofWrites = ['CloudFront.UpdateDistribution', 'CloudFront.Delete*'];

/** Where a kind means only some operations, it strikes those. */
const ownOperations: Partial<Record<Fault['kind'], readonly string[]>> = {
  'stale-etag': ofWrites,
  'per-key-denied': ['S3.DeleteObjects'],
  'per-key-locked': ['S3.DeleteObjects'],
  'mfa-required': ['S3.DeleteObject', 'S3.DeleteObjects'],
  'wrong-region': ['S3.*', 'S3.Delete*'],
};

function operationFor(kind: Fault['kind'], chance: ReturnType<typeof chanceOf>): string {
  return chance.pick(ownOperations[kind] ?? operations);
}

/** One to three faults of any kind, anywhere, that begin some time into the sweep. */
function someFaults(seed: number): readonly Fault[] {
  const chance = chanceOf(seed);
  return Array.from({ length: 1 + chance.below(3) }, () => {
    const kind = chance.pick(kinds);
    return {
      kind,
      operation: operationFor(kind, chance),
      after: 1 + chance.below(150),
      times: 1 + chance.below(60),
    };
  });
}

describe('whatever AWS answers', { timeout: 3_600_000 }, () => {
  it.each(alone)(
    '%s: the sweep ends, nothing live is touched, the next one finishes',
    async (_name, faults) => {
      expect(await swept(faults)).toEqual([]);
    },
  );

  it('a log bucket that is gone: the same', async () => {
    const wrong = await swept([], ({ cloudfront }) => {
      for (const distribution of cloudfront?.distributions ?? [])
        distribution.logBucket = 'acme-logs-that-are-gone.s3.amazonaws.com';
    });
    expect(wrong).toEqual([]);
  });

  it(`${seeds} mixes of faults by chance: the same`, async () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const faults = someFaults(seed);
      const found = await swept(faults);
      if (found.length > 0)
        wrong.push(`seed ${seed} ${JSON.stringify(faults)}: ${found.join('; ')}`);
    }
    console.info(`fault mixes: ${seeds - wrong.length} of ${seeds} ended well`);
    expect(wrong).toEqual([]);
  });
});
