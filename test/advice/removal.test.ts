import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  deleteBootstrapStack,
  deleteStackCommand,
  emptiedStageCommand,
  reasonToKeep,
  removalNote,
  stageCommand,
} from '../../src/advice/removal.ts';
import { stageWays } from '../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../src/model/command.ts';
import type { StageReport } from '../../src/model/finding.ts';
import { commandText } from '../../src/text/command-text.ts';
import { aStage } from '../builders.ts';

const free: Partial<StageReport> = { status: 'live', use: [] };
const used = [{ code: 'in-use', source: 'CloudWatch', detail: 'E1 answered 9 requests.' }];
const stack = (status: string): Partial<StageReport> => ({
  source: 'cloudformation',
  status: 'unfinished',
  stack: { name: 'dev-shop', status, failed: [] },
});

function removal(facts: Partial<StageReport>, ...beside: StageReport[]): string | null {
  const stage = aStage({ stage: 'dev', ...facts });
  const command = stageCommand(stage, [stage, ...beside]);
  return command && commandText(command, nothingRepeated);
}

function deletion(facts: Partial<StageReport>): string | null {
  const command = deleteStackCommand(aStage({ stage: 'dev', ...facts }));
  return command && commandText(command, nothingRepeated);
}

describe('a command that removes a stage', () => {
  it('is printed where nothing of it is needed', () => {
    expect(removal(free)).toBe('sst remove --stage dev');
    expect(removal({ ...free, ...stack('CREATE_COMPLETE') })).toBe('npx sst remove --stage dev');
  });

  it.each<readonly [string, Partial<StageReport>]>([
    ['is in use', { use: used }],
    ['was not asked for its use', { use: null }],
    ['is called production', { stage: 'prod' }],
    [
      'is called production, though its remove was begun',
      {
        stage: 'prod',
        lastRun: { id: 'a', command: 'remove', startedAt: '', completedAt: null, errors: [] },
      },
    ],
    ['is in a home that SST does not find', { registered: false }],
    ['is at work, or waits for an unlock or a refresh', { status: 'busy' }],
    [
      'has no state file until it is brought back',
      { deletedState: { home: 'h', key: 'k', marker: 'm', at: '', writtenAt: '', owned: [] } },
    ],
  ])('is printed for no stage that %s, and a sentence says why', (_, facts) => {
    expect(removal({ ...free, ...facts })).toBeNull();
    const stage = aStage({ stage: 'dev', ...free, ...facts });
    expect(reasonToKeep(stage, [stage])).not.toBeNull();
  });

  it('comes with its project where another app has a stage of that name', () => {
    const stage = aStage({ app: 'web', stage: 'dev', ...free });
    const other = aStage({ app: 'api', stage: 'dev', ...free, use: used });
    const note = (...beside: StageReport[]) => removalNote(stage, [stage, ...beside]);
    expect(removal({ app: 'web', ...free }, other)).toBe('sst remove --stage dev');
    expect(note(other)).toBe('Only in the project of web: api has a stage of this name, too.');
    expect(note(other, { ...other, app: 'docs' })).toContain('api and docs have a stage');
    expect(note({ ...other, status: 'removed' })).toBeNull();
    expect(note({ ...other, stage: 'qa' })).toBeNull();
  });

  it('is printed for no stage of several regions: the project says which one SST removes', () => {
    const other = aStage({ stage: 'dev', region: 'eu-west-1', ...free });
    expect(removal(free, other)).toBeNull();
    expect(removal(free, { ...other, status: 'removed' })).not.toBeNull();
  });

  it('is in the words of SST v2 only where no stage of v3 has that name', () => {
    const v3 = aStage({ stage: 'dev', ...free });
    expect(removal({ ...free, ...stack('CREATE_COMPLETE') }, v3)).toBeNull();
  });

  it('is printed for a stage that was given up only once nothing of it is left', () => {
    const stage = aStage({ stage: 'dev', status: 'abandoned', use: null });
    expect(emptiedStageCommand(stage, [stage], { isEmptied: false })).toBeNull();
    expect(emptiedStageCommand(stage, [stage], { isEmptied: true })).not.toBeNull();
    const elsewhere = { ...stage, registered: false };
    expect(emptiedStageCommand(elsewhere, [elsewhere], { isEmptied: true })).toBeNull();
  });
});

describe('a command that deletes a stack', () => {
  it.each(['DELETE_FAILED', 'CREATE_FAILED', 'ROLLBACK_FAILED', 'ROLLBACK_COMPLETE'])(
    'is printed for one that is %s only where nothing of it is needed',
    (status) => {
      expect(deletion({ ...stack(status), use: [] })).toContain('delete-stack');
      expect(deletion({ ...stack(status), use: used })).toBeNull();
      expect(deletion({ ...stack(status), use: null })).toBeNull();
      expect(deletion({ ...stack(status), use: [], stage: 'prod' })).toBeNull();
    },
  );

  it('is printed for none that stands or is at work', () => {
    for (const status of ['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_FAILED', 'ROLLBACK_IN_PROGRESS'])
      expect(deletion({ ...stack(status), use: [] })).toBeNull();
  });

  it('is printed for the stack of SST itself only where all of it was rolled back', () => {
    const of = (status: string) =>
      deleteBootstrapStack({ name: 'SSTBootstrap', status, region: 'us-east-1' });
    expect(of('ROLLBACK_COMPLETE')).not.toBeNull();
    expect(of('CREATE_FAILED')).toBeNull();
    expect(of('ROLLBACK_FAILED')).toBeNull();
  });

  it('is no way on for production, even where its deletion was begun', () => {
    const stage = aStage({ stage: 'prod', ...stack('DELETE_FAILED'), use: [] });
    const ways = stageWays(stage, { now: '2026-11-22T12:00:00Z', all: [stage], passphrases: null });
    expect(ways.map(({ command }) => commandText(command, nothingRepeated)).join()).not.toContain(
      'delete-stack',
    );
  });
});

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

it('of kinds that are not listed nobody knows the users: no command deletes any', () => {
  const deletions = sources
    .filter((file) => /^(?:doctor|advice|report|text)\b/.test(file))
    .flatMap((file) => [
      ...readFileSync(join('src', file), 'utf8').matchAll(
        /\[[^[\]]*'(delete-[\w-]+)'\]|onTable\('(delete-[\w-]+)'/g,
      ),
    ])
    .map(([, verb, ofTable]) => verb ?? ofTable);
  // The marker that hides a state file is deleted, too.
  expect([...new Set(deletions)].toSorted()).toEqual(['delete-object', 'delete-stack']);
});

it('commands that remove what may serve are made in one place', () => {
  const made = sources.filter((file) =>
    /, \['remove'|\['sst', 'remove'|'delete-stack'|sstCommand\('remove'/.test(
      readFileSync(join('src', file), 'utf8'),
    ),
  );
  expect(made).toEqual([join('advice', 'removal.ts')]);
});
