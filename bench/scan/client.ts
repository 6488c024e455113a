import { setTimeout as sleep } from 'node:timers/promises';
import { openSession } from '../../src/aws/session.ts';
import { collectGarbageSooner } from '../../src/cli/heap.ts';
import type { Clock } from '../../src/model/clock.ts';
import { peakMemoryOf } from '../peak-memory.ts';
import { type Looked, lookAt } from './looking.ts';
import { startMeter } from './meter.ts';
import { sizeNamed } from './size.ts';

/** What one look over HTTP cost its process. */
export interface Cost extends Looked {
  readonly seconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  readonly bytesRead: number;
  readonly mostInFlight: number;
  readonly peakHeapBytes: number;
  readonly peakRssBytes: number;
  /** Before the look: Node and the SDK. */
  readonly rssBytesBefore: number;
}

const clock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal ? { signal } : {}),
};

/** `client.ts <size> <port>`: takes one look and tells its parent the cost. */
collectGarbageSooner();
const [, , sizeName = '', port = ''] = process.argv;
const meter = startMeter();
const session = await openSession({
  env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1' },
  credentials: { accessKeyId: 'BENCH', secretAccessKey: 'bench' },
  clock,
});
const rssBytesBefore = process.memoryUsage().rss;
const begun = performance.now();
const cpuBefore = process.cpuUsage();
const looked = await lookAt(session, clock, sizeNamed(sizeName));
const { user, system } = process.cpuUsage(cpuBefore);
const cost: Cost = {
  ...looked,
  cpuSeconds: (user + system) / 1e6,
  seconds: (performance.now() - begun) / 1000,
  bytesRead: meter.bytesRead(),
  mostInFlight: meter.mostInFlight(),
  peakHeapBytes: meter.peakHeapBytes(),
  peakRssBytes: peakMemoryOf('self') ?? Number.NaN,
  rssBytesBefore,
};
session.close();
meter.stop();
process.send?.(cost, () => process.disconnect());
