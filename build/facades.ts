import type { OutputBundle, OutputChunk, Plugin } from 'rolldown';

/** `import "./library.js";` lines, then `export { t as scan } from "./commands.js";` and nothing else. */
const facadeShape =
  /^((?:import "\.\/[\w-]+\.js";\n)*)export \{ ([^{}]+) \} from "\.\/([\w-]+\.js)";\s*$/;

interface Facade {
  readonly holder: string;
  /** An object literal of its exports, each from the namespace `chunk`. */
  readonly namespace: string;
}

/**
 * Where a module that is imported lazily lies in a file with others, rolldown writes a file more, which only
 * passes its exports on. Such an import names the file itself instead.
 */
export const withoutFacades: Plugin = {
  name: 'without-facades',
  generateBundle(_options, bundle) {
    const facades = facadesIn(bundle);
    for (const chunk of chunksIn(bundle)) {
      chunk.code = chunk.code.replaceAll(/\bimport\("\.\/([\w-]+\.js)"\)/g, (text, name) => {
        const facade = facades.get(name);
        return facade
          ? `import("./${facade.holder}").then((chunk) => (${facade.namespace}))`
          : text;
      });
    }
    for (const name of facades.keys()) delete bundle[name];
  },
};

function chunksIn(bundle: OutputBundle): readonly OutputChunk[] {
  return Object.values(bundle).filter((part) => part.type === 'chunk');
}

function facadesIn(bundle: OutputBundle): ReadonlyMap<string, Facade> {
  const chunks = chunksIn(bundle);
  const isImported = new Set(chunks.flatMap(({ imports }) => imports));
  return new Map(
    chunks.flatMap((chunk) => {
      const shape = facadeShape.exec(chunk.code);
      if (!shape || chunk.isEntry || isImported.has(chunk.fileName)) return [];
      const [, before = '', exported = '', holder = ''] = shape;
      const loaded = [...before.matchAll(/"\.\/([\w-]+\.js)"/g)].map(([, name = '']) => name);
      // What it loads first must be loaded by the holder as well.
      if (!loaded.every((name) => name === holder || importsOf(bundle, holder).includes(name)))
        return [];
      return [[chunk.fileName, { holder, namespace: namespaceOf(exported) }] as const];
    }),
  );
}

function importsOf(bundle: OutputBundle, name: string): readonly string[] {
  const part = bundle[name];
  return part?.type === 'chunk' ? part.imports : [];
}

/** `t as scan, plan` becomes `{ scan: chunk.t, plan: chunk.plan }`. */
function namespaceOf(exported: string): string {
  const members = exported.split(', ').map((each) => {
    const [held = '', name = held] = each.split(' as ');
    return `${name}: chunk.${held}`;
  });
  return `{ ${members.join(', ')} }`;
}
