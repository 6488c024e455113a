import type { Writable } from 'node:stream';

/** The part of our output that could not be written, told once, in one sentence. */
export interface LostOutput {
  /** Waits until all is written, and says whether something was not. */
  ended(): Promise<boolean>;
}

/**
 * Whoever reads our output may stop early (`sst-sweep scan | head`): work in progress is still ended in
 * order, and nobody is told. A full disk or a closed file is no reason to stop either, but whoever asked for
 * that output must hear that it is missing.
 */
export function outliveReaders(streams: {
  readonly stdout: Writable;
  readonly stderr: Writable;
}): LostOutput {
  const { stdout, stderr } = streams;
  const broken = new Set<Writable>();
  const watch = (stream: Writable, other: Writable, name: string) =>
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || broken.has(stream)) return;
      broken.add(stream);
      if (!broken.has(other) && other === stderr)
        other.write(`The ${name} could not be written: ${reasonOf(error)}.\n`);
    });
  watch(stdout, stderr, 'output');
  watch(stderr, stdout, 'progress');
  return {
    async ended() {
      await Promise.all([stdout, stderr].map(flushed));
      return broken.size > 0;
    },
  };
}

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on its device',
  EBADF: 'it is closed',
  EIO: 'its device reports an error',
  EDQUOT: 'the quota of its disk is used up',
  EFBIG: 'the file would get too large',
};

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  return causes[code ?? ''] ?? message;
}

function flushed(stream: Writable): Promise<void> {
  if (stream.destroyed || stream.writableEnded) return Promise.resolve();
  return new Promise((done) => {
    stream.write('', () => done());
  });
}
