import { requestId } from './environment.ts';
import type { SimulatedEnvironment } from './environment.ts';
import type { Call, Faults } from './faults.ts';
import { scopeOf } from './scope.ts';
import { commonRefusal } from './refusals.ts';
import { bytesOf } from './sdk-handler.ts';
import type { Services } from './services.ts';
import { unknownOperation, unsigned } from './unknown-operation.ts';
import { Refusal } from './wire.ts';
import type { Operation, WireError, WireRequest, WireResponse } from './wire.ts';

/** One line of the request log. Signed requests only; an unknown operation ends in `.Unknown`. */
export interface LoggedRequest {
  /** Counts from 1, in the order in which requests arrived. */
  readonly number: number;
  /** Simulated time. */
  readonly at: string;
  readonly operation: string;
  readonly action: string;
  readonly target: string | null;
  readonly region: string;
  readonly writes: boolean;
  /** 0 where the connection ended without an answer, or while it has not come yet. */
  readonly status: number;
  readonly errorCode: string | null;
  /** Versions that a list told for the first time, or that a deletion took away; null where nobody counts. */
  readonly rows: number | null;
}

/** A write on its way: `count` says that it is the n-th write of this account, from 1. */
interface SimulatedWrite {
  readonly count: number;
  readonly operation: string;
  readonly target: string | null;
  readonly region: string;
}

/** Runs around a write; what it throws reaches the caller in place of an answer. */
type WriteHook = (write: SimulatedWrite) => void | Promise<void>;

/** A request before it is answered, as a policy is asked about it. */
export type AuthorizedCall = Pick<LoggedRequest, 'operation' | 'action' | 'target' | 'region'> & {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export interface Hooks {
  /** Whether the caller's policies allow a call; false is answered with the service's refusal. */
  authorize: ((call: AuthorizedCall) => boolean) | null;
  /** Before anything is changed: to kill a sweep, or to let somebody else come first. */
  beforeWrite: WriteHook | null;
  /** After the change, before the answer: what it throws is a lost answer. */
  afterWrite: WriteHook | null;
}

export interface CallContext {
  readonly environment: SimulatedEnvironment;
  readonly services: Services;
  readonly faults: () => Faults;
  readonly hooks: Hooks;
  readonly requests: LoggedRequest[];
}

/** Answers any request: recognises, logs, applies faults, runs the hooks, encodes refusals. */
export function createAnswer(
  context: CallContext,
): (request: WireRequest) => Promise<WireResponse> {
  let writes = 0;

  return async function answer(request) {
    const { environment, services, requests } = context;
    const id = requestId(requests.length + 1);
    const scope = scopeOf(request);
    if (!scope) return finish(request, unsigned(request), id, environment.clock.now());

    const service = services.bySigningName.get(scope.service);
    const operation = service?.route(request, scope.region) ?? unknownOperation(request, scope);
    const call: RunnableCall = { operation, service: scope.service, region: scope.region };
    const { name, action, target } = operation;
    const line = {
      number: requests.length + 1,
      at: environment.clock.now().toISOString(),
      operation: name,
      action,
      target,
      region: scope.region,
      writes: operation.writes,
      status: 0,
      errorCode: null as string | null,
      rows: null as number | null,
    };
    requests.push(line);

    const refuse = (error: WireError): WireResponse => {
      line.errorCode = error.code;
      return operation.fail({ ...error, headers: { 'x-amzn-requestid': id, ...error.headers } });
    };
    const answered = async (): Promise<WireResponse> => {
      if (
        context.hooks.authorize?.({ ...line, headers: request.headers, body: request.body }) ===
        false
      )
        return refuse(commonRefusal('deny', scope.service, action));
      const strike = context.faults().strike(call);
      if (strike?.effect === 'refuse') return refuse(strike.error);
      if (strike?.effect === 'disconnect') {
        line.errorCode = 'ECONNRESET';
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      }
      try {
        const response = operation.writes ? await write(call) : await run(call);
        return strike?.effect === 'truncate' ? truncated(response) : response;
      } catch (error) {
        if (error instanceof Refusal) return refuse(error.error);
        throw error;
      }
    };
    const response = finish(request, await answered(), id, environment.clock.now());
    line.status = response.status;
    line.rows = response.rows ?? null;
    const { latencyMs } = operation;
    return latencyMs === undefined ? response : { ...response, latencyMs };
  };

  async function run({ operation, ...call }: RunnableCall): Promise<WireResponse> {
    return operation.run((kind) => context.faults().strikeInside({ operation, ...call }, kind));
  }

  async function write(call: RunnableCall): Promise<WireResponse> {
    const { hooks, services } = context;
    const { name: operation, target } = call.operation;
    writes += 1;
    const told: SimulatedWrite = { count: writes, operation, target, region: call.region };
    await hooks.beforeWrite?.(told);
    const seen = services.tagging.watch(call.service, call.region);
    const response = await run(call);
    seen(operation);
    await hooks.afterWrite?.(told);
    return response;
  }
}

/** A call whose operation can be run. */
type RunnableCall = Call & { readonly operation: Operation };

/** AWS's own headers on every answer; the answer to HEAD has no body. */
function finish(request: WireRequest, response: WireResponse, id: string, now: Date): WireResponse {
  return {
    status: response.status,
    headers: {
      date: now.toUTCString(),
      'x-amzn-requestid': id,
      'x-amz-request-id': id,
      ...response.headers,
    },
    body: request.method === 'HEAD' ? '' : response.body,
    ...(response.rows !== undefined && { rows: response.rows }),
  };
}

function truncated(response: WireResponse): WireResponse {
  const body = bytesOf(response.body);
  return { ...response, body: body.slice(0, Math.floor(body.length / 2)) };
}
