import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { UserError } from '../../model/errors.ts';
import { findUp } from './find-up.ts';
import { abandonWord, durationMs, failOn, region, stageWord } from './flag-values.ts';

const texts = z.array(z.string().check(z.minLength(1)));

/** `sst-sweep.json`. Flags win over single values and add to lists. */
export const configSchema = z.strictObject({
  $schema: z.optional(z.string()),
  account: z.optional(
    z.string().check(z.regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')),
  ),
  profile: z.optional(z.string().check(z.minLength(1))),
  regions: z.optional(texts),
  keep: z.optional(texts),
  olderThan: z.optional(z.string()),
  minConfidence: z.optional(z.enum(['low', 'high', 'certain'])),
  maxDeletions: z.optional(z.int().check(z.minimum(1))),
  abandon: z.optional(texts),
  ignoreHomes: z.optional(texts),
  ignoreRegions: z.optional(texts),
  ignoreStages: z.optional(texts),
  failOn: z.optional(texts),
});

type ConfigFile = z.infer<typeof configSchema>;

export type Config = {
  readonly [Key in Exclude<keyof ConfigFile, '$schema'>]?: NonNullable<ConfigFile[Key]>;
};

export const emptyConfig: Config = {};

const configName = 'sst-sweep.json';

/** The given file, or `sst-sweep.json` beside the nearest `package.json`; no file there is no config. */
export async function readConfig(cwd: string, file: string | null): Promise<Config> {
  if (file !== null) return parseConfig(await readOrThrow(resolve(cwd, file)), file);
  const manifest = await findUp('package.json', cwd);
  if (manifest === null) return emptyConfig;
  const path = join(dirname(manifest), configName);
  const text = await readIfThere(path);
  return text === null ? emptyConfig : parseConfig(text, path);
}

export function parseConfig(text: string, path: string): Config {
  const checked = configSchema.safeParse(jsonOf(text, path), { error: z.locales.en().localeError });
  if (checked.success) {
    const { $schema: _schema, ...config } = checked.data;
    checkValues(config as Config, path);
    return config as Config;
  }
  const [issue] = checked.error.issues;
  const key = issue?.path.join('.') ?? '';
  const where = key === '' ? '' : ` "${key}":`;
  throw new UserError(
    'INVALID_CONFIG',
    `The config file ${path} is not valid:${where} ${issue?.message ?? 'unknown'}.`,
    {
      hint: `Keys: ${Object.keys(configSchema.shape)
        .filter((name) => name !== '$schema')
        .join(', ')}.`,
    },
  );
}

/** Values that flags can have too, told by where they stand. */
function checkValues(config: Config, path: string): void {
  const where = (key: string) => `"${key}" in ${path}`;
  for (const name of config.regions ?? []) region(where('regions'), name);
  for (const name of config.ignoreRegions ?? []) region(where('ignoreRegions'), name);
  for (const word of config.ignoreStages ?? []) stageWord(where('ignoreStages'), word);
  for (const word of config.abandon ?? []) abandonWord(where('abandon'), word);
  if (config.olderThan !== undefined) durationMs(where('olderThan'), config.olderThan);
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
