import type { AccountData } from './account.ts';
import type { Service } from './service.ts';
import {
  Refusal,
  type Operation,
  type Strikes,
  type WireError,
  type WireRequest,
  type WireResponse,
} from './wire.ts';

/** A JSON request's members. */
export type JsonInput = Readonly<Record<string, unknown>>;

export interface JsonCall {
  readonly input: JsonInput;
  readonly region: string;
  readonly strikes: Strikes;
}

export interface JsonApi {
  readonly writes?: true;
  readonly target?: (input: JsonInput) => string | null;
  /** What is returned becomes the body; an undefined member is left out. */
  answer(call: JsonCall): object;
}

export interface JsonService {
  readonly signingName: string;
  /** How operations are named: `SSM`, `CloudWatchLogs`. */
  readonly name: string;
  /** IAM's prefix. */
  readonly actions: string;
  /** Before the dot of `x-amz-target`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  readonly apis: Readonly<Record<string, JsonApi>>;
}

/** The operation of an `awsJson1_0` or `awsJson1_1` request: the header `x-amz-target` names it. */
export function jsonOperation(
  service: JsonService,
  request: WireRequest,
  region: string,
): Operation | null {
  const [prefix, action = ''] = (request.headers['x-amz-target'] ?? '').split('.');
  const api = Object.hasOwn(service.apis, action) ? service.apis[action] : undefined;
  const input = inputOf(request.body);
  if (prefix !== service.targetPrefix || !api || !input) return null;
  return {
    name: `${service.name}.${action}`,
    action: `${service.actions}:${action}`,
    target: api.target?.(input) ?? null,
    writes: api.writes ?? false,
    run: (strikes) => jsonReply(200, api.answer({ input, region, strikes }), contentType(service)),
    fail: (error) => jsonError(error, contentType(service)),
  };
}

/** A service that speaks nothing but JSON with `x-amz-target`. */
export function jsonOnly(
  service: JsonService,
  rest: Pick<Service, 'tagged'> & { snapshot(): Partial<AccountData> },
): Service {
  return {
    signingName: service.signingName,
    route: (request, region) => jsonOperation(service, request, region),
    ...rest,
  };
}

function contentType({ version }: JsonService): string {
  return `application/x-amz-json-${version}`;
}

export function jsonReply(status: number, body: object, type = 'application/json'): WireResponse {
  return { status, headers: { 'content-type': type }, body: JSON.stringify(body) };
}

/** Clients read the code from the header, or from `__type` where there is none. */
export function jsonError(
  { status, code, message, headers }: WireError,
  type = 'application/json',
): WireResponse {
  return {
    status,
    headers: { ...headers, 'content-type': type, 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}

/** An empty body is an empty input; anything but a JSON object is no input. */
export function inputOf(body: Uint8Array): JsonInput | null {
  const text = new TextDecoder().decode(body);
  if (text === '') return {};
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function textIn(input: JsonInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** A member that the API requires. */
export function requiredText(input: JsonInput, name: string, code = 'ValidationException'): string {
  const value = textIn(input, name);
  if (value !== undefined) return value;
  throw new Refusal(
    400,
    code,
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

export function numberIn(input: JsonInput, name: string): number | undefined {
  const value = input[name];
  return typeof value === 'number' ? value : undefined;
}

export function listIn(input: JsonInput, name: string): readonly unknown[] {
  const value = input[name];
  return Array.isArray(value) ? value : [];
}

/** An object inside the input; empty where there is none. */
export function objectIn(input: JsonInput, name: string): JsonInput {
  return isObject(input[name]) ? input[name] : {};
}

export function isObject(value: unknown): value is JsonInput {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
