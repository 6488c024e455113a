/**
 * Of a property that is tried on chance: the same tries in each run of the gate, others and more with
 * `FUZZ_RUNS=20000`. A failure prints its seed; `FUZZ_SEED=` takes it.
 */
export function tries(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { FUZZ_RUNS: more, FUZZ_SEED: seed } = process.env;
  return {
    numRuns: more === undefined ? numRuns : Number(more),
    seed: seed === undefined ? (more === undefined ? 7 : Date.now() % 2 ** 31) : Number(seed),
  };
}
