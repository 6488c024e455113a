import type { Component } from '../component.ts';
import { deploy, everyday, live, remove, type Event } from '../everyday.ts';
import { Life } from '../life.ts';
import type { World } from '../world.ts';
import type { Measure } from './family.ts';

/** Of every line of SST's that writes its state or its names in a way of its own. */
const versions = ['3.7.15', '3.17.0', '4.10.0', '4.17.0', '4.17.0', '3.6.19', '3.3.40'] as const;

/** A home or two, and a few stages in them, each of which lives what `liveOne` says. */
export function liveNearby(
  world: World,
  { apps, mostStages }: Measure,
  liveOne: (life: Life) => void,
): readonly Life[] {
  const { account, chance, homes } = world;
  if (homes.length === 0) homes.push(account.home('us-east-1'));
  const isOpen = homes.every(({ region }) => region !== 'eu-west-1');
  if (isOpen && chance.often(0.25)) homes.push(account.home('eu-west-1'));
  const lives: Life[] = [];
  for (const app of chance.often(0.6) ? apps.slice(0, 1) : apps) {
    const stages = ['pr-1', 'prod', 'shop-pr-1', 'pr-12'];
    for (const stage of stages.slice(0, 1 + chance.below(Math.min(mostStages, 3)))) {
      const life = new Life(
        world,
        chance.pick(homes),
        { app, stage },
        { version: aVersion(world) },
      );
      liveOne(life);
      lives.push(life);
    }
  }
  return lives;
}

/** What a family lives among what happens every day: about as much of the one as of the other. */
export function liveAmong(life: Life, events: readonly Event[], length: number): void {
  const { chance } = life.world;
  for (let event = 0; event < length; event++)
    live(life, 1, chance.often(0.45) ? events : everyday);
}

export function aVersion({ chance }: World): string {
  return chance.pick(versions);
}

/** Deploys these, lives on a little and is removed at last: what was left then, and when; null: it never left. */
export function leaveAtLast(
  life: Life,
  { at, made }: { readonly at: string; readonly made: readonly Component[] },
): { readonly listed: readonly Component[]; readonly left: string } | null {
  const { account, chance } = life.world;
  life.state = made;
  life.run({ at, entries: life.entries });
  for (const { parts } of made) account.with(parts);
  life.claim();
  live(life, chance.below(3), [deploy]);
  const listed = life.state;
  remove(life);
  const left = life.spans.at(-1)?.to;
  return left ? { listed, left } : null;
}
