import type { Kind } from '../model/kind.ts';
import { count } from './text.ts';

/** Everyday words for a kind in a list whose heading says the rest; JSON has the full word. */
const shortWords: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  'cloudfront-distribution': ['distribution', 'distributions'],
  'cloudfront-function': ['function', 'functions'],
  'lambda-edge-function': ['edge function', 'edge functions'],
  'lambda-edge-version': ['edge version', 'edge versions'],
  's3-bucket': ['bucket', 'buckets'],
  'cloudfront-key-value-store': ['key-value store', 'key-value stores'],
  'cloudfront-origin-access-control': ['access control', 'access controls'],
  'cloudfront-origin-access-identity': ['access identity', 'access identities'],
  'cloudfront-cache-policy': ['cache policy', 'cache policies'],
  'cloudfront-origin-request-policy': ['request policy', 'request policies'],
  'cloudfront-response-headers-policy': ['headers policy', 'headers policies'],
  'log-group': ['log group', 'log groups'],
  'iam-role': ['role', 'roles'],
  'lambda-function': ['Lambda function', 'Lambda functions'],
};

/** `distribution`, `edge function`. */
export function kindWord(kind: Kind): string {
  return shortWords[kind]?.[0] ?? kind.replaceAll('-', ' ');
}

/** `distributions`. */
export function pluralWord(kind: Kind): string {
  return shortWords[kind]?.[1] ?? kindWord(kind);
}

/** `3 distributions`. */
export function kindCount(number: number, kind: Kind): string {
  const [one, many] = shortWords[kind] ?? [kindWord(kind), undefined];
  return count(number, one, many);
}

const region = '[a-z]{2}(?:-[a-z]+)+-\\d{1,2}:';

/** An id without the region that a list shows beside it: the name alone is found as well. */
export function shownId(id: string, inRegion: string): string {
  return id.startsWith(`${inRegion}:`) ? id.slice(inRegion.length + 1) : id;
}

const keys = new RegExp(`\\b(${Object.keys(shortWords).join('|')}):(?:${region})?(?=[^\\s])`, 'g');

/** Keys of findings, `s3-bucket:name`, as people say them: `bucket name`. */
export function withoutKeys(text: string): string {
  return text.replace(keys, (_all, kind: string) => `${kindWord(kind)} `);
}
