import { expect, it } from 'vitest';
import { nothingRepeated } from '../../src/model/command.ts';
import type { Gap, UnreadState } from '../../src/model/gap.ts';
import { sentenceText } from '../../src/text/command-text.ts';
import { gapLines } from '../../src/report/terminal/gap-lines.ts';
import { mendsOf } from '../../src/advice/gap-mends.ts';
import { fileStyle } from '../../src/text/text-style.ts';
import { aFinding, aGap } from '../builders.ts';

const state: UnreadState = {
  app: 'web',
  stage: 'old',
  bucket: 'sst-state-abcdefghkmno',
  key: 'app/web/old.json',
  region: 'eu-west-1',
  damaged: true,
  readableVersion: { id: 'v+1/=', at: '2026-11-20T09:00:00.000Z' },
  ignored: false,
};

function mends(given: Partial<UnreadState>, cause: Gap['cause'] = 'invalid'): string {
  return mendsOf(aGap({ cause, state: { ...state, ...given } }))
    .map((each) => sentenceText(each, nothingRepeated))
    .join('\n');
}

it('brings the last readable version of a damaged state back, and never asks for a permission', () => {
  expect(mends({})).toContain(
    "aws s3api copy-object --bucket sst-state-abcdefghkmno --key app/web/old.json --copy-source 'sst-state-abcdefghkmno/app/web/old.json?versionId=v%2B1%2F%3D' --region eu-west-1",
  );
  expect(mends({})).not.toMatch(/grant/i);
  expect(mends({ readableVersion: null })).not.toMatch(/grant|copy-object/i);
});

it('asks for the permission where a state was denied, and brings nothing back', () => {
  expect(mends({ damaged: false }, 'denied')).toMatch(/Grant s3:GetObjectVersion/);
  expect(mends({ damaged: false }, 'denied')).not.toContain('copy-object');
  expect(mends({ damaged: false }, 'throttled')).toMatch(/scan again/);
});

it('offers to go on without the stage until that is vouched for', () => {
  expect(mends({})).toContain('sst-sweep scan --ignore-stage web/old');
  expect(mends({ ignored: true })).not.toContain('sst-sweep');
});

it('counts what an unread state holds up', () => {
  const gap = aGap({ state });
  const held = aFinding({ verdict: 'unknown', gaps: [gap.id] });
  const other = aFinding({ verdict: 'unknown', gaps: ['another'] });
  const live = aFinding({ verdict: 'live', gaps: [gap.id] });
  const text = gapLines([gap], fileStyle, [held, held, other, live]).join('\n');
  expect(text).toContain('It holds up 2 resources.');
});
