import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds to the lock file the platform packages that `npm install` left out because the registry at
 * hand did not have them. Without their entries `npm ci` refuses the lock file on every machine.
 * Run it after each change of the dependencies: `node .ci/complete-lock.mjs`.
 */
const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openharmony',
  'win32',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'x64',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const own = `node_modules/${name}`;
    if (path === '' || own in lock.packages || `${path}/${own}` in lock.packages) continue;
    lock.packages[own] = platformPackage(name, version, entry);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

function platformPackage(name, version, parent) {
  const parts = name.split(/[-/]/);
  const system = systems.filter((each) => parts.includes(each));
  const processor = processors.filter((each) => parts.includes(each));
  if (!/^\d/.test(version) || system.length + processor.length === 0) {
    throw new Error(
      `${name}@${version} is no platform package: install it where the registry has it.`,
    );
  }
  const libc = /musl/.test(name) ? ['musl'] : /gnu/.test(name) ? ['glibc'] : null;
  return {
    version,
    ...(processor.length > 0 && { cpu: processor }),
    ...(parent.dev && { dev: true }),
    ...(libc && { libc }),
    optional: true,
    ...(system.length > 0 && { os: system }),
  };
}
