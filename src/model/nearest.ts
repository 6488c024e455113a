/** Those of the known words that somebody may have meant by this one, the nearest first; at most three. */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const asked = word.toLowerCase();
  const farthest = Math.max(1, Math.floor(asked.length / 3));
  const ranked = [...new Set(known)]
    // A large account has tens of thousands of names.
    .filter((each) => each.length >= asked.length - farthest)
    .map((each) => ({ each, distance: distanceOf(asked, each.toLowerCase(), farthest) }))
    .filter(({ distance }) => distance <= farthest)
    .toSorted((left, right) => left.distance - right.distance || (left.each < right.each ? -1 : 1));
  return ranked.slice(0, 3).map(({ each }) => each);
}

/** A word that is contained in the other is nearer than one with a typing mistake. */
function distanceOf(asked: string, known: string, farthest: number): number {
  if (asked === known) return 0;
  if (asked.length >= 3 && known.includes(asked)) return 0.5;
  return known.length - asked.length > farthest ? Number.POSITIVE_INFINITY : edits(asked, known);
}

/** Letters that were left out, added, mistaken, or typed in the wrong order. */
function edits(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      line[column] = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = line;
  }
  return last[to.length] ?? 0;
}
