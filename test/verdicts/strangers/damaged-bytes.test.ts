import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkpointJson } from '../../account/checkpoint.ts';
import { looking, said } from '../../account/looking.ts';
import { leftBehind } from '../definitions/given.ts';

/**
 * `web/prod` imported the bucket that `acme/pr-1` left behind; then its state was damaged on its way: cut off
 * while it was gzipped (`state.compress`), or written by PowerShell, which makes UTF-16 of it.
 */
async function told(bytes: (json: string) => Uint8Array) {
  const { account, home, imported, id } = leftBehind();
  const json = JSON.stringify(checkpointJson({ app: 'web', stage: 'prod', entries: imported }));
  home.stage('web', 'prod').object({
    key: 'app/web/prod.json',
    at: account.ago({ days: 3 }),
    base64: Buffer.from(bytes(json)).toString('base64'),
  });
  return said((await looking(account, { ignoreStages: ['web/prod'] })).of(id));
}

describe('whatever is vouched for, what the text of a damaged state names stays live', () => {
  it('where it was cut off', async () => {
    expect(await told((json) => Buffer.from(json.slice(0, -20)))).toBe('live (4)');
  });
  it('where it was cut off while it was gzipped', async () => {
    expect(await told((json) => gzipSync(json).subarray(0, -12))).toBe('live (4)');
  });
  it('where it is UTF-16', async () => {
    expect(await told((json) => Buffer.from(`\uFEFF${json}`, 'utf16le'))).toBe('live (4)');
  });
  it('where a part of the gzip was overwritten', async () => {
    const overwritten = (json: string) => {
      const bytes = gzipSync(json);
      return bytes.fill(0xff, bytes.length - 24, bytes.length - 12);
    };
    expect(await told(overwritten)).toBe('live (4)');
  });
  it('where the checksum of the gzip is wrong', async () => {
    const wrong = (json: string) => {
      const bytes = gzipSync(json);
      return bytes.fill(0, bytes.length - 8, bytes.length - 4);
    };
    expect(await told(wrong)).toBe('live (4)');
  });
});
