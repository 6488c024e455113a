import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openSession } from '../../src/aws/session.ts';
import { look } from '../../src/commands/look/look.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { SweepResult } from '../../src/model/plan.ts';
import { plan } from '../../src/plan/plan.ts';
import { createSimulatedAws, type SimulatedAws } from '../../src/simulator/index.ts';
import type { VirtualClock } from '../../src/simulator/clock.ts';
import { virtualClock } from '../../src/simulator/clock.ts';
import type { StateFiles } from '../../src/sweep/state-files.ts';
import { sweep } from '../../src/sweep/sweep.ts';
import { anAccount } from '../account/account.ts';
import { plainOptions } from '../account/looking.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import { unattended } from '../plan/builders.ts';
import { aStateFolder, withoutTime } from './world.ts';

interface Simulated {
  readonly aws: SimulatedAws;
  readonly clock: VirtualClock;
  readonly files: StateFiles;
  /** Ids of what is left in the account. */
  left(): readonly string[];
}

/** A live stage, and a removed one of which a site and a Lambda@Edge function are left. */
async function anAccountWithLeftovers(): Promise<Simulated & { readonly live: readonly string[] }> {
  const account = anAccount();
  const home = account.home('eu-west-1');
  const at = account.ago({ days: 40 });
  const kept = [
    aSite({ app: 'acme', stage: 'production', at, region: 'eu-west-1' }),
    aUserBucket({ app: 'acme', stage: 'production', at, region: 'eu-west-1' }),
  ];
  const site = aSite({ app: 'acme', stage: 'pr-1', at, region: 'eu-west-1' });
  const signer = anEdgeSigner({ app: 'acme', stage: 'pr-1', at, versions: 2 });
  const [behavior] = site.distributions[0].behaviors ?? [];
  if (behavior) behavior.lambdas = [{ event: 'origin-request', arn: signer.versionArn }];
  account.with(...kept, site, signer);
  home.stage('acme', 'production').deploy(
    at,
    kept.flatMap(({ entries }) => entries),
  );
  home
    .stage('acme', 'pr-1')
    .deploy(at, [...site.entries, ...signer.entries])
    .remove(account.ago({ days: 9 }));
  const clock = virtualClock({ start: new Date(account.data.now) });
  const aws = createSimulatedAws(account.data, { clock });
  const left = () => idsIn(aws);
  const gone = new Set([...idsOf(site), signer.lambdas[0].name]);
  return {
    aws,
    clock,
    files: withoutTime(await aStateFolder(), clock),
    left,
    live: left().filter((id) => !gone.has(id)),
  };
}

function idsOf({ distributions, functions, buckets }: ReturnType<typeof aSite>): readonly string[] {
  return [distributions[0].id, functions[0].name, buckets[0].name];
}

function idsIn(aws: SimulatedAws): readonly string[] {
  const { cloudfront, s3, lambda } = aws.snapshot();
  return [
    ...(cloudfront?.distributions ?? []).map(({ id }) => id),
    ...(cloudfront?.functions ?? []).map(({ name }) => name),
    ...(s3?.buckets ?? []).map(({ name }) => name),
    ...(lambda?.functions ?? []).map(({ name }) => name),
  ].sort();
}

/** The whole way: look, plan with the rails of `--yes`, sweep. */
async function sweepAll({ aws, clock, files }: Simulated, id: string): Promise<SweepResult> {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const session = await openSession({
    env: {},
    clock,
    simulated: true,
    requestHandler: aws.handler,
  });
  const lookNow = async () => {
    const seen = await look(session, {
      kinds,
      clock,
      signal,
      emit: () => undefined,
      regions: [],
      ignoreHomes: [],
      ignoreRegions: [],
      matchOptions: plainOptions,
      resolveName: async () => 'none',
      files: new Map(),
    });
    return { findings: seen.findings, resources: seen.inventory.resources, takenAt: seen.takenAt };
  };
  const { findings } = await lookNow();
  const facts = kinds.map((module) => module.facts);
  const made = plan(
    findings,
    facts,
    { ...unattended, deleteData: true },
    { account: session.account, now: clock.now().toISOString(), accountPinned: true },
  );
  return sweep(made, {
    session,
    kinds,
    clock,
    signal,
    emit: () => undefined,
    look: lookNow,
    files,
    machine: { pid: 1, isAlive: () => false },
    newSweepId: () => id,
    planFile: '{}',
    options: {
      unattended: true,
      noWait: false,
      timeoutMs: null,
      waitEdgeMs: 12 * 3_600_000,
      pollIntervalMs: 10_000,
    },
  });
}

describe('a sweep of a simulated account', () => {
  it('takes all that the removed stage left, and nothing else', async () => {
    const world = await anAccountWithLeftovers();
    const result = await sweepAll(world, 's1');
    expect(result.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(world.left()).toEqual(world.live);
    expect(await world.files.list('sweeps/123456789012/s1/backup')).toHaveLength(5);
  });

  it.each([
    ['after', 1],
    ['before', 3],
    ['after', 4],
    ['after', 6],
  ] as const)('comes to the same end after dying %s its write %i', async (when, count) => {
    const world = await anAccountWithLeftovers();
    let writes = 0;
    let dead = false;
    // A dead process gets no answers any more, whatever it asks.
    const die = () => {
      if (!dead && ++writes < count) return;
      dead = true;
      throw Object.assign(new Error('The machine went down.'), { name: 'ExpiredToken' });
    };
    world.aws[when === 'before' ? 'beforeWrite' : 'afterWrite'] = die;
    expect((await sweepAll(world, 's1')).summary.failed).toBeGreaterThan(0);
    world.aws.beforeWrite = null;
    world.aws.afterWrite = null;
    const result = await sweepAll(world, 's2');
    expect(result.summary).toMatchObject({ failed: 0, held: 0, parked: 0, skipped: 0 });
    expect(world.left()).toEqual(world.live);
  });
});
