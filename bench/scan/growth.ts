import type { Cost } from './client.ts';
import { measured } from './measure.ts';
import type { Rounds } from './rounds.ts';
import { countsOf, sizeNamed } from './size.ts';

/** What grows with an account. Memory is without that of Node and the SDK, which every look takes. */
const figures: Readonly<Record<string, (cost: Cost, rounds: Rounds) => number>> = {
  calls: ({ calls }) => calls.total,
  'CPU, s': ({ cpuSeconds }) => cpuSeconds,
  'memory, MB': ({ peakRssBytes, rssBytesBefore }) => (peakRssBytes - rssBytesBefore) / 1e6,
  'longest chain': (_, { rounds }) => rounds,
};

interface Point {
  readonly distributions: number;
  readonly values: readonly number[];
}

/**
 * A table with a row for each size, as soon as it is measured. In brackets stands the exponent of the growth
 * since the row before: 1 is linear.
 */
export async function* growthLines(sizes: readonly string[]): AsyncGenerator<string> {
  yield row(['distributions', ...Object.keys(figures)]);
  yield row(['---', ...Object.keys(figures).map(() => '---')]);
  let before: Point | null = null;
  for (const name of sizes) {
    const size = sizeNamed(name);
    const { cost, rounds } = await measured(size);
    const values = Object.values(figures).map((figure) => figure(cost, rounds));
    const point: Point = { distributions: countsOf(size)['distributions'] ?? 0, values };
    yield row([String(point.distributions), ...cells(point, before)]);
    before = point;
  }
}

function cells({ distributions, values }: Point, before: Point | null): readonly string[] {
  return values.map((value, at) => {
    const shown = value < 100 ? value.toFixed(1) : value.toFixed(0);
    const last = before?.values[at];
    if (before === null || last === undefined) return shown;
    const exponent = Math.log(value / last) / Math.log(distributions / before.distributions);
    return `${shown} (${exponent.toFixed(2)})`;
  });
}

const row = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
