import { jsonError, jsonReply } from './json-protocol.ts';
import type { TaggedRow } from './service.ts';
import { Refusal } from './wire.ts';
import type { Operation, Strikes, WireRequest, WireResponse } from './wire.ts';

const contentType = 'application/x-amz-json-1.1';

interface GetResourcesInput {
  readonly PaginationToken?: string;
  readonly ResourcesPerPage?: number;
  readonly TagFilters?: readonly { readonly Key?: string; readonly Values?: readonly string[] }[];
  readonly ResourceTypeFilters?: readonly string[];
  readonly ResourceARNList?: readonly string[];
}

/** The operation `GetResources` over the rows of one region, which are in the order of their ARNs. */
export function getResources(request: WireRequest, rows: () => readonly TaggedRow[]): Operation {
  return {
    name: 'Tagging.GetResources',
    action: 'tag:GetResources',
    target: null,
    writes: false,
    run: (strikes) => answerPage(parseInput(request.body), rows(), strikes),
    fail: (error) => jsonError(error, contentType),
  };
}

function parseInput(body: Uint8Array): GetResourcesInput {
  try {
    return JSON.parse(new TextDecoder().decode(body) || '{}') as GetResourcesInput;
  } catch {
    throw new Refusal(400, 'SerializationException', 'The request body is not JSON.');
  }
}

function answerPage(
  input: GetResourcesInput,
  rows: readonly TaggedRow[],
  strikes: Strikes,
): WireResponse {
  validate(input);
  if (input.ResourceARNList) {
    const wanted = new Set(input.ResourceARNList);
    return page(
      rows.filter(({ arn }) => wanted.has(arn)),
      '',
    );
  }
  const matching = rows.filter((row) => isWanted(row, input));
  const token = input.PaginationToken || null;
  if (token === null && strikes('empty-page')) return page([], tokenFor(''));
  const after = token === null ? '' : arnOf(token);
  const size = input.ResourcesPerPage ?? 50;
  const left = matching.filter(({ arn }) => arn > after);
  const shown = left.slice(0, size);
  return page(shown, left.length > size ? tokenFor(shown.at(-1)?.arn ?? '') : '');
}

/** The limits of the API reference. A token names the last ARN of its page. */
function validate(input: GetResourcesInput): void {
  const { ResourcesPerPage: size, TagFilters: filters = [], ResourceARNList: arns } = input;
  if (size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= 100)) {
    invalid('ResourcesPerPage must be between 1 and 100.');
  }
  if (filters.length > 50) invalid('At most 50 tag filters are allowed.');
  if (filters.some(({ Key, Values }) => !Key || (Values?.length ?? 0) > 20)) {
    invalid('A tag filter needs a key and has at most 20 values.');
  }
  if ((input.ResourceTypeFilters?.length ?? 0) > 100)
    invalid('At most 100 resource types are allowed.');
  if (arns && (filters.length > 0 || input.ResourceTypeFilters || input.PaginationToken || size)) {
    invalid('ResourceARNList cannot be combined with filters or paging.');
  }
  if (arns && (arns.length < 1 || arns.length > 100))
    invalid('Between 1 and 100 ARNs are allowed.');
}

function invalid(message: string): never {
  throw new Refusal(400, 'InvalidParameterException', message);
}

/** AND between keys, OR between the values of one; a key alone matches any value. */
function isWanted({ arn, tags }: TaggedRow, input: GetResourcesInput): boolean {
  const byTag = (input.TagFilters ?? []).every(({ Key = '', Values = [] }) => {
    const value = tags[Key];
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });
  const types = input.ResourceTypeFilters ?? [];
  return byTag && (types.length === 0 || types.some((type) => isOfType(arn, type)));
}

/** `s3` and `cloudfront:distribution` against `arn:aws:cloudfront::111122223333:distribution/E1`. */
function isOfType(arn: string, filter: string): boolean {
  const [, , service, , , ...rest] = arn.split(':');
  const [wantedService, wantedType] = filter.split(':');
  if (service !== wantedService) return false;
  return wantedType === undefined || rest.join(':').split(/[:/]/)[0] === wantedType;
}

function tokenFor(arn: string): string {
  return Buffer.from(JSON.stringify({ after: arn })).toString('base64');
}

function arnOf(token: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (typeof parsed === 'object' && parsed !== null && 'after' in parsed)
      return String(parsed.after);
  } catch {
    // Falls through: a token that is not ours has expired, as far as AWS says.
  }
  throw new Refusal(400, 'PaginationTokenExpiredException', 'The pagination token has expired.');
}

function page(rows: readonly TaggedRow[], token: string): WireResponse {
  const body = {
    PaginationToken: token,
    ResourceTagMappingList: rows.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
  return jsonReply(200, body, contentType);
}
