import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Compiles what is measured, as users have it: the loader of TypeScript alone takes some 50 MB. The
 * path of a file of this folder without its ending, such as `scan/client`, as a program.
 */
export async function compiled(file: string): Promise<string> {
  const tsc = pathOf('../node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', pathOf('tsconfig.build.json')]);
  return pathOf(`../.venv/bench/bench/${file}.js`);
}
