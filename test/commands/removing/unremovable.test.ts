import { describe, expect, it } from 'vitest';
import { whyNotRemoved } from '../../../src/commands/removing/unremovable.ts';
import { parseRemoveCommand } from '../../../src/commands/input/remove-command.ts';
import type { StageReport } from '../../../src/model/finding.ts';
import { aFinding, aStage } from '../../builders.ts';

const now = '2026-11-22T10:00:00.000Z';
const here = { app: 'acme', region: null, profile: null };

function whyNot(
  given: Partial<StageReport>,
  more: {
    readonly command?: string;
    readonly project?: typeof here | Record<'app' | 'region' | 'profile', string | null> | null;
    readonly beside?: readonly StageReport[];
    readonly keeps?: boolean;
    readonly profile?: string;
  } = {},
) {
  const { command = 'npx sst remove --stage {stage}', project = here, beside = [] } = more;
  const stage = aStage({ status: 'live', resources: 3, removedAt: null, ...given });
  return whyNotRemoved(stage, {
    command: parseRemoveCommand(command),
    now,
    all: [stage, ...beside],
    findings: more.keeps ? [aFinding({ verdict: 'protected' })] : [],
    states: [],
    project,
    profile: more.profile ?? null,
  });
}

const sign = { code: 'answers', source: 's', detail: 'It answered.' };
const pending = { type: 'creating', urn: 'urn:x', resource: 'x' } as never;

describe('the command is run for no stage', () => {
  it.each<[string, Partial<StageReport>, string]>([
    ['that is called production', { stage: 'production' }, 'production'],
    [
      'called production whose remove failed',
      {
        stage: 'prod',
        status: 'unfinished',
        lastRun: { id: '1', command: 'remove', startedAt: now, completedAt: null, errors: ['x'] },
      },
      'production',
    ],
    ['that is needed', { use: [sign] }, 'needed'],
    ['of which not all was looked up', { use: null }, 'not-looked-up'],
    ['whose state cannot be read', { status: 'unknown' }, 'not-looked-up'],
    ['that is locked', { lock: { createdAt: now, command: 'deploy' } }, 'locked'],
    ['that is busy', { status: 'busy' }, 'locked'],
    ['that was given up', { status: 'abandoned' }, 'unsettled'],
    ['with operations that are pending', { pending: [pending] }, 'unsettled'],
    ['that was deployed today', { updatedAt: '2026-11-21T10:00:00.001Z' }, 'recent'],
    ['of SST v2', { source: 'cloudformation' }, 'not-of-sst-v3'],
    ['in a home that SST does not find', { registered: false }, 'not-of-sst-v3'],
    ['whose name is a flag', { stage: '--all' }, 'odd-name'],
    ['whose name has a path', { stage: '../x' }, 'odd-name'],
    ['whose app has a space', { app: 'ac me' }, 'odd-name'],
  ])('%s', (_what, given, reason) => {
    expect(whyNot({})).toBeNull();
    expect(whyNot(given)).toBe(reason);
  });

  it('of which a keep rule names something', () => {
    expect(whyNot({}, { keeps: true })).toBe('kept');
  });
});

describe('the command removes the stage that was looked at, and not one of its name', () => {
  it.each([
    ['another app', { app: 'shop' }, 'other-app'],
    ['no project', null, 'other-app'],
    ['an app that is not known', { app: null }, 'other-app'],
    ['another region', { region: 'eu-west-1' }, 'other-place'],
    ['another profile', { profile: 'other' }, 'other-place'],
  ])('so it is not run in the folder of %s', (_what, project, reason) => {
    expect(whyNot({}, { project: project && { ...here, ...project } })).toBe(reason);
  });

  it('but the command may name the app and the region itself', () => {
    const command = 'remove {app} {region} {stage}';
    expect(whyNot({}, { command, project: null })).toBeNull();
    expect(whyNot({}, { command, project: { ...here, region: 'eu-west-1' } })).toBeNull();
    expect(whyNot({}, { project: { ...here, profile: 'mine' }, profile: 'mine' })).toBeNull();
  });
});
