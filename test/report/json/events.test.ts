import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { eventJson, lastEventJson } from '../../../src/report/json/events.ts';
import { jsonLine, resultJson } from '../../../src/report/json/documents.ts';
import { eventSchema } from '../../../src/report/json/schema/event.ts';
import { aGap, anOutcome, aResult, aStep } from '../../builders.ts';
import { hostileTexts } from '../hostile.ts';

const at = '2026-11-22T10:00:00.000Z';
const step = aStep();
const place = { app: 'acme', stage: 'pr-1', region: 'us-east-1' };

/** One of each: the compiler wants the name of every type of event. */
const events: { readonly [Type in Event['type']]: Extract<Event, { readonly type: Type }> } = {
  'scan-started': { type: 'scan-started', account: '123456789012' },
  'scan-progress': { type: 'scan-progress', phase: 'stages', done: 1, total: null },
  'gap-found': { type: 'gap-found', gap: aGap() },
  'scan-finished': { type: 'scan-finished', calls: 12 },
  judging: { type: 'judging', resources: 3 },
  judged: { type: 'judged' },
  'sweep-started': { type: 'sweep-started', sweep: '20261122-100000-abcdef', steps: 2 },
  'step-started': { type: 'step-started', step },
  'step-waiting': { type: 'step-waiting', step, since: at, detail: 'AWS is not ready.' },
  'step-progress': { type: 'step-progress', step, done: 17, detail: '17 objects' },
  'step-finished': { type: 'step-finished', step, outcome: anOutcome() },
  'sweep-finished': { type: 'sweep-finished', sweep: '20261122-100000-abcdef' },
  'removal-started': { type: 'removal-started', ...place },
  'removal-finished': {
    type: 'removal-finished',
    ...place,
    outcome: 'removed',
    reason: null,
    exitCode: 0,
    seconds: 90,
  },
  'restore-progress': { type: 'restore-progress', key: step.key, detail: 'made', ended: true },
};

describe('an event of ndjson', () => {
  it.each(Object.values(events))('$type is as its schema says', (event) => {
    const told = eventJson(event, at);
    expect(eventSchema.parse(told)).toEqual(told);
    expect(Object.keys(told)).toEqual(['schema', 'type', 'at', 'data']);
  });

  it('of another type is none', () => {
    expect(() =>
      eventSchema.parse({ schema: 'sst-sweep/event@1', type: 'secret', at, data: {} }),
    ).toThrow();
  });

  it('tells of a gap what the report tells, and not what only the program needs', () => {
    const { data } = eventJson(events['gap-found'], at);
    expect(JSON.stringify(data)).not.toContain('hidesSigns');
  });

  it('that is the last one is what --format json prints', () => {
    const result = resultJson(aResult(), { exitCode: 0, repeated: nothingRepeated });
    expect(lastEventJson(result, at)).toEqual({
      schema: 'sst-sweep/event@1',
      type: 'result',
      at,
      data: result,
    });
    expect(() => lastEventJson({ Version: '2012-10-17' }, at)).toThrow();
  });

  it.each(hostileTexts)(
    'with %j in it is one line that acts on no terminal, and parses to the same',
    (text) => {
      const told = eventJson({ ...events['step-finished'], step: aStep({ resource: text }) }, at);
      const line = jsonLine(told);
      expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u);
      expect(line.endsWith('\n')).toBe(true);
      expect(JSON.parse(line)).toEqual(told);
    },
  );
});
