import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { planSchema } from '../../src/report/json/schema/plan.ts';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { restoreSchema, type RestoreJson } from '../../src/report/json/schema/restore.ts';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { sstSweep } from '../e2e/sst-sweep.ts';
import { anyKeys } from './programs.ts';

type PlanJson = z.infer<typeof planSchema>;
export type ReportJson = z.infer<typeof reportSchema>;
type ResultJson = z.infer<typeof resultSchema>;

/** The binary against an endpoint; what it printed, with its exit code and the hosts it talked to. */
export interface Tool {
  scan(...flags: readonly string[]): Promise<ReportJson>;
  plan(...flags: readonly string[]): Promise<PlanJson>;
  sweep(...flags: readonly string[]): Promise<ResultJson>;
  restore(sweep: string): Promise<RestoreJson>;
  resume(...flags: readonly string[]): Promise<ResultJson>;
  /** A sweep that is killed; `onStart` is given what does it. Its exit code, null where it was. */
  killed(onStart: (kill: () => void) => void): Promise<number | null>;
  readonly stateDir: string;
  /** All hosts to which a connection was opened. */
  hosts(): Promise<readonly string[]>;
}

/** Nothing is too young: what a test makes is seconds old. */
const ofAnyAge = ['--older-than', '0s'];

export async function toolAgainst(
  endpoint: string,
  account: string,
  keys: Readonly<Record<string, string>> = {},
  /** In place of a folder of its own: `s3://bucket/prefix`. */
  state: string | null = null,
): Promise<Tool> {
  const stateDir = await mkdtemp(join(tmpdir(), 'sst-sweep-emulators-'));
  const contacted = join(stateDir, 'hosts.txt');
  await writeFile(contacted, '');
  const imports = [import.meta.resolve('tsx'), new URL('only-this-host.ts', import.meta.url).href];
  const env = {
    ...anyKeys,
    ...keys,
    AWS_ENDPOINT_URL: endpoint,
    CONTACTED_HOSTS: contacted,
    NODE_OPTIONS: imports.map((url) => `--import=${url}`).join(' '),
  };
  const sweeping = ['sweep', '--yes', '--poll-interval', '1s', ...ofAnyAge];
  const pinned = ['--account', account, '--json', '--state-dir', state ?? stateDir];
  const run = async (words: readonly string[]): Promise<unknown> => {
    const all = [...words, ...pinned];
    const { code, stdout, stderr } = await sstSweep(all, { env });
    try {
      const told: { readonly schema?: unknown } = JSON.parse(stdout);
      if (told.schema === 'sst-sweep/error@1') throw new Error(stdout);
      return told;
    } catch (cause) {
      throw new Error(`sst-sweep ${words.join(' ')} ended with ${code}: ${stdout}${stderr}`, {
        cause,
      });
    }
  };
  return {
    stateDir,
    scan: async (...flags) => reportSchema.parse(await run(['scan', ...ofAnyAge, ...flags])),
    plan: async (...flags) => planSchema.parse(await run(['plan', '--yes', ...ofAnyAge, ...flags])),
    sweep: async (...flags) => resultSchema.parse(await run([...sweeping, ...flags])),
    restore: async (sweep) => restoreSchema.parse(await run(['restore', sweep, '--yes'])),
    resume: async (...flags) =>
      resultSchema.parse(await run(['resume', '--yes', '--poll-interval', '1s', ...flags])),
    killed: async (onStart) => (await sstSweep([...sweeping, ...pinned], { env, onStart })).code,
    hosts: async () =>
      [...new Set((await readFile(contacted, 'utf8')).split('\n').filter(Boolean))].sort(),
  };
}

/** `leftover certain (11)`. */
export function said({ confidence, row, verdict }: ReportJson['findings'][number]): string {
  return `${verdict}${confidence ? ` ${confidence}` : ''} (${row})`;
}
