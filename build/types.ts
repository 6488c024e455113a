import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { bundling, top } from './bundling.ts';

/** The types of `src/index.ts` in one file, from those that the compiler writes one by one. */
export async function buildTypes(folder: string): Promise<void> {
  const written = `${folder}/types`;
  execFileSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', written],
    { cwd: top, stdio: 'inherit' },
  );
  const types = await rolldown({
    checks: bundling.checks,
    input: `${written}/src/index.d.ts`,
    plugins: [
      {
        name: 'sdk-types',
        resolveId: {
          order: 'pre',
          handler: (id) => (id.startsWith('@aws-sdk/') ? `${written}/build/sdk-types.d.ts` : null),
        },
      },
      dts({ dtsInput: true, tsconfig: false }),
    ],
  });
  await types.write({ dir: folder, format: 'esm' });
  await types.close();
  rmSync(written, { recursive: true });
}
