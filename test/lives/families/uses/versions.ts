import type { FunctionData } from 'simulated-aws';
import { type Component, makeComponent, type Shape } from '../../component.ts';
import { deploy, live, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { liveNearby } from '../nearby.ts';

/** Somebody calls one version by its number: where its function is, or through its replicas. */
function call({ account, chance }: World, name: string, version: string): void {
  const isReplica = chance.often(0.3);
  const FunctionName = isReplica ? `us-east-1.${name}` : name;
  const region = isReplica ? chance.pick(['eu-central-1', 'eu-west-1']) : 'us-east-1';
  const points = [{ at: account.ago({ hours: 2 + chance.below(6) }), value: 3 }];
  const metric = { namespace: 'AWS/Lambda', name: 'Invocations', region, points };
  account.with({
    metrics: [
      { ...metric, dimensions: { FunctionName } },
      { ...metric, dimensions: { FunctionName, Resource: `${FunctionName}:${version}` } },
    ],
  });
}

/** An alias leads there; what calls the alias may call it once a year. */
function nameByAlias(world: World, edge: FunctionData, version: string): void {
  const name = `live-${version}`;
  edge.aliases = [...(edge.aliases ?? []), { name, version }];
  if (world.chance.often(0.5)) call(world, edge.name, name);
}

/** A Lambda@Edge function that was published a few times. */
function makePublished(life: Life, at: string, versions: number): Component {
  const { chance } = life.world;
  return makeComponent(chance.pick<Shape>(['signer', 'signed-site']), {
    ...life.pair,
    name: 'Front',
    at,
    region: life.stage.region,
    seed: `${life.name} Front ${life.bucket} ${life.world.serial()}`,
    plainNames: false,
    retainAll: false,
    versions,
  });
}

function liveWithVersions(life: Life): void {
  const { world } = life;
  const { account, chance, truth } = world;
  if (chance.often(0.4)) live(life, 1, [deploy]);
  const count = 3 + chance.below(4);
  const at = life.begin(`deploy of ${count} versions`);
  const component = makePublished(life, at, count);
  life.state = [...life.state, component];
  life.run({ at, entries: life.entries });
  account.with(component.parts);
  life.claim();
  live(life, chance.below(3), [deploy]);
  const [edge] = component.parts.lambdas ?? [];
  if (!edge || truth.of(edge.name)?.is === 'gone') return;
  if (chance.often(0.3)) remove(life);
  const fate = truth.of(edge.name);
  if (!fate || fate.is === 'gone') return;
  if (fate.is === 'leftover') {
    if (chance.often(0.6)) return;
    call(world, edge.name, '1');
    truth.live([edge.name, ...(component.parts.roles ?? []).map(({ name }) => name)], 'visited');
    return;
  }
  // Nobody needs an old version that nothing names: the newest two may be rolled back to.
  for (let version = 1; version <= count - 2; version++) {
    const id = `${edge.name}:${version}`;
    if (chance.often(0.5)) {
      truth.leftover([id], 'an old version');
      continue;
    }
    if (chance.often(0.3)) nameByAlias(world, edge, String(version));
    else call(world, edge.name, String(version));
    truth.live([id], 'invoked by its number');
    truth.tell(`${life.name}: ${id} is invoked by its number, or by an alias`);
  }
}

/** Old versions of edge functions, some of which are invoked by their number alone. */
export const numberedVersions: Family = {
  name: 'numberedVersions',
  live: (world, measure) => liveNearby(world, measure, liveWithVersions),
};
