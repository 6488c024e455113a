/** Letters that stand in for SST's random tail: never `a` first, and none of g i j l p q y. */
const letters = 'abcdefhkmnorstuvwxz';

/** A tail of eight that depends on nothing but `seed`, so that two runs give the same account. */
export function tailOf(seed: string): string {
  let hash = 2_166_136_261;
  const out: string[] = [];
  for (let index = 0; index < 8; index++) {
    for (const character of `${seed}:${index}`) {
      hash ^= character.codePointAt(0) ?? 0;
      hash = Math.imul(hash, 16_777_619) >>> 0;
    }
    out.push(letters[index === 0 ? 1 + (hash % 18) : hash % 19] ?? 'b');
  }
  return out.join('');
}

/** An id as AWS makes them up: `E` and 13 capitals and digits. */
export function distributionIdOf(seed: string): string {
  const hex = Buffer.from(`${tailOf(seed)}${tailOf(`${seed}!`)}`)
    .toString('hex')
    .toUpperCase();
  return `E${hex.replaceAll(/[^A-Z0-9]/g, '').slice(0, 13)}`;
}
