import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** The licences of all packages that the bundle holds parts of, each text once. */
export function thirdPartyLicenses(moduleIds: Iterable<string>): string {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
    if (folder !== undefined) folders.add(folder);
  }
  const byText = new Map<string, string[]>();
  for (const folder of folders) {
    const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = licenseText(folder, manifest);
    byText.set(text, [...(byText.get(text) ?? []), headOf(manifest)]);
  }
  const parts = [...byText].map(
    ([text, heads]) => `${[...new Set(heads)].sort().join('\n')}\n\n${text}\n`,
  );
  return `sst-sweep holds parts of these packages.\n\n${parts.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function headOf({ name, version, license }: Manifest): string {
  if (license === undefined) throw new Error(`${name}@${version} names no licence.`);
  return `${name} ${version} (${license})`;
}

/** Its own files, else that part of its README, else what its manifest says. */
function licenseText(folder: string, { license, author }: Manifest): string {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8').trim();
  const names = readdirSync(folder);
  const files = names.filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  if (files.length > 0) return files.map(read).join('\n\n');
  const readme = names.find((name) => /^readme/i.test(name));
  const [part] = /^(?:#+ )?licen[cs]e\b.*\n[^]*/im.exec(readme ? read(readme) : '') ?? [];
  const by = typeof author === 'object' ? author.name : author;
  return [`By ${by}, under ${license}.`, ...(part === undefined ? [] : [part])].join('\n\n');
}
