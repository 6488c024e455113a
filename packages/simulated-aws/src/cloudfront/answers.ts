import { queryError } from '../query-protocol.ts';
import { Refusal } from '../wire.ts';
import type { WireError, WireRequest, WireResponse } from '../wire.ts';
import { namespace, readXml, renderXml } from './xml.ts';
import type { XmlObject } from './xml.ts';

/** The ETag of a resource stands in a header, never in the body. */
export function xmlAnswer(
  root: string,
  value: XmlObject,
  options: { status?: number; etag?: string; location?: string } = {},
): WireResponse {
  return {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/xml',
      ...(options.etag !== undefined && { etag: options.etag }),
      ...(options.location !== undefined && {
        location: `https://cloudfront.amazonaws.com/2020-05-31/${options.location}`,
      }),
    },
    body: renderXml(root, value),
  };
}

export const noContent: WireResponse = { status: 204, headers: {}, body: '' };

export const failWithXml = (error: WireError): WireResponse => queryError(namespace, error);

export function refuse(status: number, code: string, message: string): never {
  throw new Refusal(status, code, message);
}

/** Every change and deletion names the version that it means: none is 400, another one is 412. */
export function requireMatch(request: WireRequest, etag: string): void {
  const given = request.headers['if-match'];
  if (!given) {
    refuse(
      400,
      'InvalidIfMatchVersion',
      'The If-Match version is missing or not valid for the resource.',
    );
  }
  if (given.replaceAll('"', '') !== etag) {
    refuse(
      412,
      'PreconditionFailed',
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    );
  }
}

export function bodyOf(request: WireRequest, root: string): XmlObject {
  return (
    readXml(root, request.body) ??
    refuse(400, 'MalformedInput', `The request body is not a well-formed ${root}.`)
  );
}
