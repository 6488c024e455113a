import type { Family } from '../../model/error-family.ts';
import type { Kind } from '../../model/kind.ts';
import { codeWords, isCommon, meaningOf } from './codes/index.ts';
import type { Hit } from './hits.ts';
import type { Output } from './output.ts';

/** Longer than this it is an output and nothing that somebody typed. */
const typedAtMost = 200;

/** Everyday words for resources, and the code of each refusal. */
const nouns: readonly {
  readonly noun: RegExp;
  readonly kind: Kind;
  readonly codes: Readonly<Partial<Record<Family, string>>>;
}[] = [
  {
    noun: /keyvaluestore|kvstore|kvs/,
    kind: 'cloudfront-key-value-store',
    codes: {
      'name-taken': 'EntityAlreadyExists',
      'in-use': 'CannotDeleteEntityWhileInUse',
      quota: 'EntityLimitExceeded',
      gone: 'EntityNotFound',
    },
  },
  {
    noun: /originaccesscontrol|oacs?/,
    kind: 'cloudfront-origin-access-control',
    codes: {
      'name-taken': 'OriginAccessControlAlreadyExists',
      'in-use': 'OriginAccessControlInUse',
      quota: 'TooManyOriginAccessControls',
      gone: 'NoSuchOriginAccessControl',
    },
  },
  {
    noun: /originaccessidentit|oais?/,
    kind: 'cloudfront-origin-access-identity',
    codes: {
      'in-use': 'CloudFrontOriginAccessIdentityInUse',
      quota: 'TooManyCloudFrontOriginAccessIdentities',
      gone: 'NoSuchCloudFrontOriginAccessIdentity',
    },
  },
  {
    noun: /cachepolic/,
    kind: 'cloudfront-cache-policy',
    codes: {
      'name-taken': 'CachePolicyAlreadyExists',
      'in-use': 'CachePolicyInUse',
      quota: 'TooManyCachePolicies',
      gone: 'NoSuchCachePolicy',
    },
  },
  {
    noun: /loggroup/,
    kind: 'log-group',
    codes: { 'name-taken': 'ResourceAlreadyExistsException' },
  },
  {
    noun: /cname|alias|domain/,
    kind: 'cloudfront-distribution',
    codes: { 'name-taken': 'CNAMEAlreadyExists', 'in-use': 'CNAMEAlreadyExists' },
  },
  {
    noun: /distribution/,
    kind: 'cloudfront-distribution',
    codes: {
      quota: 'TooManyDistributions',
      'not-disabled': 'DistributionNotDisabled',
      gone: 'NoSuchDistribution',
    },
  },
  {
    noun: /role/,
    kind: 'iam-role',
    codes: { 'name-taken': 'EntityAlreadyExists', quota: 'LimitExceeded' },
  },
  {
    noun: /lambda/,
    kind: 'lambda-function',
    codes: { 'name-taken': 'ResourceConflictException' },
  },
  {
    noun: /function/,
    kind: 'cloudfront-function',
    codes: {
      'name-taken': 'FunctionAlreadyExists',
      'in-use': 'FunctionInUse',
      quota: 'TooManyFunctions',
      gone: 'NoSuchFunctionExists',
    },
  },
  {
    noun: /bucket/,
    kind: 's3-bucket',
    codes: {
      'name-taken': 'BucketAlreadyExists',
      'not-empty': 'BucketNotEmpty',
      quota: 'TooManyBuckets',
      gone: 'NoSuchBucket',
    },
  },
  { noun: /table/, kind: 'other', codes: { 'name-taken': 'ResourceInUseException' } },
];

const verbs: readonly (readonly [Family, RegExp])[] = [
  ['not-disabled', /notdisabled|hasnotbeendisabled/],
  ['not-empty', /notempty/],
  ['in-use', /inuse|stillused|isused/],
  ['name-taken', /alreadyexist|exists|taken|alreadyassociated/],
  ['quota', /toomany|quota|limit|maximum/],
  ['gone', /notfound|doesnotexist|nosuch|missing/],
];

/** Nobody types these signs, so the text is a pasted output, whose words belong to its error. */
const pasted = /[✕✖×❌→]|sdk-v2|StatusCode|\n[^\S\n]*\S/;

/**
 * An error that somebody typed in words: `cloudfront function already exists`. Read only where nothing else
 * is known.
 */
export function looseHits({ text, raw }: Output): readonly Hit[] {
  if (text === '' || text.length > typedAtMost || pasted.test(raw.trim())) return [];
  const words = text.toLowerCase();
  const found = codeIn(words) ?? nounIn(words);
  if (!found) return [];
  const { code, ...meaning } = found;
  const nothing = { sentence: null, name: null, stack: null };
  return [{ code, start: 0, end: text.length, meaning, ...nothing }];
}

interface Found {
  readonly code: string;
  readonly family: Family;
  readonly kind: Kind | null;
}

function codeIn(words: string): Found | null {
  const code = codeWords.find((word) => !isCommon(word) && words.includes(word.toLowerCase()));
  const meaning = code === undefined ? null : meaningOf(code, null);
  return meaning ? { code: meaning.code, family: meaning.family, kind: meaning.kind } : null;
}

function nounIn(words: string): Found | null {
  const found = nouns.find(({ noun }) => noun.test(words));
  const family = verbs.find(([, verb]) => verb.test(words))?.[0];
  const code = found && family ? found.codes[family] : undefined;
  if (!found || code === undefined) return null;
  const meaning = meaningOf(code, null);
  return { code, family: meaning?.family ?? family ?? 'unknown', kind: found.kind };
}
