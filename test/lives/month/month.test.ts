import { expect, it } from 'vitest';
import { later } from '../../account/stage.ts';
import { dayMs } from './fates.ts';
import { Nights, type Keeping } from './nights.ts';
import { Town } from './town.ts';

/**
 * The gate lives one month; `SEEDS=10` lives ten, with the state in a bucket and in a folder in turn.
 * `FIRST_SEED` chooses others.
 */
const { SEEDS: seeds, FIRST_SEED: first = '1' } = process.env;
const days = 30;
const start = '2026-10-01T08:00:00.000Z';

const months = Array.from({ length: Number(seeds ?? 1) }, (_, index) => {
  const seed = Number(first) + index;
  const keeping: Keeping = seed % 2 === 0 ? 'folder' : 'bucket';
  return [seed, keeping] as const;
});

it.each(months)(
  'in month %i of nightly sweeps, with the state in a %s, nothing alive is touched, and what is left goes within two nights after its quarantine',
  { timeout: 600_000 },
  async (seed, keeping) => {
    const town = new Town(seed, start);
    const nights = new Nights(town, keeping);
    const wrong: string[] = [];
    for (let day = 0; day < days; day += 1) {
      const morning = new Date(Date.parse(start) + day * dayMs).toISOString();
      await town.day(morning);
      const found = await nights.sweep(later(morning, 18 * 3600));
      wrong.push(...found.map((sentence) => `night ${day}: ${sentence}`));
    }
    console.log(
      JSON.stringify({
        seed,
        keeping,
        days: town.told,
        nights: nights.told,
        deleted: nights.deleted,
        left: town.fates.all('leftover').length,
        nightsAfterQuarantine: {
          most: Math.max(0, ...town.fates.took),
          gone: town.fates.took.length,
        },
      }),
    );
    expect(wrong).toEqual([]);
    expect(town.fates.took.length).toBeGreaterThan(0);
  },
);
