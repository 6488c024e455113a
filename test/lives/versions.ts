/** Was SST of this version older than that one? Both are dotted numbers. */
export function isBefore(version: string, limit: string): boolean {
  const [a, b] = [version, limit].map((each) => each.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
