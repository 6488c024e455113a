import type { ObjectData } from 'simulated-aws';
import type { HomeBuilder } from '../../../account/account.ts';
import { tailOf } from '../../../account/names.ts';
import { later } from '../../../account/stage.ts';
import { deploy, handOver, live, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { liveAmong, liveNearby } from '../nearby.ts';
import { deployWithSpare } from '../traces/spare.ts';
import { operations } from '../traces/surgery.ts';

/** `aws s3 sync` into a new bucket: of each key the current version alone, and all at one time. */
function copyHome(world: World, home: HomeBuilder, lives: readonly Life[]): void {
  const { account, truth } = world;
  const { bucket } = home;
  const at = lives.reduce((latest, life) => (life.at > latest ? life.at : latest), '');
  if (at === '' || at > account.ago({ days: 60 })) return;
  const current = new Map<string, ObjectData>();
  for (const object of bucket.objects ?? []) current.set(object.key, object);
  const copies = [...current.values()]
    .filter(({ deleteMarker }) => deleteMarker !== true)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  bucket.objects = copies.map((object, index) => ({ ...object, at: later(at, index >> 2) }));
  const letters = tailOf(`copy of ${bucket.name}`);
  const before = bucket.name;
  bucket.name = `sst-state-${letters}${letters.slice(0, 4)}`;
  bucket.createdAt = later(at, -3600);
  for (const parameter of account.data.ssm?.parameters ?? [])
    parameter.value = parameter.value.replaceAll(before, bucket.name);
  truth.tell(`${at} ${before} was copied to ${bucket.name}, and deleted`);
  for (const life of lives) {
    life.forget();
    life.at = later(at, 7200);
  }
}

/** Homes that were copied into another bucket: all versions are gone, and all times are the copy's. */
export const copiedHomes: Family = {
  name: 'copiedHomes',
  live(world, measure) {
    const { chance } = world;
    const lives = liveNearby(world, measure, (life) => {
      deploy(life);
      liveAmong(life, [...operations, deployWithSpare, handOver], 1 + chance.below(5));
      if (chance.often(0.5)) remove(life);
    });
    for (const home of world.homes) {
      const there = lives.filter(({ stage }) => stage.bucket === home.bucket);
      copyHome(world, home, there);
      for (const life of there) {
        live(life, chance.below(3));
        if (chance.often(0.4)) remove(life);
      }
    }
    return lives;
  },
};
