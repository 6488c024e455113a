import { describe, expect, it } from 'vitest';
import { anAccount } from '../account/account.ts';
import { aSite, aUserBucket, anEdgeSigner } from '../account/sites.ts';
import { idsIn, type Simulated, simulated, sweepAll } from './simulated-sweep.ts';

interface Leftovers extends Simulated {
  /** Ids of what is left in the account. */
  left(): readonly string[];
  readonly live: readonly string[];
}

/** A live stage, and a removed one of which a site and a Lambda@Edge function are left. */
async function anAccountWithLeftovers(): Promise<Leftovers> {
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
  const world = await simulated(account);
  const left = () => idsIn(world.aws);
  const roles = (signer.roles ?? []).map(({ name }) => name);
  const gone = new Set([...idsOf(site), signer.lambdas[0].name, ...roles]);
  return {
    ...world,
    left,
    live: left().filter((id) => !gone.has(id)),
  };
}

function idsOf({ distributions, functions, buckets }: ReturnType<typeof aSite>): readonly string[] {
  return [distributions[0].id, functions[0].name, buckets[0].name];
}

describe('a sweep of a simulated account', () => {
  it('takes all that the removed stage left, and nothing else', async () => {
    const world = await anAccountWithLeftovers();
    const result = await sweepAll(world, 's1');
    expect(result.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(world.left()).toEqual(world.live);
    expect(await world.files.list('sweeps/123456789012/s1/backup')).toHaveLength(5);
  });

  it('knows its own change of a distribution also where AWS took it only after a long throttle', async () => {
    const world = await anAccountWithLeftovers();
    world.aws.beforeWrite = async ({ operation }) => {
      if (operation === 'CloudFront.UpdateDistribution') await world.clock.advance(25 * 60_000);
    };
    const first = await sweepAll(world, 's1');
    world.aws.beforeWrite = null;
    const second = await sweepAll(world, 's2');
    for (const { summary } of [first, second])
      expect(summary).toMatchObject({ failed: 0, held: 0, skipped: 0 });
    expect(world.left()).toEqual(world.live);
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
