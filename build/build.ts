import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { bundling, top } from './bundling.ts';
import { withoutFacades } from './facades.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';
import { buildTypes } from './types.ts';

const dist = `${top}dist`;

/** One file for modules that are loaded together. A group holds all imports of its modules, less the groups before it. */
const groups = [
  { name: 'start', test: /\/src\/cli\/start\.ts$/ },
  { name: 'program', test: /\/src\/(?:commands\/program\/program|report\/json\/pieces)\.ts$/ },
  { name: 'failure', test: /\/src\/commands\/program\/failure\.ts$/ },
  { name: 'library', test: (id: string) => id === `${top}src/index.ts` },
  { name: 'commands', test: /\/src\/(?:commands\/(?!doctor)|notices\/|storage\/)/ },
  { name: 'doctor', test: /\/src\/commands\/doctor/ },
  { name: 'pages', test: /\/src\/report\/(?:html|markdown)\// },
  { name: 'prompts', test: /\/src\/ui\// },
  { name: 'simulated-account', test: /\/src\/cli\/simulated-account\.ts$/ },
  { name: 'sns', test: /\/node_modules\/@aws-sdk\/client-sns\// },
  { name: 'aws-sign-in', test: /\/node_modules\/@(?:aws|aws-sdk|smithy)\// },
].map((group, index, all) => ({ ...group, priority: all.length - index }));

rmSync(dist, { recursive: true, force: true });
const bundle = await rolldown({
  ...bundling,
  plugins: [withoutFacades],
  input: { cli: 'src/cli.ts', index: 'src/index.ts', task: 'src/task.ts' },
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  comments: false,
  chunkFileNames: '[name].js',
  codeSplitting: { groups },
});
await bundle.close();
const chunks = output.filter((part) => part.type === 'chunk');
writeFileSync(
  `${dist}/THIRD-PARTY-LICENSES.txt`,
  thirdPartyLicenses(chunks.flatMap(({ moduleIds }) => moduleIds)),
);
chmodSync(`${dist}/cli.js`, 0o755);
await buildTypes(dist);
