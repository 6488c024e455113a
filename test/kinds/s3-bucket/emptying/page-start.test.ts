import { Readable } from 'node:stream';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';

import { listInRanges } from '../../../../src/kinds/s3-bucket/emptying/ranges.ts';
import type { ObjectVersion } from '../../../../src/kinds/s3-bucket/versions.ts';
import type { Fault } from 'simulated-aws';
import { fault, signedIn, type SignedIn } from '../../signed-in.ts';

const name = 'acme-pr-1-uploads';
const region = 'eu-west-1';

/** A bucket of three full pages in no folder, so that nothing is split. */
async function aBucket(faults: readonly Fault[] = []) {
  const objects = Array.from({ length: 3000 }, (_, index) => ({ key: `k${10_000 + index}` }));
  return signedIn({ s3: { buckets: [{ name, region, objects }] }, faults: [...faults] });
}

async function keysOf(signed: SignedIn): Promise<readonly string[]> {
  const rows: ObjectVersion[] = [];
  await listInRanges({ name, region }, signed.context(), (page) => {
    rows.push(...page);
    return false;
  });
  return rows.map(({ key }) => key);
}

/** Changes each answer to a list of versions where the SDK gets it from the network; the first is 1. */
function onAnswers(
  { session }: SignedIn,
  change: (answer: { body: Uint8Array | Readable }, nth: number) => void | Promise<void>,
): void {
  let nth = 0;
  session.clients.s3(region).middlewareStack.add(
    (next, { commandName }) =>
      async (given) => {
        const result = await next(given);
        if (commandName !== 'ListObjectVersionsCommand') return result;
        nth += 1;
        await change(result.response as { body: Uint8Array }, nth);
        return result;
      },
    { step: 'deserialize', priority: 'low', name: 'onAnswers' },
  );
}

describe('a page that says at its start where it ends', () => {
  it('lets the next one be asked for while its rows are on their way', async () => {
    const signed = await aBucket();
    let asked = 0;
    signed.session.clients.s3(region).middlewareStack.add(
      (next) => async (given) => {
        asked += 1;
        return next(given);
      },
      { step: 'finalizeRequest', name: 'asked' },
    );
    const askedBeforeRows: number[] = [];
    onAnswers(signed, async (answer, nth) => {
      if (nth !== 1) return;
      const whole = Buffer.from(await bytesOf(answer.body));
      answer.body = Readable.from(
        (async function* () {
          yield whole.subarray(0, 4000);
          for (const turn of Array(100).keys())
            if (asked < 2) await new Promise((resolve) => setTimeout(resolve, turn));
          askedBeforeRows.push(asked);
          yield whole.subarray(4000);
        })(),
      );
    });
    expect(await keysOf(signed)).toHaveLength(3000);
    expect(askedBeforeRows).toEqual([2]);
  });

  it('that broke off, and ended elsewhere when it was asked for again, hides no row', async () => {
    const signed = await aBucket([
      fault('truncate', 'S3.ListObjectVersions', { after: 1, times: 1 }),
    ]);
    onAnswers(signed, async (_answer, nth) => {
      // Behind the page that breaks off, before it is asked for again.
      if (nth !== 2) return;
      const put = new PutObjectCommand({ Bucket: name, Key: 'k11500-new', Body: 'new' });
      await signed.session.clients.s3(region).send(put);
    });
    const keys = await keysOf(signed);
    expect(keys).toHaveLength(3001);
    expect(new Set(keys).size).toBe(3001);
  });
});

async function bytesOf(body: Uint8Array | Readable): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  return Buffer.concat(await body.toArray());
}
