import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { bundling } from '../build/bundling.ts';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Compiles what is measured, as users have it: the loader of TypeScript alone takes some 50 MB. The
 * path of a file of this folder without its ending, such as `scan/client`, as a program.
 */
export async function compiled(file: string): Promise<string> {
  const bundle = await rolldown({
    ...bundling,
    input: { program: pathOf(`${file}.ts`) },
  });
  const dir = pathOf(`../.venv/bench/${file}`);
  await bundle.write({ dir, format: 'esm' });
  await bundle.close();
  return `${dir}/program.js`;
}
