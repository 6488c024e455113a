import { describe, expect, it } from 'vitest';
import { createSimulatedAws } from 'simulated-aws';
import { accountId } from '../../account/account.ts';
import { aRunner, anAccountWithState } from './state-bucket.ts';

const journal = `sweeps/${accountId}/s-1/journal.ndjson`;
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
const denied = () => Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });

describe('a journal in a bucket', () => {
  it('has every line once and in order, with lost answers, for whoever reads it', async () => {
    const aws = anAccountWithState();
    const { files } = await aRunner(aws);
    const log = await files.append(journal);
    let writes = 0;
    aws.afterWrite = () => {
      writes += 1;
      if (writes % 3 === 0) throw lost();
    };
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}\n`);
    for (const line of lines.slice(0, 20)) await log.append(line);
    await Promise.all(lines.slice(20).map((line) => log.append(line)));
    await log.close();
    expect(await (await aRunner(aws)).files.read(journal)).toBe(lines.join(''));
  });

  it('that could not be written, but was, goes on with both lines', async () => {
    const aws = anAccountWithState();
    const { files } = await aRunner(aws);
    const log = await files.append(journal);
    await log.append('one\n');
    aws.afterWrite = () => {
      throw denied();
    };
    await expect(log.append('two\n')).rejects.toMatchObject({ code: 'STATE_NOT_WRITTEN' });
    aws.afterWrite = null;
    await log.append('three\n');
    expect(await files.read(journal)).toBe('one\ntwo\nthree\n');
  });

  it('takes no line once another process writes it', async () => {
    const aws = anAccountWithState();
    const [mine, theirs] = await Promise.all([aRunner(aws), aRunner(aws)]);
    const log = await mine.files.append(journal);
    await log.append('one\n');
    await (await theirs.files.append(journal)).append('theirs\n');
    await expect(log.append('two\n')).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    expect(await theirs.files.read(journal)).toBe('one\ntheirs\n');
  });

  it('ends a half line of a dead process before it goes on', async () => {
    const aws = anAccountWithState();
    const { files } = await aRunner(aws);
    await files.write(journal, 'one\nhal');
    await (await files.append(journal)).append('two\n');
    expect(await files.read(journal)).toBe('one\nhal\ntwo\n');
  });
});

describe('files in a bucket', () => {
  it('are not replaced where somebody else changed them after they were read', async () => {
    const aws = anAccountWithState();
    const [mine, theirs] = await Promise.all([aRunner(aws), aRunner(aws)]);
    expect(await mine.files.read('sweeps/1/quarantine.json')).toBeNull();
    await theirs.files.write('sweeps/1/quarantine.json', 'theirs');
    await expect(mine.files.write('sweeps/1/quarantine.json', 'mine')).rejects.toMatchObject({
      code: 'STATE_CHANGED',
      exitCode: 6,
    });
    expect(await theirs.files.read('sweeps/1/quarantine.json')).toBe('theirs');
  });

  it('are listed by the names of a folder alone, over pages', async () => {
    const aws = anAccountWithState();
    const { files } = await aRunner(aws);
    const names = Array.from({ length: 30 }, (_, at) => `s-${at}`);
    for (const name of names) await files.write(`sweeps/1/${name}/journal.ndjson`, name);
    await files.write('sweeps/1/quarantine.json', '{}');
    expect(await files.list('sweeps/1')).toEqual([...names, 'quarantine.json'].sort());
    expect(await files.list('sweeps')).toEqual(['1']);
    expect(await files.list('nothing')).toEqual([]);
  });

  it('keep their bytes', async () => {
    const { files } = await aRunner(anAccountWithState());
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    await files.write('sweeps/1/code.zip', bytes);
    expect(Buffer.from((await files.readBytes('sweeps/1/code.zip')) ?? [])).toEqual(
      Buffer.from(bytes),
    );
    expect(await files.readBytes('sweeps/1/none')).toBeNull();
  });
});

describe('a place for state', () => {
  it.each([
    ['s3://our-state', 'has no prefix'],
    ['s3://our-state/', 'has no prefix'],
    ['s3://Our_State/x', 'names no bucket'],
    ['s3://sst-state-abcdef/sweeps', "is a bucket of SST's own"],
    ['s3://our-state/../x', 'not safe'],
    ['s3://our-state/a b', 'not safe'],
    ['s3://nowhere-else/x', 'There is no bucket nowhere-else.'],
  ])('is refused in one sentence as %s', async (at, sentence) => {
    await expect(aRunner(anAccountWithState(), { at })).rejects.toMatchObject({
      code: 'STATE_REFUSED',
      message: expect.stringContaining(sentence),
    });
  });

  it('is refused in a bucket of another account', async () => {
    const aws = anAccountWithState();
    const data = aws.snapshot();
    for (const bucket of data.s3?.buckets ?? []) bucket.owner = '999999999999';
    await expect(aRunner(createSimulatedAws(data))).rejects.toMatchObject({
      code: 'STATE_NOT_READ',
    });
  });
});
