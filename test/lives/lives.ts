import { type AccountBuilder, anAccount } from '../account/account.ts';
import { type Chance, chanceOf } from './chance.ts';
import { Life } from './life.ts';
import { Truth } from './truth.ts';

/** An account that was lived in, and what really became of everything in it. */
export interface LivedIn {
  readonly account: AccountBuilder;
  readonly truth: Truth;
}

const events = [
  'deploy',
  'deploy',
  'deploy',
  'kill',
  'refresh',
  'handOver',
  'remove',
  'remove',
  'failToRemove',
] as const;

/** Makes an account by living it: a few stages in one or two homes, each with a life of its own. */
export function livedIn(seed: number): LivedIn {
  const chance = chanceOf(seed);
  const account = anAccount();
  const truth = new Truth();
  const homes = [
    account.home('us-east-1'),
    ...(chance.often(0.3)
      ? [account.home('eu-west-1', { registered: chance.often(0.5), name: 'second' })]
      : []),
  ];
  for (const app of ['acme', 'acme-shop']) {
    for (const stage of ['prod', 'pr-1', 'pr-12', 'shop-pr-1'].slice(0, 1 + chance.below(4))) {
      const home = chance.pick(homes);
      const life = new Life({ account, home, chance, truth }, { app, stage });
      live(life, chance);
      if (chance.often(0.3)) adoptSome(life, truth, chance);
    }
  }
  return { account, truth };
}

function live(life: Life, chance: Chance): void {
  life.deploy();
  const length = 1 + chance.below(7);
  for (let event = 0; event < length; event++) life[chance.pick(events)]();
  // Previews end, one way or another.
  if (chance.often(0.4)) life.remove();
}

function adoptSome(life: Life, truth: Truth, chance: Chance): void {
  const leftovers = [...truth.all()].filter(([, { is }]) => is === 'leftover').map(([id]) => id);
  if (leftovers.length > 0 && chance.often(0.7)) life.adopt([chance.pick(leftovers)]);
}
