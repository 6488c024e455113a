import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findUp } from './find-up.ts';

/** The SST project around the working folder. Its files are read as text, never executed. */
export interface Project {
  readonly folder: string;
  readonly app: string | null;
  readonly profile: string | null;
  readonly region: string | null;
  /** The personal stage in `.sst/stage`. */
  readonly stage: string | null;
  /** As installed, else as `package.json` asks for it. */
  readonly sstVersion: string | null;
  /** Host names that stand in `sst.config.ts` as plain literals. */
  readonly domains: readonly string[];
}

export async function readProject(cwd: string): Promise<Project | null> {
  const file = await findUp('sst.config.ts', cwd);
  if (file === null) return null;
  const folder = dirname(file);
  const [config, manifest, stage, installed] = await Promise.all([
    textOf(file),
    textOf(join(folder, 'package.json')),
    textOf(join(folder, '.sst', 'stage')),
    textOf(join(folder, 'node_modules', 'sst', 'package.json')),
  ]);
  return {
    folder,
    ...parseProject(config ?? '', manifest),
    stage: stage?.trim() || null,
    sstVersion: versionOf(installed, 'version') ?? versionOf(manifest, 'sst'),
    domains: domainsIn(config ?? ''),
  };
}

/** Only plain literals count: an expression would have to be executed to be known. */
export function parseProject(
  config: string,
  manifest: string | null,
): Pick<Project, 'app' | 'profile' | 'region'> {
  const code = withoutComments(config);
  const body = code.slice(Math.max(0, code.search(/\b(?:app|config)\s*\(/)));
  return {
    app: literal(body, 'name') ?? (/\bname\s*:\s*\w+\.name\b/.test(body) ? nameOf(manifest) : null),
    profile: literal(body, 'profile'),
    region: literal(body, 'region'),
  };
}

function literal(code: string, key: string): string | null {
  const found = new RegExp(String.raw`\b${key}\s*:\s*(["'\x60])([\w@./-]+)\1\s*[,}\n;]`).exec(code);
  return found?.[2] ?? null;
}

/** What is not closed goes on to its end, so that a file of others is gone over once. */
const stringOrComment =
  /("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*`?)|\/\/[^\n]*|\/\*(?:(?!\*\/)[^])*(?:\*\/)?/g;

function withoutComments(code: string): string {
  return code.replace(stringOrComment, (_match, text: string | undefined) => text ?? ' ');
}

/** Host names in quotes: `domain: "acme.example"`, `redirects: ["www.acme.example"]`. */
function domainsIn(config: string): string[] {
  const found = withoutComments(config).matchAll(
    /(["'\x60])((?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,})\1/gi,
  );
  return [...new Set([...found].map(([, , host = '']) => host.toLowerCase()))].filter(
    (host) => !/\.(?:ts|js|json|html|css|md|env)$/.test(host),
  );
}

/** `"sst": "^3.7.15"`; ranges stay as they are written. */
function versionOf(json: string | null, key: string): string | null {
  const found = (json ?? '').matchAll(new RegExp(String.raw`"${key}"\s*:\s*"([^"\\]*)"`, 'g'));
  return [...found].map(([, text = '']) => text).find((text) => /\d\.\d+\.\d/.test(text)) ?? null;
}

function nameOf(manifest: string | null): string | null {
  const found = /"name"\s*:\s*"([^"\\]+)"/.exec(manifest ?? '');
  return found?.[1] ?? null;
}

/** A missing or unreadable file says nothing; this is a convenience, no verdict rests on it. */
async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
