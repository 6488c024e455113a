/** Runs work on files, and limits the bytes of all files that are worked on at a time. */
export type ByteGate = <Value>(bytes: number, work: () => Promise<Value>) => Promise<Value>;

/** First come, first served; a file that is larger than the whole gate goes alone. */
export function createByteGate(mostBytes: number): ByteGate {
  const waiting: { readonly bytes: number; readonly enter: () => void }[] = [];
  let taken = 0;

  function admit(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      if (taken > 0 && taken + next.bytes > mostBytes) return;
      waiting.shift();
      taken += next.bytes;
      next.enter();
    }
  }

  return async (bytes, work) => {
    await new Promise<void>((enter) => {
      waiting.push({ bytes, enter });
      admit();
    });
    try {
      return await work();
    } finally {
      taken -= bytes;
      admit();
    }
  };
}
