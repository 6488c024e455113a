import { fileURLToPath } from 'node:url';
import type { InputOptions } from 'rolldown';

export const top = fileURLToPath(new URL('..', import.meta.url));

/** How sources and packages become programs for Node: the package's own, and those of the benchmarks. */
export const bundling = {
  cwd: top,
  platform: 'node',
  // Of the SDK's modules, only those for bundlers can be shaken.
  resolve: { mainFields: ['module', 'main'] },
  // write-file-atomic is CommonJS and hashes its own file's name.
  transform: { define: { __filename: 'import.meta.filename' } },
  checks: { ineffectiveDynamicImport: false, pluginTimings: false },
} satisfies InputOptions;
