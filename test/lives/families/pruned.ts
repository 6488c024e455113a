import { tailOf } from '../../account/names.ts';
import type { Component } from '../component.ts';
import { deploy, live, purge, remove, retain } from '../everyday.ts';
import type { Life } from '../life.ts';
import type { Family } from './family.ts';
import { liveNearby } from './nearby.ts';

/** A function that no distribution runs at the moment: it goes with the component that made it. */
function addSpare(life: Life, component: Component, at: string): string {
  const { app, stage } = life.pair;
  const tail = tailOf(`${component.name} ${app} ${stage} spare ${life.world.serial()}`);
  const name = `${app}-${stage}-${component.name}CloudfrontFunctionResponse-${tail}`;
  life.world.account.with({ functions: [{ name, createdAt: at, modifiedAt: at }] });
  const entry = {
    type: 'aws:cloudfront/function:Function',
    name: `${component.name}CloudfrontFunctionResponse`,
    id: name,
    under: [['sst:aws:Nextjs', component.name]] as const,
  };
  life.state = life.state.map((each) =>
    each === component
      ? { ...each, ids: [...each.ids, name], entries: [...each.entries, entry] }
      : each,
  );
  return name;
}

/** Handed over or left behind, and then the versions that told it are gone. */
function liveAndForget(life: Life): void {
  const { account, chance, truth } = life.world;
  const at = life.begin('deploy with a function to spare');
  const component = life.make(at, chance.pick(['site', 'server', 'served-site', 'bucket']));
  if (life.isRefused(component)) return;
  life.state = [...life.state, component];
  addSpare(life, component, at);
  life.run({ at, entries: life.entries });
  account.with(component.parts);
  life.claim();
  if (chance.often(0.5)) live(life, 1, [deploy]);
  const given = life.state.find(({ name }) => name === component.name);
  if (given && chance.often(0.6)) {
    life.state = life.state.filter((each) => each !== given);
    const then = life.begin(`hand over ${given.name}`);
    life.run({ at: then, command: 'edit', entries: life.entries });
    life.doubt();
    truth.live(given.ids, 'handed over');
  }
  if (chance.often(0.4)) live(life, 1, [deploy]);
  const end = chance.below(4);
  if (end === 0) purge(life);
  else if (end === 1) retain(life);
  else {
    if (end === 2) retain(life);
    remove(life);
    retain(life);
  }
}

/** Functions of stages whose history was pruned, while what they came with lives on elsewhere. */
export const prunedHistory: Family = {
  name: 'prunedHistory',
  live: (world, measure) => liveNearby(world, measure, liveAndForget),
};
