import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { checkedList } from './checked-account-list.ts';
import { type Config, configSchema, emptyConfig } from './config-schema.ts';
import { UserError } from '../../model/errors.ts';
import { findUp } from './find-up.ts';
import { listed, plain } from '../../text/text.ts';
import { abandonWord, durationMs, failOn, kind, region, stageWord } from './flag-values.ts';
import { narrowFoundConfig } from './narrow-found-config.ts';

const configName = 'sst-sweep.json';

export interface ReadConfig {
  readonly config: Config;
  /** The file that was read, or null. */
  readonly path: string | null;
  /** A sentence where some of its keys do not count, or null. */
  readonly warning: string | null;
}

/** The given file, or `sst-sweep.json` beside the nearest `package.json`; no file there is no config. */
export async function readConfig(cwd: string, file: string | null): Promise<ReadConfig> {
  if (file !== null) {
    const text = await readOrThrow(resolve(cwd, file));
    return { config: parseConfig(text, file), path: file, warning: null };
  }
  const manifest = await findUp('package.json', cwd);
  if (manifest === null) return { config: emptyConfig, path: null, warning: null };
  const path = join(dirname(manifest), configName);
  const text = await readIfThere(path);
  if (text === null) return { config: emptyConfig, path: null, warning: null };
  const { config, dropped } = narrowFoundConfig(parseConfig(text, path));
  return { config, path, warning: dropped.length === 0 ? null : droppedText(path, dropped) };
}

function droppedText(path: string, dropped: readonly string[]): string {
  const keys = listed(dropped.map((key) => `"${key}"`));
  const verb = dropped.length === 1 ? 'does' : 'do';
  return `${keys} in ${plain(path)} ${verb} not count: a config file that was only found may narrow what is deleted, and not widen it. Name the file with --config to let it.`;
}

/** Throws a `UserError` that names the key and the line. */
export function parseConfig(text: string, path: string): Config {
  const checked = configSchema.safeParse(jsonOf(text, path), { error: z.locales.en().localeError });
  if (checked.success) {
    const { $schema: _schema, accounts: written, ...rest } = checked.data;
    const accounts =
      written === undefined
        ? null
        : checkedList(written, `"accounts" in ${path}`, () => lineText(text, 'accounts'));
    const config = { ...rest, ...(accounts && { accounts }) } as Config;
    checkValues(config, path);
    return config;
  }
  const [issue] = checked.error.issues;
  const key = issue?.path.join('.') ?? '';
  const where = key === '' ? '' : ` "${key}":`;
  const [name] = issue?.code === 'unrecognized_keys' ? issue.keys : (issue?.path ?? []);
  throw new UserError(
    'INVALID_CONFIG',
    `The config file ${path} is not valid:${where} ${issue?.message ?? 'unknown'}.`,
    {
      hint: `${lineText(text, String(name))}Keys: ${Object.keys(configSchema.shape)
        .filter((known) => known !== '$schema')
        .join(', ')}.`,
    },
  );
}

/** `Line 3. `, or empty where the text has no such key. */
function lineText(text: string, key: string): string {
  const at = text.indexOf(JSON.stringify(key));
  return at === -1 ? '' : `Line ${text.slice(0, at).split('\n').length}. `;
}

/** Checks values that flags can have too; the error names the key of the file. */
function checkValues(config: Config, path: string): void {
  const where = (key: string) => `"${key}" in ${path}`;
  if (config.account !== undefined && config.accounts !== undefined) {
    throw new UserError(
      'INVALID_CONFIG',
      `The config file ${path} has both "account" and "accounts".`,
      { hint: 'Keep the one that is meant.' },
    );
  }
  for (const name of config.regions ?? []) region(where('regions'), name);
  for (const name of config.kinds ?? []) kind(where('kinds'), name);
  for (const name of config.ignoreRegions ?? []) region(where('ignoreRegions'), name);
  for (const word of config.ignoreStages ?? []) stageWord(where('ignoreStages'), word);
  for (const word of config.abandon ?? []) abandonWord(where('abandon'), word);
  if (config.olderThan !== undefined) durationMs(where('olderThan'), config.olderThan);
  if (config.quarantine !== undefined) durationMs(where('quarantine'), config.quarantine);
  if (config.failOn !== undefined) failOn(where('failOn'), config.failOn);
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError('INVALID_CONFIG', `The config file ${path} is no valid JSON.`, {
      hint: error instanceof Error ? error.message : 'Correct it.',
      cause: error,
    });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unreadable(path, error);
  }
}

async function readOrThrow(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text !== null) return text;
  throw new UserError('INVALID_CONFIG', `There is no config file ${path}.`, {
    hint: 'Correct --config, or leave it out.',
  });
}

function unreadable(path: string, cause: unknown): UserError {
  return new UserError('INVALID_CONFIG', `The config file ${path} cannot be read.`, {
    hint: cause instanceof Error ? cause.message : 'Check its permissions.',
    cause,
  });
}
