import type { AccountBuilder } from '../../../account/account.ts';
import { type Component, makeComponent, type Shape } from '../../component.ts';
import { hasAny, type World } from '../../world.ts';

export interface Pair {
  readonly app: string;
  readonly stage: string;
}

interface Elsewhere {
  readonly plainNames?: boolean;
  readonly shape?: Shape;
  readonly name?: string;
  /** All that had these names before is gone by then. */
  readonly comesAgain?: boolean;
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
  { plainNames = false, comesAgain = false, shape, name }: Elsewhere = {},
): Component | null {
  const { account, chance, truth } = world;
  const region = chance.pick(['us-east-1', 'us-east-1', 'eu-west-1']);
  const component = makeComponent(shape ?? chance.pick(ways), {
    ...pair,
    name: name ?? chance.pick(['Web', 'Docs', 'Shop', 'Admin', 'Blog', 'Api']),
    at,
    region,
    seed: `${pair.app} ${pair.stage} elsewhere ${world.serial()}`,
    plainNames,
    retainAll: false,
  });
  const hadNames = component.ids.some((id) => truth.of(id) !== null);
  if (hasAny(world, component.ids) || (hadNames && !comesAgain)) return null;
  account.with(component.parts);
  bootstrap(account, region);
  truth.live(component.ids, 'in a home outside AWS');
  truth.tell(`${at} ${pair.app}/${pair.stage}: a home outside AWS deploys ${component.name}`);
  return component;
}

/** Wherever the state is kept: SST makes its buckets in every region that it deploys to. */
function bootstrap(account: AccountBuilder, region: string): void {
  const isThere = account.data.ssm?.parameters.some(
    (each) => each.name === '/sst/bootstrap' && each.region === region,
  );
  if (!isThere) account.home(region, { name: `bootstrap of ${region}` });
}
