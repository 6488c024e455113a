import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnreadableAnswer } from '../../src/aws/failures.ts';
import { readCallers } from '../../src/kinds/lambda/callers.ts';
import { readPolicyNames } from '../../src/kinds/s3-bucket/settings/policy.ts';
import { versionRows } from '../../src/kinds/s3-bucket/version-rows.ts';
import { recordedAccess, statementsIn } from '../../src/sst/bucket-access.ts';
import { type ParsedCheckpoint, parseCheckpoint } from '../../src/sst/checkpoint.ts';
import { recordedConnections } from '../../src/sst/connections.ts';
import { parseDeletions } from '../../src/sst/event-log.ts';
import { ownedResources } from '../../src/sst/owned.ts';
import { parseUpdateRecord } from '../../src/sst/records.ts';
import { recordedRolePolicies } from '../../src/sst/role-policies.ts';
import { recordedKeys } from '../../src/sst/routes.ts';
import { servedByState } from '../../src/sst/served.ts';
import { StateFileError } from '../../src/sst/state-object.ts';
import { trustedBy } from '../../src/sst/trust.ts';
import { unreadThings } from '../../src/sst/unread-types.ts';
import { damaged, reshaped } from './damage.ts';
import { tries } from './runs.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/checkpoints/${name}.json`, import.meta.url), 'utf8');

/** Small, and with most of what is read of a state. */
const state = JSON.parse(fixture('04-acme-shop.staging.router')) as object;

const readings: readonly ((checkpoint: ParsedCheckpoint) => unknown)[] = [
  ownedResources,
  unreadThings,
  (checkpoint) => recordedKeys(checkpoint, () => []),
  ({ resources }) => recordedAccess(resources),
  ({ resources }) => recordedConnections(resources),
  ({ resources }) => recordedRolePolicies(resources),
  ({ resources }) => resources.map(servedByState),
];

function readOrRefused<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof StateFileError || error instanceof UnreadableAnswer) return null;
    throw error;
  }
}

describe('a state of another shape', () => {
  it('is refused, or everything that is read of it is read', () => {
    fc.assert(
      fc.property(reshaped(state), (value) => {
        const checkpoint = readOrRefused(() => parseCheckpoint(bytes(JSON.stringify(value))));
        if (checkpoint !== null) for (const read of readings) readOrRefused(() => read(checkpoint));
      }),
      tries(250),
    );
  });

  it('is no record and no log of an engine, or is read as one', () => {
    const record = { command: 'deploy', version: '3.7.15', errors: [{ urn: 'u', message: 'm' }] };
    const step = { op: 'delete', urn: 'urn:a', old: { id: 'x', inputs: {}, protect: true } };
    const event = { resOutputsEvent: { metadata: step, planning: false } };
    fc.assert(
      fc.property(reshaped(record), reshaped(event), (one, other) => {
        readOrRefused(() => parseUpdateRecord(bytes(JSON.stringify(one) ?? '')));
        readOrRefused(() => parseDeletions(bytes(JSON.stringify(other) ?? '')));
      }),
      tries(300),
    );
  });
});

const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'a',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::123456789012:root', '*'], Service: 'x.amazonaws.com' },
      Action: 's3:GetObject',
      Condition: {
        StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1' },
      },
    },
    { Effect: 'Deny', NotPrincipal: { AWS: '*' }, Action: '*' },
  ],
};
const policies = fc.oneof(
  reshaped(policy).map((value) => JSON.stringify(value)),
  damaged(JSON.stringify(policy)),
);

/** A session in which every call is answered so. */
const answering = (answer: object) =>
  ({
    session: {
      account: '123456789012',
      clients: {
        s3: () => ({ send: async () => answer }),
        lambda: () => ({ send: async () => answer }),
      },
    },
    signal: new AbortController().signal,
  }) as never;

describe('a policy of another shape', () => {
  it('is read, or is an answer that cannot be read: a gap', async () => {
    await fc.assert(
      fc.asyncProperty(policies, async (text) => {
        const context = answering({ Policy: text });
        for (const read of [
          () => readPolicyNames({ name: 'b', region: 'us-east-1' }, context),
          () =>
            readCallers['lambda:GetPolicy']({ name: 'f', region: 'us-east-1' } as never, context),
        ])
          await read().catch((error: unknown) => {
            if (!(error instanceof UnreadableAnswer)) throw error;
          });
        trustedBy(text);
        statementsIn(text);
      }),
      tries(400),
    );
  });
});

describe('a list of versions that was cut off or damaged', () => {
  const row = (key: string) =>
    `<Version><Key>${key}</Key><VersionId>v</VersionId><Size>1</Size></Version>`;
  const keys = ['a', 'b', 'c'];
  const list = `<ListVersionsResult>${keys.map(row).join('')}</ListVersionsResult>`;

  it('gives the same rows in whatever pieces it comes', () => {
    fc.assert(
      fc.property(damaged(list), fc.array(fc.nat(list.length), { maxLength: 4 }), (text, cuts) => {
        const read = (pieces: readonly string[]) =>
          readOrRefused(() => {
            const rows = versionRows();
            for (const piece of pieces) rows.take(piece);
            return rows.all(undefined).map(({ key }) => key);
          });
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
        expect(read(pieces)).toEqual(read([text]));
      }),
      tries(300),
    );
  });
});
