import { createHash } from 'node:crypto';

const known = new Map<string, string>();

/** Of a state no values are kept. Most tags of an account have one of few values: each is hashed once. */
export function hashedValue(value: string): string {
  const hash = known.get(value) ?? createHash('sha256').update(value).digest('hex').slice(0, 16);
  if (known.size < 10_000) known.set(value, hash);
  return hash;
}
