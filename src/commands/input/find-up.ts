import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The nearest file of that name in the folder or above it. */
export async function findUp(name: string, folder: string): Promise<string | null> {
  for (let current = folder; ; current = dirname(current)) {
    const path = join(current, name);
    if (await exists(path)) return path;
    if (dirname(current) === current) return null;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
