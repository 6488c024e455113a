import { pace } from './service.ts';
import type { Run } from './race.ts';

export interface Ranked {
  readonly name: string;
  readonly run: Run;
}

const leastOfBest = 0.98;
const leastOfAllowed = 0.9;
const mostBytes = 200_000_000;

export function keysPerSecond(versions: number, { seconds }: Run): number {
  return versions / seconds;
}

/** What one size showed that it must not. */
export function brokenBounds(versions: number, own: Run, others: readonly Ranked[]): string[] {
  const speed = keysPerSecond(versions, own);
  const good = others.filter(({ run }) => run.mistakes.length === 0);
  const best = Math.max(0, ...good.map(({ run }) => keysPerSecond(versions, run)));
  const share = speed / pace.keysPerSecond;
  const broken = own.mistakes.map((mistake) => `sst-sweep ${mistake}`);
  if (speed < leastOfBest * best)
    broken.push(`its speed is ${(speed / best).toFixed(3)} of the best, below ${leastOfBest}`);
  if (share < leastOfAllowed)
    broken.push(`its speed is ${share.toFixed(3)} of what S3 allows, below ${leastOfAllowed}`);
  if ((own.peakBytes ?? 0) >= mostBytes)
    broken.push(`it took ${own.peakBytes} bytes of memory, and the bound is ${mostBytes}`);
  for (const { name, run } of good) {
    // Nobody can be ahead of none.
    const isAhead = own.wasted < run.wasted || own.wasted === 0;
    if (!isAhead) broken.push(`it wasted ${own.wasted} requests, and ${name} ${run.wasted}`);
  }
  return broken;
}
