import { type Component, makeComponent, type Shape } from '../component.ts';
import { hasAny, type World } from '../world.ts';

export interface Pair {
  readonly app: string;
  readonly stage: string;
}

interface Elsewhere {
  readonly plainNames?: boolean;
  readonly shape?: Shape;
  readonly name?: string;
}

const ways: readonly Shape[] = [
  'site',
  'stored-site',
  'old-site',
  'router',
  'bucket',
  'signed-site',
  'server',
  'served-site',
];

/**
 * SST deploys a component from a home that AWS does not show (Cloudflare, a laptop, another account):
 * its names and tags are the pair's, and it is in use. Null where AWS has one of its names already.
 */
export function deployElsewhere(
  world: World,
  pair: Pair,
  at: string,
  { plainNames = false, shape, name }: Elsewhere = {},
): Component | null {
  const { account, chance, truth } = world;
  const component = makeComponent(shape ?? chance.pick(ways), {
    ...pair,
    name: name ?? chance.pick(['Web', 'Docs', 'Shop', 'Admin', 'Blog', 'Api']),
    at,
    region: chance.pick(['us-east-1', 'us-east-1', 'eu-west-1']),
    seed: `${pair.app} ${pair.stage} elsewhere ${world.serial()}`,
    plainNames,
    retainAll: false,
  });
  if (hasAny(world, component.ids)) return null;
  account.with(component.parts);
  truth.live(component.ids, 'in a home outside AWS');
  truth.tell(`${at} ${pair.app}/${pair.stage}: a home outside AWS deploys ${component.name}`);
  return component;
}
