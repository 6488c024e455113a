import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parseDeletions } from '../../src/sst/event-log.ts';

const urn = 'urn:pulumi:dev::acme::aws:s3/bucketV2:BucketV2::Uploads';
const bytes = (...events: readonly unknown[]) =>
  new TextEncoder().encode(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
const step = (op: string, old: object = {}) => ({
  metadata: { op, urn, old: { id: 'acme-uploads', inputs: { secret: 'hush' }, ...old }, new: null },
});
const bucket = { urn, id: 'acme-uploads', kept: [] };

it.each([
  ['delete', 1],
  ['delete-replaced', 1],
  ['read-discard', 0],
  ['refresh', 0],
  ['create', 0],
])('of steps that succeeded, %s takes %i out of the state', (op, count) => {
  const events = bytes({ sequence: 1, resOutputsEvent: step(op) });
  expect(parseDeletions(events)).toEqual(count === 1 ? [bucket] : []);
  expect(parseDeletions(gzipSync(events))).toHaveLength(count);
});

it('nothing is taken out by a step that failed, that was only planned, or that has just begun', () => {
  const events = bytes(
    { resourcePreEvent: step('delete') },
    { resOpFailedEvent: step('delete') },
    { resOutputsEvent: { ...step('delete'), planning: true } },
    { resOutputsEvent: step('delete', { id: undefined }) },
  );
  expect(parseDeletions(events)).toEqual([]);
});

it('a step says why AWS was not asked to delete it', () => {
  const kept = { retainOnDelete: true, protect: true, inputs: { skipDestroy: true } };
  expect(parseDeletions(bytes({ resOutputsEvent: step('delete', kept) }))).toEqual([
    { ...bucket, kept: ['retainOnDelete', 'protect', 'inputs.skipDestroy'] },
  ]);
});

it('a log whose lines are no JSON is refused', () => {
  const cut = new TextEncoder().encode('{"resOutputsEvent":{"meta');
  expect(() => parseDeletions(cut)).toThrow('it is not JSON');
  expect(() => parseDeletions(bytes(['resOutputsEvent']))).toThrow('is not an object');
});
