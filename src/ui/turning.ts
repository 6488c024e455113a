import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { cut } from '../text/text.ts';
import type { Status } from './progress-display.ts';

/** Something that turns in the last line while this thread computes. */
export interface Turning {
  /** Its line is clear when this returns. */
  end(): void;
}

const frameMs = 120;
/** A worker that does not answer any more is not waited for. */
const endMs = 500;

/**
 * A match over a large account computes for seconds, in which no timer of this thread fires: a thread of
 * its own draws the line then, straight to the terminal. Null: the stream is no terminal of this process.
 */
export function turnByItself(
  stream: Writable,
  shown: { readonly status: Status; readonly room: number; readonly ascii: boolean },
): Turning | null {
  const fd = 'fd' in stream && typeof stream.fd === 'number' ? stream.fd : null;
  if (fd === null) return null;
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const { text, time } = shown.status;
  const [minutes = '0', seconds = '0'] = time.split(':');
  const worker = new Worker(code, {
    eval: true,
    workerData: {
      fd,
      shared,
      text: cut(text, shown.room - 8),
      since: Number(minutes) * 60 + Number.parseInt(seconds, 10),
      frames: shown.ascii ? ['-', '\\', '|', '/'] : Array.from('⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'),
      dot: shown.ascii ? '-' : '·',
      frameMs,
    },
  });
  worker.unref();
  worker.on('error', () => undefined);
  return {
    end() {
      Atomics.store(shared, 0, 1);
      Atomics.notify(shared, 0);
      // Only a worker that has drawn has something to clear.
      if (Atomics.load(shared, 1) === 1) Atomics.wait(shared, 1, 1, endMs);
      void worker.terminate();
    },
  };
}

/** Flag 0: end; flag 1: 0 nothing was drawn yet, 1 drawing, 2 cleared. */
const code = `
const { workerData: data } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const began = Date.now();
// It only draws: where the terminal is closed, whatever writes next says so.
const write = (text) => { try { writeSync(data.fd, text); } catch {} };
Atomics.store(data.shared, 1, 1);
for (let frame = 0; Atomics.wait(data.shared, 0, 0, data.frameMs) === 'timed-out'; frame++) {
  const seconds = data.since + Math.floor((Date.now() - began) / 1000);
  const time = Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0');
  write('\\r\\u001b[2K' + data.frames[frame % data.frames.length] + ' ' + time + ' ' + data.dot + ' ' + data.text);
}
write('\\r\\u001b[2K');
Atomics.store(data.shared, 1, 2);
Atomics.notify(data.shared, 1);
`;
