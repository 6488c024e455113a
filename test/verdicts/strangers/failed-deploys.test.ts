import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { later, type RunOptions } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';
import { parameter } from './everything.ts';

const name = 'acme-pr-7-ApiFunction-bkmtoxcd';
const tags = { 'sst:app': 'acme', 'sst:stage': 'pr-7' };
const urn = (type: string) => `urn:pulumi:pr-7::acme::sst:aws:Function$${type}::ApiFunction`;
const timedOut = { message: 'timeout while waiting for state' };

interface Story {
  /** Seconds after the deploy took its lock: it pushed from second 10 to 160 and ended at 180. */
  readonly made?: number;
  readonly changed?: number;
  readonly errors?: RunOptions['errors'];
  readonly goesOn?: boolean;
}

/** A function with the stage’s name and tags that was made while a deploy of SST 4.10 was at work. */
async function told({ made = 60, changed = made, errors = [timedOut], goesOn = true }: Story = {}) {
  const account = anAccount();
  const start = account.ago({ days: 61 });
  const stage = account
    .with({
      lambdas: [{ name, region: 'us-east-1', modifiedAt: later(start, changed), tags }],
      logGroups: [
        { name: `/aws/lambda/${name}`, region: 'us-east-1', createdAt: later(start, made), tags },
      ],
    })
    .home()
    .stage('acme', 'pr-7')
    .deploy(account.ago({ days: 70 }), [parameter])
    .deploy(start, [parameter], { version: '4.10.0', errors });
  if (goesOn) stage.remove(account.ago({ days: 50 }));
  const said = await verdicts(account, { lambda: `us-east-1:${name}` });
  return said.lambda;
}

const found = 'leftover high (12)';

describe('a deploy that completed with errors', () => {
  it('may have made what no state lists', async () => {
    expect(await told()).toBe(found);
    const failed = { ...timedOut, urn: urn('aws:lambda/function:Function') };
    expect(await told({ errors: [failed] })).toBe(found);
  });

  it('made all that it did not record of what its errors name', async () => {
    const bucket = { ...timedOut, urn: urn('aws:s3/bucketV2:BucketV2') };
    expect(await told({ errors: [bucket] })).toBe('unknown (16)');
    expect(await told({ errors: [bucket, timedOut] })).toBe(found);
  });

  it('recorded all that it made where it had none', async () => {
    expect(await told({ errors: [] })).toBe('unknown (16)');
  });

  it.each([161, 185, 220])(
    'made nothing after its last push: the stage was deployed from another home in second %i',
    async (made) => {
      expect(await told({ made })).toMatch(/^unknown/);
    },
  );

  it('has not made what somebody took over and changed since', async () => {
    expect(await told({ changed: 900 })).toMatch(/^unknown/);
  });

  it('says nothing of what may have gone on in another home', async () => {
    expect(await told({ goesOn: false })).toBe('unknown (16)');
  });
});
