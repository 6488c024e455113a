import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { downloadsBy } from '../../src/aws/downloads.ts';
import { faultyServer, type Fault } from './faulty-server.ts';

const signature = 'X-Amz-Signature=5ec4e7';
const { signal } = new AbortController();

describe('a package that cannot be downloaded', () => {
  it.each<[string, Fault]>([
    ['it is refused', (response) => response.writeHead(403).end(signature)],
    ['the connection ends', (response) => response.destroy()],
    [
      'it ends in the middle',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('PK', () => response.destroy());
      },
    ],
  ])('is an error without its signed address: %s', async (_what, fault) => {
    const { url } = await faultyServer(fault);
    const address = new URL(`${url}/snapshots/fn?${signature}`);
    const error = await downloadsBy(null)(address, signal).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('5ec4e7');
  });

  it('leads to no other host', async () => {
    const other = await faultyServer((response) => response.end('PK'));
    const { url } = await faultyServer((response) =>
      response.writeHead(302, { location: `${other.url}/other` }).end(),
    );
    await expect(downloadsBy(null)(new URL(url), signal)).rejects.toThrow();
    expect(other.requests).toBe(0);
  });

  it('comes whole where nothing is wrong', async () => {
    const { url } = await faultyServer((response) => response.end('PK and more'));
    const bytes = await downloadsBy(null)(new URL(url), signal);
    expect(Buffer.from(bytes).toString()).toBe('PK and more');
  });
});
