import { nothingRepeated } from '../../../src/model/command.ts';
import { describe, expect, it } from 'vitest';
import { renderStages, stagesJson } from '../../../src/report/terminal/stages.ts';
import type { StagesReport } from '../../../src/report/terminal/stages.ts';
import type { StageReport } from '../../../src/model/finding.ts';
import { fileStyle } from '../../../src/text/text-style.ts';
import { aReport, aStage } from '../../builders.ts';

const dayMs = 86_400_000;

function someStages(given: Partial<StagesReport> = {}): StagesReport {
  return {
    ...aReport(),
    stages: [
      aStage({
        stage: 'pr-2',
        status: 'live',
        resources: 12,
        updatedAt: '2026-11-21T00:00:00.000Z',
      }),
      aStage(),
      aStage({
        stage: 'old',
        status: 'live',
        resources: 3,
        lastRun: null,
        updatedAt: '2026-01-01T00:00:00.000Z',
      }),
      aStage({
        stage: 'stuck',
        status: 'unfinished',
        resources: 2,
        lastRun: {
          id: 'u',
          command: 'remove',
          startedAt: '2026-11-01T00:00:00.000Z',
          completedAt: '2026-11-01T00:01:00.000Z',
          errors: ['bucket not empty'],
        },
      }),
    ],
    remains: [],
    routes: [],
    idleMs: 30 * dayMs,
    passphrases: new Map(),
    onlyIdle: false,
    isUnwanted: null,
    ...given,
  };
}

describe('stages in a terminal', () => {
  it('shows each with its state, its last run and the command that removes it', () => {
    expect(renderStages(someStages(), fileStyle)).toMatchInlineSnapshot(`
      "Account 123456789012

      Homes: where SST keeps its state (1)
        Bucket                  Region     Bootstrap   Reading  Stages
        sst-state-abcdefghkmno  us-east-1  registered  read     2 stages

      Stages (4)
        Stage       Status      Region     Owns  Last run
        acme/old    live        us-east-1  3     changed 2026-01-01 00:00 UTC
            idle since 2026-01-01
            sst remove --stage old
        acme/pr-1   removed     us-east-1  0     remove 2026-11-20 09:00 UTC
        acme/pr-2   live        us-east-1  12    remove 2026-11-20 09:00 UTC
            sst remove --stage pr-2
        acme/stuck  unfinished  us-east-1  2     remove 2026-11-01 00:00 UTC
            1 error, remove failed
            bucket not empty
            sst remove --stage stuck
            sst-sweep plan --abandon acme/stuck@0123456789abcdef01234567
      "
    `);
  });

  it('lists only idle ones where that was asked for', () => {
    const text = renderStages(someStages({ onlyIdle: true }), fileStyle);
    expect(text).toContain('acme/old');
    expect(text).not.toContain('acme/pr-2');
  });

  it('says where none has been idle for so long', () => {
    expect(renderStages(someStages({ onlyIdle: true, idleMs: 900 * dayMs }), fileStyle)).toContain(
      'No stage has been idle for that long.',
    );
  });
});

describe('stages as JSON', () => {
  it('carries commands and the abandon word', () => {
    const stages = stagesJson(someStages(), { exitCode: 0, repeated: nothingRepeated }).stages.map(
      ({ stage, idle, command }) => [stage, idle, command],
    );
    expect(stages).toEqual([
      ['old', true, 'sst remove --stage old'],
      ['pr-1', false, null],
      ['pr-2', false, 'sst remove --stage pr-2'],
      ['stuck', false, 'sst remove --stage stuck'],
    ]);
  });
});

describe('a stage for which no command stands there', () => {
  const sign = (detail: string) => ({ code: 'in-use', source: 'CloudWatch', detail });
  const textOf = (given: Partial<StageReport>) =>
    renderStages(
      someStages({ stages: [aStage({ stage: 'a', status: 'live', ...given })] }),
      fileStyle,
    );

  it.each([
    ['what answers', { use: [sign('E1 answered 7 requests.')] }, 'needed: E1 answered 7 requests.'],
    [
      'all signs by their number',
      { use: [sign('E1 answered.'), sign('b'), sign('c')] },
      '2 more signs of that.',
    ],
    ['that nobody looked', { use: null }, 'Whether it is still needed is not known'],
    ['its name', { stage: 'prod-eu', lastRun: null }, 'It is called production, so no command'],
  ])('says %s', (_what, given, words) => {
    const text = textOf(given).replaceAll(/\s+/g, ' ');
    expect(text).toContain(words);
    expect(text).not.toContain('sst remove');
  });
});
