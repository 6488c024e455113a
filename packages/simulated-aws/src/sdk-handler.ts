import { scopeOf } from './scope.ts';
import { Readable } from 'node:stream';
import type { WireRequest, WireResponse } from './wire.ts';

/** An HTTP request as the AWS SDK hands it to its `requestHandler`. */
export interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  /** A stream for S3, since the SDK hands on an object's body as it came. */
  readonly body: Uint8Array | Readable;
}

/** What the SDK's clients take as `requestHandler`. */
export interface SdkHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
}

/** The SDK does not look at an aborted signal itself: its handler must. */
export function createSdkHandler(
  answer: (request: WireRequest) => Promise<WireResponse>,
): SdkHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request, options) {
      throwIfAborted(options?.abortSignal);
      const sent = await wireRequest(request);
      const response = await answer(sent);
      throwIfAborted(options?.abortSignal);
      const { status: statusCode, headers } = response;
      const bytes = bytesOf(response.body);
      const body = scopeOf(sent)?.service === 's3' ? Readable.from([bytes]) : bytes;
      return { response: { statusCode, headers: { ...headers }, body } };
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function throwIfAborted(signal: unknown): void {
  const aborted =
    typeof signal === 'object' && signal !== null && 'aborted' in signal && signal.aborted;
  if (aborted) throw Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}

async function wireRequest(request: SdkRequest): Promise<WireRequest> {
  const query = Object.entries(request.query ?? {}).map(
    ([name, value]) =>
      [name, Array.isArray(value) ? value.join(',') : String(value ?? '')] as const,
  );
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return {
    method: request.method,
    host: request.hostname.toLowerCase(),
    path: request.path,
    query: new Map(query),
    headers: Object.fromEntries(headers),
    body: await collect(request.body),
  };
}

/** The SDK sends text for XML and query protocols, bytes for JSON, and streams for objects. */
async function collect(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (typeof body === 'object' && Symbol.asyncIterator in body) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body as AsyncIterable<Uint8Array | string>)
      chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  throw new TypeError('A request body of an unknown kind.');
}

export function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}
