import { chanceOf } from '../../test/lives/chance.ts';
import { sweepOf } from './sweep.ts';

/** Propagation takes three to fifteen minutes, mostly about five: drawn from 3 to 8. */
function propagations(count: number): readonly number[] {
  const chance = chanceOf(count);
  return Array.from({ length: count }, () => 180 + chance.below(150) + chance.below(150));
}

// The move to Node 22 is the maintainers' business (docs/decisions.md, 9).
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const longestRatio = 1.15;
const mostPolls = 40;
const broken: string[] = [];

console.log('Distributions  sweep, s  slowest alone, s  ratio  polls  throttled');
for (const count of [1, 10, 50]) {
  const drawn = propagations(count);
  const alone = await sweepOf([Math.max(...drawn)]);
  const all = await sweepOf(drawn);
  const ratio = all.seconds / alone.seconds;
  const figures = [
    String(count).padStart(13),
    all.seconds.toFixed(0).padStart(8),
    alone.seconds.toFixed(0).padStart(16),
    ratio.toFixed(3).padStart(5),
    String(all.polls).padStart(5),
    String(all.throttled).padStart(9),
  ];
  console.log(figures.join('  '));
  if (ratio > longestRatio)
    broken.push(`${count}: the ratio ${ratio.toFixed(3)} is above ${longestRatio}`);
  if (all.polls > mostPolls) broken.push(`${count}: ${all.polls} polls are more than ${mostPolls}`);
  broken.push(...all.mistakes.map((mistake) => `${count}: ${mistake}`));
}
if (broken.length > 0) {
  console.error(['', 'Broken', ...broken.map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 1;
}
