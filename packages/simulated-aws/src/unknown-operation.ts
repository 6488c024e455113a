import type { Scope } from './scope.ts';
import type { Operation, WireError, WireRequest, WireResponse } from './wire.ts';

/**
 * Stands in for an operation that no service recognises, so that it is refused and logged like any
 * other. The simulator never answers what it does not know with an empty answer.
 */
export function unknownOperation(request: WireRequest, scope: Scope): Operation {
  const what =
    request.headers['x-amz-target'] ?? actionOf(request) ?? `${request.method} ${request.path}`;
  return {
    name: `${scope.service}.Unknown`,
    action: `${scope.service}:Unknown`,
    target: what,
    writes: false,
    run: () =>
      encodeError(request, unknown(request, `${scope.service} does not know ${what} here.`)),
    fail: (error) => encodeError(request, error),
  };
}

/** AWS answers an unsigned request before it looks at anything else. */
export function unsigned(request: WireRequest): WireResponse {
  const message = 'Missing Authentication Token';
  return encodeError(request, { status: 403, code: 'MissingAuthenticationToken', message });
}

function unknown(request: WireRequest, message: string): WireError {
  if (isJson(request)) return { status: 400, code: 'UnknownOperationException', message };
  if (actionOf(request)) return { status: 400, code: 'InvalidAction', message };
  return { status: 404, code: 'UnknownOperationException', message };
}

function encodeError(
  request: WireRequest,
  { status, code, message, headers }: WireError,
): WireResponse {
  if (isJson(request)) {
    return {
      status,
      headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ __type: code, message }),
    };
  }
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    status,
    headers: { ...headers, 'content-type': 'text/xml' },
    body: `<?xml version="1.0"?>\n<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
  };
}

function isJson(request: WireRequest): boolean {
  return (
    'x-amz-target' in request.headers || (request.headers['content-type'] ?? '').includes('json')
  );
}

function actionOf(request: WireRequest): string | null {
  if (!(request.headers['content-type'] ?? '').includes('form-urlencoded')) return null;
  return new URLSearchParams(new TextDecoder().decode(request.body)).get('Action');
}
