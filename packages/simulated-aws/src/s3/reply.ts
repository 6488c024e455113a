import { elements, xmlDocument } from '../xml.ts';
import type { WireError, WireResponse } from '../wire.ts';

const namespace = { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' };

/** A 200 with a document in S3's namespace. */
export function xmlReply(root: string, xml: string): WireResponse {
  const headers = { 'content-type': 'application/xml' };
  return { status: 200, headers, body: xmlDocument(root, xml, namespace) };
}

export function emptyReply(status: number, headers: Record<string, string> = {}): WireResponse {
  return { status, headers, body: '' };
}

/** S3's error document has no wrapper around `<Error>`. An answer to HEAD has no body at all. */
export function errorReply(error: WireError, method: string): WireResponse {
  const headers: Record<string, string> = { ...error.headers, 'content-type': 'application/xml' };
  if (method === 'HEAD') return { status: error.status, headers, body: '' };
  const { code: Code, message: Message } = error;
  const RequestId = headers['x-amzn-requestid'] ?? '';
  return {
    status: error.status,
    headers,
    body: xmlDocument('Error', elements({ Code, Message, RequestId, HostId: 'simulated' })),
  };
}

/** S3's times have whole seconds, but are written with three zeros. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}.000Z`;
}

export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}
