import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../../src/sst/checkpoint.ts';
import { ownedResources } from '../../src/sst/owned.ts';
import { parseLock, parseUpdateRecord } from '../../src/sst/records.ts';
import { StateFileError } from '../../src/sst/state-object.ts';
import { parseStateKey } from '../../src/sst/state-keys.ts';

const whole = readFileSync(
  new URL('../../fixtures/checkpoints/01-acme-shop.production.live.json', import.meta.url),
);
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A state file is read as it is or not at all. */
function readOrRefuse(parse: () => unknown): 'read' | 'refused' {
  try {
    parse();
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(StateFileError);
    return 'refused';
  }
}

describe('a state file that was cut off', () => {
  it('is refused wherever the cut is, and never read as a shorter one', () => {
    const end = whole.toString('utf8').trimEnd().length;
    for (let length = 0; length < end; length += 10) {
      expect(readOrRefuse(() => parseCheckpoint(whole.subarray(0, length)))).toBe('refused');
    }
  });

  it('is refused when its gzip was cut, too', () => {
    const zipped = gzipSync(whole);
    for (let length = 2; length < zipped.length; length += 10) {
      expect(readOrRefuse(() => parseCheckpoint(zipped.subarray(0, length)))).toBe('refused');
    }
  });
});

describe('a state file of wrong types', () => {
  it('is refused or read, and never a crash', () => {
    const resource = fc.record({
      urn: fc.oneof(fc.string(), fc.constant('urn:pulumi:s::a::t::n'), fc.integer()),
      type: fc.oneof(fc.string({ minLength: 1 }), fc.constant(null)),
      id: fc.anything(),
      custom: fc.anything(),
      parent: fc.anything(),
      provider: fc.anything(),
      inputs: fc.anything(),
      outputs: fc.anything(),
    });
    const latest = fc.oneof(fc.anything(), fc.record({ resources: fc.array(resource) }));
    fc.assert(
      fc.property(latest, (value) => {
        const text = bytes({ version: 3, checkpoint: { latest: value } });
        readOrRefuse(() => ownedResources(parseCheckpoint(text)));
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it.each([parseUpdateRecord, (file: Uint8Array) => parseLock(file, '2026-11-22T12:00:00.000Z')])(
    'is no record and no lock (%#)',
    (parse) => {
      fc.assert(
        fc.property(fc.anything(), (value) => {
          readOrRefuse(() => parse(bytes(value ?? null)));
        }),
        { numRuns: 300, seed: 7 },
      );
    },
  );

  it('may tie its parents in a ring', () => {
    const a = {
      urn: 'urn:a',
      type: 'aws:s3/bucket:Bucket',
      custom: true,
      id: 'x',
      parent: 'urn:b',
    };
    const b = { urn: 'urn:b', type: 'sst:aws:Bucket', parent: 'urn:a' };
    const file = bytes({ version: 3, checkpoint: { latest: { resources: [a, b] } } });
    expect(ownedResources(parseCheckpoint(file)).map(({ id }) => id)).toEqual(['x']);
  });
});

it.each([
  'secret/acme/_fallback.json',
  'app/acme/pr-1/more.json',
  'app/acme/pr-1',
  'app/acme/.json',
  'app//pr-1.json',
  'snapshot/acme/pr-1/abc.json',
  'update/acme/pr-1.json',
])('%j is no key of a stage', (key) => {
  expect(parseStateKey(key)).toBeNull();
});

it.each([
  ['app/1acme/pr-1.json', '1acme', 'pr-1'],
  ['app/acme/pr_1.json', 'acme', 'pr_1'],
  ['app/acme/feature.x.json', 'acme', 'feature.x'],
])(
  '%j is a stage, though SST would refuse its name today: its state still claims',
  (key, app, stage) => {
    expect(parseStateKey(key)).toEqual({ type: 'app', app, stage });
  },
);
