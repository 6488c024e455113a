/** Time as an argument: the machine's in real use, the simulated account's in the demo and in tests. */
export interface Clock {
  now(): Date;
  /** Resolves after this time; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
