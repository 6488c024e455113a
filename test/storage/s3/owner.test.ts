import { describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { aRunner, anAccountWithState } from './state-bucket.ts';

/** The same name, given up and taken by another account that lets everybody read and write. */
function aStrangersBucket(): SimulatedAws {
  const account = anAccount();
  account.data.s3.buckets.push({
    name: 'our-state',
    region: 'eu-west-1',
    owner: '999999999999',
    opensToOthers: true,
    objects: [{ key: 'sst-sweep/file', body: 'theirs' }],
  });
  return createSimulatedAws(account.data);
}

/** A runner that opened its own bucket; from then on the name is the stranger's. */
async function robbed() {
  const [ours, theirs] = [anAccountWithState(), aStrangersBucket()];
  let now = ours;
  const handle: SimulatedAws['handler']['handle'] = (request, options) =>
    now.handler.handle(request, options);
  const { files } = await aRunner(ours, { handler: { ...ours.handler, handle } });
  now = theirs;
  return { files, theirs };
}

describe('a bucket of another account that has the name of ours, and lets us in', () => {
  it('is no place for the state', async () => {
    await expect(aRunner(aStrangersBucket())).rejects.toMatchObject({ code: 'STATE_NOT_READ' });
  });

  it('is not read, listed or written to once it took the name', async () => {
    const { files, theirs } = await robbed();
    await expect(files.read('file')).rejects.toMatchObject({ code: 'STATE_NOT_READ' });
    await expect(files.list('')).rejects.toMatchObject({ code: 'STATE_NOT_READ' });
    await expect(files.write('ours', 'a secret')).rejects.toMatchObject({
      code: 'STATE_NOT_WRITTEN',
    });
    await expect((await robbed()).files.append('journal')).rejects.toMatchObject({
      code: 'STATE_NOT_READ',
    });
    const [bucket] = theirs.snapshot().s3?.buckets ?? [];
    expect(bucket?.objects?.map(({ key }) => key)).toEqual(['sst-sweep/file']);
  });
});
