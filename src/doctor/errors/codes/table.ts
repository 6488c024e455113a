import type { Family } from '../../../model/error-family.ts';
import type { Kind } from '../../../model/kind.ts';

/** A service as the Go SDK names it in `operation error CloudWatch Logs: ...`, without spaces. */
export type Service =
  | 'CloudFront'
  | 'CloudFrontKeyValueStore'
  | 'Lambda'
  | 'S3'
  | 'IAM'
  | 'CloudWatchLogs'
  | 'SSM'
  | 'DynamoDB'
  | 'ACM';

/** By family: the codes, each with its kind where the code alone tells it. */
export type CodesByFamily = Readonly<
  Partial<Record<Family, Readonly<Record<string, Kind | null>> | readonly string[]>>
>;

/** The meaning of a code. */
export interface KnownCode {
  readonly code: string;
  /** Null: every service has this code. */
  readonly service: Service | null;
  readonly family: Family;
  readonly kind: Kind | null;
}

export function codesOf(service: Service | null, families: CodesByFamily): readonly KnownCode[] {
  return Object.entries(families).flatMap(([name, codes]) => {
    const kinds: Readonly<Record<string, Kind | null>> = isList(codes)
      ? Object.fromEntries(codes.map((code) => [code, null]))
      : codes;
    const family = name as Family;
    return Object.entries(kinds).map(([code, kind]) => ({ code, service, family, kind }));
  });
}

function isList(codes: CodesByFamily[Family]): codes is readonly string[] {
  return Array.isArray(codes);
}
