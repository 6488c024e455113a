import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { awsNuke } from './aws-nuke.ts';
import { app, removedStage } from './account.ts';
import { custodian } from './custodian.ts';

export type Task = 'scan' | 'sweep';

/** Where a contestant runs. */
export interface Place {
  readonly task: Task;
  /** Of the simulated account. */
  readonly url: string;
  /** An empty folder of its own. */
  readonly folder: string;
  /** The id of the removed stage's distribution. */
  readonly distribution: string;
}

export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Writes what its users write, and says how it is called. */
  prepare(place: Place): Promise<{
    readonly words: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  }>;
  /** Ids that its scan says would go. */
  found(place: Place, output: string): Promise<readonly string[]>;
}

const say = (text: string) => void process.stderr.write(text);
const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** Those that this machine can run, and why the others are not there. */
export async function findContestants(): Promise<{
  readonly contestants: readonly Contestant[];
  readonly missing: readonly string[];
}> {
  const found = [await ours(), await awsNuke(say), await custodian(say)];
  return {
    contestants: found.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    missing: found.flatMap((one) => (typeof one === 'string' ? [one] : [])),
  };
}

/** Nobody tells it which stage is gone: its scan looks at all. */
async function ours(): Promise<Contestant> {
  const { version } = JSON.parse(await readFile(pathOf('package.json'), 'utf8'));
  const program = [process.execPath, pathOf('dist/cli.js')];
  const taking = ['--yes', '--account', '123456789012', '--app', app, '--stage', removedStage];
  return {
    name: 'sst-sweep',
    version,
    prepare: async ({ task, folder }) => ({
      words: [
        ...program,
        ...(task === 'scan' ? ['scan'] : ['sweep', ...taking, '--delete-data']),
        '--json',
        '-q',
        '--state-dir',
        folder,
      ],
    }),
    found: async (_place, output) => {
      const { findings } = JSON.parse(output) as {
        findings: readonly {
          readonly verdict: string;
          readonly id: string;
          readonly name: string | null;
        }[];
      };
      return findings
        .filter(({ verdict }) => verdict === 'leftover')
        .flatMap(({ id, name }) => [id, name ?? '']);
    },
  };
}
