import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readGitHubStages } from '../../src/wanted-stages/github.ts';
import { parseStages } from '../../src/wanted-stages/wanted-stages.ts';

describe('a file of wanted stages', () => {
  it.each([
    ['lines', 'production # the shop\n\npr-*\r\n# nobody\nme'],
    ['lines of an old Mac', 'production\r# nobody\rpr-*\rme # \u2028 nobody'],
    ['JSON', '["production", "pr-*", "me"]'],
  ])('is read as %s, globs included', (_form, text) => {
    const wanted = parseStages(text, 'stages.txt');
    expect(['production', 'pr-1', 'me', 'staging', 'nobody'].map(wanted.isWanted)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('keeps what differs from a name by its case alone', () => {
    const { isWanted } = parseStages('\uFEFFAcme\nPR-*', 'stages.txt');
    expect(['acme', 'pr-1', 'other'].map(isWanted)).toEqual([true, true, false]);
  });

  it.each([
    '',
    '# nothing\n',
    '[]',
    '[1]',
    '["a"',
    '{"a":1}\n',
    `production\n${'a'.repeat(70_000)}`,
    '- acme\n- production\n',
    'stages:\n  - acme\n',
    '"acme"\n"production"\n',
    'acme, production\n',
    'shop/acme\n',
    '* main\n  acme\n',
    '["shop/acme"]',
    Buffer.from('\uFEFFacme\r\n', 'utf16le').toString(),
  ])('closes where it names nothing, is damaged or of another form: %#', (text) => {
    expect(() => parseStages(text, 's')).toThrow(
      expect.objectContaining({ code: 'STAGES_NOT_READ', exitCode: 6 }),
    );
  });
});

let server: Server | null = null;
const seen: IncomingMessage[] = [];

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = null;
  seen.length = 0;
});

type Answer = (request: IncomingMessage, response: ServerResponse, base: string) => void;

const repository: Answer = (_request, response) =>
  void response.end(JSON.stringify({ full_name: 'acme/shop' }));

async function read(pulls: Answer, repo: Answer = repository) {
  let base = '';
  server = createServer((request, response) => {
    seen.push(request);
    const answer = request.url?.includes('/pulls') ? pulls : repo;
    answer(request, response, base);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return readGitHubStages({
    repository: 'acme/shop',
    token: 'secret',
    api: base,
    signal: new AbortController().signal,
  });
}

const rows = (...numbers: number[]) => JSON.stringify(numbers.map((number) => ({ number })));

describe('open pull requests', () => {
  it('are read page after page, with the token', async () => {
    const wanted = await read((request, response, base) => {
      if (request.url?.includes('page=2')) response.end(rows(3));
      else {
        response.setHeader(
          'link',
          `<${base}/repos/acme/shop/pulls?page=2>; rel="next", <${base}/x>; rel="last"`,
        );
        response.end(rows(1, 2));
      }
    });
    expect(['pr-1', 'pr-3', 'pr-4', 'production'].map(wanted.isWanted)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(['pr-4', 'production', 'pr-x'].map(wanted.isKnown)).toEqual([true, false, false]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(
      Array.from({ length: 3 }, () => 'Bearer secret'),
    );
  });

  it('may be none', async () => {
    const wanted = await read((_request, response) => void response.end('[]'));
    expect(wanted.isWanted('pr-1')).toBe(false);
  });

  const elsewhere: Answer = (_request, response) => {
    response.setHeader('link', '<http://127.0.0.2:1/steal>; rel="next"');
    response.end(rows(1));
  };
  const endless: Answer = (request, response, base) => {
    const page = Number(new URL(request.url ?? '', base).searchParams.get('page') ?? 1);
    response.setHeader('link', `<${base}/repos/acme/shop/pulls?page=${page + 1}>; rel="next"`);
    response.end(rows(page));
  };
  const status =
    (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
    (_request, response) =>
      void response.writeHead(code, headers).end('{}');
  const faults: readonly (readonly [string, Answer, RegExp])[] = [
    ['a refused token', status(401), /refused the token/],
    ['a rate limit', status(403, { 'x-ratelimit-remaining': '0' }), /rate limit/],
    ['an unknown repository', status(404), /no such repository/],
    ['an error', status(502), /status 502/],
    ['a redirect', status(302, { location: 'http://127.0.0.2:1/' }), /status 302/],
    ['a page of HTML', (_r, response) => void response.end('<html>'), /did not come whole/],
    ['an object', (_r, response) => void response.end('{"message":"x"}'), /no list/],
    ['a row without a number', (_r, response) => void response.end('[{}]'), /without a number/],
    ['a next page elsewhere', elsewhere, /another host/],
    ['pages without end', endless, /does not end/],
    ['a connection that breaks', (_r, response) => void response.destroy(), /did not come whole/],
    [
      'half an answer',
      (_r, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('[{"number":1}');
        setTimeout(() => response.destroy(), 20);
      },
      /did not come whole/,
    ],
  ];

  it.each(faults)('are not known after %s', async (_fault, pulls, message) => {
    await expect(read(pulls)).rejects.toMatchObject({
      code: 'STAGES_NOT_READ',
      exitCode: 6,
      message: expect.stringMatching(message),
    });
    expect(seen.length).toBeLessThanOrEqual(51);
  });

  it('are not known where another repository answers', async () => {
    const other: Answer = (_request, response) =>
      void response.end(JSON.stringify({ full_name: 'acme/other' }));
    await expect(read((_r, response) => void response.end('[]'), other)).rejects.toMatchObject({
      code: 'STAGES_NOT_READ',
    });
  });
});
