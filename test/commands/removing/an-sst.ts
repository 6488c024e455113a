import type { SimulatedAws } from 'simulated-aws';
import type { ProgramEnd, ProgramRun, RunProgram } from '../../../src/model/stage-removal.ts';
import { checkpointJson } from '../../account/checkpoint.ts';
import { somebody } from '../../sweep/somebody.ts';

interface Played {
  readonly aws: SimulatedAws;
  readonly home: string;
  /** What it does in place of a remove. */
  readonly instead?: (stage: string) => Promise<ProgramEnd>;
}

/** Plays `remove APP STAGE`: SST writes its record and an empty state, and here leaves everything in AWS. */
export function anSst({ aws, home, instead }: Played) {
  const runs: ProgramRun[] = [];
  const runProgram: RunProgram = async (run) => {
    runs.push(run);
    const [, app = '', stage = ''] = run.words;
    run.onLine(`\u001b[31m|\u001b[0m  Deleting ${stage}\u0007`);
    if (instead) return instead(stage);
    await remove({ aws, home }, { app, stage });
    return { exitCode: 0, why: 'exited' };
  };
  return { runs, runProgram, stages: () => runs.map(({ words }) => words[2]) };
}

async function remove({ aws, home }: Played, { app, stage }: { app: string; stage: string }) {
  const { put, take } = somebody(aws);
  const id = 'fedcba9876543210fedcba98';
  const begun = aws.clock.now().toISOString();
  const record = { id, version: '3.17.0', command: 'remove', errors: null, timeStarted: begun };
  const key = `${app}/${stage}`;
  await put(home, `lock/${key}.json`, { created: begun, updateID: id, command: 'remove' });
  await put(home, `update/${key}/${id}.json`, record);
  await put(home, `app/${key}.json`, checkpointJson({ app, stage, entries: [] }));
  await aws.clock.sleep(90_000);
  const timeCompleted = aws.clock.now().toISOString();
  await put(home, `update/${key}/${id}.json`, { ...record, timeCompleted });
  await take(home, `lock/${key}.json`);
}
