import { sizeNamed } from '../scan/size.ts';
import { sweepAfter } from './sweep.ts';

/** `run.ts [--small] [milliseconds ...]`: ends with 1 when a step was not done. */
const size = sizeNamed(process.argv.includes('--small') ? 'small' : 'full');
const given = process.argv.slice(2).filter((word) => /^\d+$/.test(word));
const latencies = given.length > 0 ? given.map(Number) : [0, 100, 400];

// The move to Node 22 is the maintainers' business (docs/decisions.md, 9).
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const broken: string[] = [];
console.log('ms per call  whole look, s  first write, s  sweep, s  looks  calls   seen  done');
for (const latency of latencies) {
  const swept = await sweepAfter(latency, size);
  const figures = [
    String(latency).padStart(11),
    swept.wholeLookSeconds.toFixed(0).padStart(13),
    swept.firstWriteSeconds.toFixed(0).padStart(14),
    swept.sweepSeconds.toFixed(0).padStart(8),
    String(swept.looks).padStart(5),
    String(swept.calls.told).padStart(5),
    String(swept.calls.seen).padStart(5),
    `${swept.steps - swept.mistakes.length} of ${swept.steps}`,
  ];
  console.log(figures.join('  '));
  broken.push(...swept.mistakes.map((mistake) => `${latency} ms: ${mistake}`));
}
if (broken.length > 0) {
  console.error(['', 'Broken', ...broken.map((line) => `  ${line}`)].join('\n'));
  process.exitCode = 1;
}
