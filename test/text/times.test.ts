import { afterEach, describe, expect, it, vi } from 'vitest';
import { localMinute, nearMinute, readable, spanText } from '../../src/text/times.ts';

const now = '2026-11-22T10:00:00.000Z';

afterEach(() => vi.unstubAllEnvs());

describe('a time', () => {
  it('is told where the person is, with its offset', () => {
    expect(localMinute(now)).toBe('2026-11-22 10:00 UTC');
    vi.stubEnv('TZ', 'Asia/Kolkata');
    expect(localMinute(now)).toBe('2026-11-22 15:30 +05:30');
    vi.stubEnv('TZ', 'America/New_York');
    expect(localMinute('2026-11-22T02:00:00Z')).toBe('2026-11-21 21:00 -05:00');
  });

  it('that is near says how near, and one that is far does not', () => {
    expect(nearMinute('2026-11-22T10:35:00Z', now)).toBe('2026-11-22 10:35 UTC (in 35 min)');
    expect(nearMinute('2026-11-22T14:00:00Z', now)).toBe('2026-11-22 14:00 UTC (in 4 h)');
    expect(nearMinute('2026-11-22T09:55:00Z', now)).toBe('2026-11-22 09:55 UTC (5 min ago)');
    expect(nearMinute('2026-11-25T10:00:00Z', now)).toBe('2026-11-25 10:00 UTC');
  });

  it('that is damaged is shown as it stands, without what acts on a terminal', () => {
    expect(localMinute('never\u001b[2J')).toBe('never');
  });

  it('within a sentence is told the same way, and keys as people say them', () => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    expect(
      readable('s3-bucket:a left at 2026-11-13T12:03:00.000Z; locked since 2026-11-22 11:57 UTC.'),
    ).toBe('bucket a left at 2026-11-13 13:03 +01:00; locked since 2026-11-22 12:57 +01:00.');
    expect(readable('lambda-function:eu-west-1:x uses it')).toBe('Lambda function x uses it');
  });
});

it.each([
  [40, '40 s'],
  [303, '5 min'],
  [7800, '2 h 10 min'],
  [10_800, '3 h'],
])('%i seconds are about %s', (seconds, text) => expect(spanText(seconds)).toBe(text));
