import type { WireRequest } from './wire.ts';

/** What a signature says about a request: for which service and region it was made. */
export interface Scope {
  readonly service: string;
  readonly region: string;
}

/**
 * Reads the scope of a SigV4 signature, from the Authorization header or a presigned URL. Signatures
 * are not checked; an unsigned request has no scope.
 */
export function scopeOf(request: WireRequest): Scope | null {
  const [, , region, service, end] = credentialOf(request);
  return region && service && end === 'aws4_request' ? { service, region } : null;
}

/** The key that signed a request; null: it is not signed. */
export function accessKeyOf(request: WireRequest): string | null {
  return credentialOf(request)[0] || null;
}

/** `KEY/20261120/eu-west-1/s3/aws4_request`. */
function credentialOf(request: WireRequest): readonly string[] {
  const header = request.headers['authorization'] ?? '';
  const credential =
    /Credential=([^,\s]+)/.exec(header)?.[1] ?? request.query.get('X-Amz-Credential') ?? '';
  return credential.split('/');
}
