import type { Family } from '../../../model/error-family.ts';
import { cloudFrontCodes, keyValueStoreCodes } from './cloudfront.ts';
import {
  acmCodes,
  commonCodes,
  dynamoDbCodes,
  iamCodes,
  lambdaCodes,
  logsCodes,
  s3Codes,
  ssmCodes,
} from './services.ts';
import type { KnownCode, Service } from './table.ts';

export type { KnownCode, Service } from './table.ts';

const all: readonly KnownCode[] = [
  ...cloudFrontCodes,
  ...keyValueStoreCodes,
  ...lambdaCodes,
  ...s3Codes,
  ...iamCodes,
  ...logsCodes,
  ...ssmCodes,
  ...dynamoDbCodes,
  ...acmCodes,
  ...commonCodes,
];

const byCode = new Map<string, readonly KnownCode[]>();
for (const each of all) byCode.set(each.code, [...(byCode.get(each.code) ?? []), each]);

/** The longest first, so that none is read as the beginning of another. */
export const codeWords: readonly string[] = [...byCode.keys()].toSorted(
  (a, b) => b.length - a.length,
);

/**
 * The meaning of a code where `service` says it; without a service, only a meaning that all services share.
 */
export function meaningOf(code: string, service: Service | null): KnownCode | null {
  const meanings = byCode.get(code) ?? [];
  const own = meanings.find((each) => each.service === service || each.service === null);
  if (own) return own;
  const [first] = meanings;
  if (!first) return byWords(code);
  if (meanings.some(({ family }) => family !== first.family)) return null;
  const isOne = meanings.length === 1 && service === null;
  return { ...first, service, kind: isOne ? first.kind : null };
}

/** Do the tables have a meaning for this code of this service? */
export function isListed(code: string, service: Service): boolean {
  return (byCode.get(code) ?? []).some((each) => each.service === service || each.service === null);
}

/** Families whose codes mean something wherever they stand. */
const telling: ReadonlySet<Family> = new Set([
  'name-taken',
  'alias-taken',
  'quota',
  'in-use',
  'not-empty',
  'not-disabled',
  'gone',
  'stale',
]);

/** Words that other tools print too, so they count only where AWS's errors have their code. */
const common: ReadonlySet<string> = new Set([
  'ConflictException',
  'LimitExceeded',
  'LimitExceededException',
  'NotFound',
  'NoSuchKey',
  'ResourceInUse',
  'ResourceNotFoundException',
]);

/** It is AWS's word wherever it occurs; other words count only in the place of a code. */
export function isTelling(code: string): boolean {
  const meanings = byCode.get(code) ?? [];
  return (
    !common.has(code) && meanings.length > 0 && meanings.every(({ family }) => telling.has(family))
  );
}

/** Typed, such a word may mean anything. */
export function isCommon(code: string): boolean {
  return common.has(code);
}

const words: readonly (readonly [RegExp, Family])[] = [
  [/AlreadyExists|AlreadyOwned|AlreadyAssociated|NameExists|^Duplicate|\.Duplicate$/, 'name-taken'],
  [
    /InUse|DependencyViolation|DeleteConflict|HasDependent|^ClusterContains|AssociatedItem/,
    'in-use',
  ],
  [/NotEmpty/, 'not-empty'],
  [/LimitExceeded|QuotaExceeded|^TooMany|LimitReached|MaximumNumber/, 'quota'],
  [/Throttl|RateExceeded|SlowDown/, 'throttled'],
  [/AccessDenied|Unauthorized|NotAuthorized|Forbidden/, 'denied'],
  [/ExpiredToken|TokenExpired/, 'credentials'],
  [/NotFound|^NoSuch|DoesNotExist/, 'gone'],
  [
    /Invalid.*State|InProgress|Conflict|Pending|Busy|ConcurrentModification|RecentlyDeleted|DeletedRecently/,
    'changing',
  ],
  [/^Invalid|Validation|Malformed|^Missing|NotSupported|Unsupported/, 'refused'],
  [/^Internal|Unavailable|ServerError/, 'aws-failed'],
];

/** Codes of services that are not listed are words too: `DBClusterAlreadyExistsFault`. */
function byWords(code: string): KnownCode | null {
  const family = words.find(([pattern]) => pattern.test(code))?.[1];
  return family === undefined ? null : { code, service: null, family, kind: null };
}
