import { plain } from '../../text/text.ts';
import type { Config } from './config-schema.ts';
import type { GivenFlags } from './given-flags.ts';

/** The flag that says the same as a key of the config file, where there is one. */
const flagOf: Readonly<Partial<Record<keyof Config, keyof GivenFlags>>> = {
  account: 'account',
  profile: 'profile',
  regions: 'region',
  apps: 'app',
  stages: 'stage',
  kinds: 'kind',
  keep: 'keep',
  stagesFrom: 'stagesFrom',
  removeWith: 'removeWith',
  maxRemovals: 'maxRemovals',
  olderThan: 'olderThan',
  minConfidence: 'minConfidence',
  maxDeletions: 'maxDeletions',
  quarantine: 'quarantine',
  ignoreHomes: 'ignoreHome',
  ignoreRegions: 'ignoreRegion',
  failOn: 'failOn',
};

/** A flag adds to these keys; it takes the place of all others. */
const added: ReadonlySet<keyof Config> = new Set(['keep', 'ignoreHomes', 'ignoreRegions']);

/** The variable by which the SDK chose credentials already; null: none, so the file's profile counts. */
function credentialsFrom(env: Readonly<Record<string, string | undefined>>): string | null {
  return ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'].find((name) => env[name]) ?? null;
}

/** The file without what the environment decides: flags go before it, and it goes before the file. */
export function besideEnvironment(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const { profile, ...rest } = config;
  return profile === undefined || credentialsFrom(env) !== null ? rest : config;
}

/**
 * One line for each key of the config file that counts: that its value comes from there, or from a flag. Names
 * only, since values can be secret.
 */
export function valueSources(
  config: Config,
  {
    flags,
    path,
    env,
  }: {
    readonly flags: GivenFlags;
    readonly path: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): readonly string[] {
  const keys = Object.keys(config) as (keyof Config)[];
  const variable = credentialsFrom(env);
  return keys.map((key) => {
    const name = flagOf[key];
    const isGiven = name !== undefined && flags[name] !== undefined;
    if (key === 'profile' && !isGiven && variable !== null)
      return `"profile" comes from ${variable} in the environment, and not from ${plain(path)}.`;
    if (!isGiven) return `"${key}" comes from ${plain(path)}.`;
    return added.has(key)
      ? `"${key}" comes from ${plain(path)} and the command line.`
      : `"${key}" comes from the command line, and not from ${plain(path)}.`;
  });
}
