import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** What this process did over HTTP, seen from Node's own channels: nothing is put in between. */
export interface Meter {
  readonly bytesRead: () => number;
  /** Requests whose answer was not read to its end, at most at one time. */
  readonly mostInFlight: () => number;
  readonly peakHeapBytes: () => number;
  stop(): void;
}

const sampleMs = 20;

export function startMeter(): Meter {
  const sockets = new Set<Socket>();
  let open = 0;
  let most = 0;
  let peak = 0;
  subscribe('net.client.socket', (message) => {
    sockets.add((message as { socket: Socket }).socket);
  });
  subscribe('http.client.request.start', () => {
    open += 1;
    most = Math.max(most, open);
  });
  subscribe('http.client.response.finish', (message) => {
    (message as { response: IncomingMessage }).response.once('close', () => {
      open -= 1;
    });
  });
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, sampleMs);
  return {
    bytesRead: () => [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    mostInFlight: () => most,
    peakHeapBytes: () => peak,
    stop: () => clearInterval(timer),
  };
}
