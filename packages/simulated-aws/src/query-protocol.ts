import {
  Refusal,
  type Operation,
  type Strikes,
  type WireError,
  type WireRequest,
  type WireResponse,
} from './wire.ts';
import { elements, xmlDocument, type XmlValue } from './xml.ts';

/** The form of a query request: `Action=ListStacks&StackStatusFilter.member.1=…`. */
export type Form = ReadonlyMap<string, string>;

export interface QueryCall {
  readonly form: Form;
  readonly region: string;
  readonly strikes: Strikes;
}

interface QueryApi {
  readonly writes?: true;
  readonly target?: (form: Form) => string | null;
  /** What is returned becomes the result; null for an action that has none. */
  answer(call: QueryCall): Readonly<Record<string, XmlValue>> | null;
}

/** How a service writes what it answers. */
export interface QueryDocuments {
  answer(action: string, result: Readonly<Record<string, XmlValue>> | null): WireResponse;
  error(error: WireError): WireResponse;
}

export interface QueryService {
  /** How operations are named: `CloudFormation`, `IAM`. */
  readonly name: string;
  /** IAM's prefix. */
  readonly actions: string;
  /** Of the response documents. */
  readonly namespace: string;
  /** Absent: AWS's query protocol. EC2's has documents of its own. */
  readonly documents?: QueryDocuments;
  readonly apis: Readonly<Record<string, QueryApi>>;
}

/** The operation of an AWS query request: the form's `Action` names it. */
export function queryOperation(
  service: QueryService,
  request: WireRequest,
  region: string,
): Operation | null {
  const form = new Map(new URLSearchParams(Buffer.from(request.body).toString('utf8')));
  const action = form.get('Action') ?? '';
  const api = Object.hasOwn(service.apis, action) ? service.apis[action] : undefined;
  if (!api) return null;
  const documents = service.documents ?? usualDocuments(service);
  return {
    name: `${service.name}.${action}`,
    action: `${service.actions}:${action}`,
    target: api.target?.(form) ?? null,
    writes: api.writes ?? false,
    run: (strikes) => documents.answer(action, api.answer({ form, region, strikes })),
    fail: (error) => documents.error(error),
  };
}

function usualDocuments(service: QueryService): QueryDocuments {
  return {
    answer: (action, result) => reply(service, action, result),
    error: (error) => queryError(service.namespace, error),
  };
}

function reply(
  { namespace }: QueryService,
  action: string,
  result: Readonly<Record<string, XmlValue>> | null,
): WireResponse {
  const xml = elements({
    ...(result && { [`${action}Result`]: result }),
    ResponseMetadata: { RequestId: 'simulated' },
  });
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: xmlDocument(`${action}Response`, xml, { xmlns: namespace }),
  };
}

export function queryError(
  namespace: string,
  { status, code, message, headers }: WireError,
): WireResponse {
  const xml = elements({
    Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
    RequestId: headers?.['x-amzn-requestid'] ?? 'simulated',
  });
  return {
    status,
    headers: { ...headers, 'content-type': 'text/xml' },
    body: xmlDocument('ErrorResponse', xml, { xmlns: namespace }),
  };
}

/** A list in a form: `Name.member.1`, `Name.member.2`, … */
export function membersOf(form: Form, name: string): readonly string[] {
  const members: string[] = [];
  for (let index = 1; form.has(`${name}.member.${index}`); index += 1) {
    members.push(form.get(`${name}.member.${index}`) ?? '');
  }
  return members;
}

/** A list in a query response. */
export function memberList(items: readonly XmlValue[]): XmlValue {
  return { member: items };
}

/** A parameter that the API requires. */
export function requiredIn(form: Form, name: string): string {
  const value = form.get(name);
  if (value) return value;
  const message = `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`;
  throw new Refusal(400, 'ValidationError', message);
}
