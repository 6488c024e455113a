import type { ServerResponse } from 'node:http';
import { continued, emptied, hasPages, type Page } from './pages.ts';

/** An answer that AWS would have given, and whom a bad one may name. */
export interface Answered extends Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** How often this fault struck before. */
  readonly struck: number;
  /** A server that nobody may ask. */
  readonly elsewhere: string;
}

export interface NetworkFault {
  readonly name: string;
  /** Most of its time nothing happens. */
  readonly waits: boolean;
  /** Whether an operation can have it. */
  readonly fits: (operation: string) => boolean;
  /** The first answer goes on being given: the account knows none of the tokens. */
  readonly repeats?: true;
  answer(answered: Answered, response: ServerResponse): void;
}

const all = () => true;
const mega = 1024 * 1024;

/** What AWS, a proxy or a broken line may do to one answer. */
export const networkFaults: readonly NetworkFault[] = [
  paging('a new token for ever', (page, struck) => continued(page, `token-${struck}`)),
  paging('the same token again', (page) => continued(page, 'token')),
  paging('pages without rows', (page, struck) =>
    continued({ ...page, text: emptied(page) }, `token-${struck}`),
  ),
  { name: 'no answer', waits: true, fits: all, answer: () => undefined },
  {
    name: 'a slow body',
    waits: true,
    fits: all,
    answer(answered, response) {
      const { text } = start(answered, response);
      let at = 0;
      const dripping = setInterval(
        () => void response.write(text[at++ % text.length] ?? ' '),
        2000,
      );
      response.on('close', () => clearInterval(dripping));
    },
  },
  instant('a reset in the body', (answered, response) => {
    const { text } = start(answered, response);
    response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
  }),
  instant('a length that is too large', (answered, response) => {
    const { text } = start(answered, response, Buffer.byteLength(answered.text) + 1000);
    response.write(text, () => response.socket?.end());
  }),
  instant('a length that is too small', (answered, response) => {
    const size = Buffer.byteLength(answered.text);
    const { text } = start(answered, response, Math.floor(size / 2));
    response.end(Buffer.from(text).subarray(0, Math.floor(size / 2)));
  }),
  instant('half of the text', (answered, response) => {
    response.end(start(answered, response).text.slice(0, answered.text.length / 2));
  }),
  instant('a redirect to another host', ({ elsewhere }, response) => {
    response.writeHead(307, { location: `${elsewhere}/stolen` }).end();
  }),
  instant('an HTML page with 200', (_answered, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<html><body>Please sign in.</body></html>');
  }),
  {
    name: '100 MB',
    waits: false,
    fits: all,
    answer(answered, response) {
      const { text } = start(answered, response);
      let left = 100 * mega;
      const piece = ' '.repeat(65_536);
      const write = () => {
        while (left > 0 && !response.destroyed) {
          left -= piece.length;
          if (!response.write(piece)) return void response.once('drain', write);
        }
        response.end(text);
      };
      write();
    },
  },
  instant('a clock that is an hour off', (answered, response) => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    response.writeHead(403, { ...kept(answered.headers), date });
    response.end(
      answered.text.startsWith('{')
        ? '{"__type":"InvalidSignatureException","message":"Signature expired"}'
        : '<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message></Error>',
    );
  }),
];

function instant(name: string, answer: NetworkFault['answer']): NetworkFault {
  return { name, waits: false, fits: all, answer };
}

function paging(name: string, text: (page: Page, struck: number) => string): NetworkFault {
  return {
    name,
    waits: true,
    fits: hasPages,
    repeats: true,
    answer(answered, response) {
      start(answered, response);
      response.end(text(answered, answered.struck));
    },
  };
}

function start(
  answered: Answered,
  response: ServerResponse,
  length?: number,
): { readonly text: string } {
  response.writeHead(answered.status, {
    ...kept(answered.headers),
    ...(length !== undefined && { 'content-length': length }),
  });
  return answered;
}

/** Checksums of what was changed would be told first. */
function kept(headers: Answered['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(?:content-length|transfer-encoding|connection|x-amz-checksum)/.test(name),
    ),
  );
}
