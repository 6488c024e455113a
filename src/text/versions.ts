interface Thing {
  readonly key: string;
}

/** Findings to count and show, with a function and its versions as one. */
export interface Counted<T> {
  readonly things: readonly T[];
  /** How many versions of this function were among them. */
  versionsOf(thing: Thing): number;
}

/** A function and its versions count once: they are deleted as one. A version without its function stands alone. */
export function versionsCounted<T extends Thing>(all: readonly T[]): Counted<T> {
  const keys = new Set(all.map(({ key }) => key));
  const versions = new Map<string, number>();
  const things = all.filter(({ key }) => {
    const owner = functionKey(key);
    if (owner === null || !keys.has(owner)) return true;
    versions.set(owner, (versions.get(owner) ?? 0) + 1);
    return false;
  });
  return { things, versionsOf: ({ key }) => versions.get(key) ?? 0 };
}

/** `lambda-edge-version:name:7` is a version of `lambda-edge-function:name`. */
function functionKey(key: string): string | null {
  const [, name] = /^lambda-edge-version:(.+):\d+$/.exec(key) ?? [];
  return name === undefined ? null : `lambda-edge-function:${name}`;
}
