import type { WireResponse } from '../wire.ts';
import { noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { listOf } from './config.ts';
import { pageOf } from './pages.ts';
import type { Row } from './pages.ts';
import { namesUsed, usersOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { arnOf } from './store.ts';
import type { EdgeFunction, FunctionStage, Store } from './store.ts';
import type { XmlObject } from './xml.ts';

export type Stage = 'DEVELOPMENT' | 'LIVE';

const stages: readonly Stage[] = ['DEVELOPMENT', 'LIVE'];

export function functionRoutes(store: Store): readonly Route[] {
  return [
    route('GET', '/function', 'ListFunctions', (call) =>
      xmlAnswer('FunctionList', list(store, call)),
    ),
    route('GET', '/function/*/describe', 'DescribeFunction', (call) => {
      const [edge, stage] = requireStage(store, call);
      const { etag } = copyOf(edge, stage);
      return xmlAnswer('FunctionSummary', functionSummary(store, edge, stage), { etag });
    }),
    route('GET', '/function/*', 'GetFunction', (call) => {
      const { etag, code } = copyOf(...requireStage(store, call));
      return {
        status: 200,
        headers: { 'content-type': 'application/octet-stream', etag },
        body: code,
      };
    }),
    route('DELETE', '/function/*', 'DeleteFunction', (call) => remove(store, call)),
  ];
}

/** Without a stage a published function has two rows (turbot/steampipe-plugin-aws#1120). */
function list(store: Store, call: RoutedCall): XmlObject {
  const wanted = call.request.query.get('Stage') || null;
  if (wanted !== null && wanted !== 'DEVELOPMENT' && wanted !== 'LIVE') {
    refuse(400, 'InvalidArgument', `The stage ${wanted} is not valid.`);
  }
  return pageOf(rowsOf(store, wanted), call, { truncation: false });
}

function* rowsOf(store: Store, wanted: Stage | null): Generator<Row> {
  const used = namesUsed(store, 'functions');
  for (const edge of store.functions.values()) {
    for (const stage of edge.live ? stages : stages.slice(0, 1)) {
      if (wanted !== null && stage !== wanted) continue;
      // A blank sorts before every character of a name, so that names stay in order.
      const key = `${edge.name} ${stage}`;
      yield { key, render: () => functionSummary(store, edge, stage, used) };
    }
  }
}

/** One delete takes both stages, and means the development stage's ETag. */
function remove(store: Store, { id, request }: RoutedCall): WireResponse {
  const edge = requireFunction(store, id);
  requireMatch(request, edge.development.etag);
  const users = usersOf(store, 'functions', functionArn(store, id));
  if (users.length > 0) {
    // The message's shape: anomalyco/sst#4609.
    refuse(
      409,
      'FunctionInUse',
      `Cannot delete function ${id}, it is in use by ${users.length} distributions.`,
    );
  }
  store.functions.delete(id);
  return noContent;
}

export function requireFunction(store: Store, name: string): EdgeFunction {
  return (
    store.functions.get(name) ??
    refuse(404, 'NoSuchFunctionExists', 'The specified function does not exist.')
  );
}

/** The development stage where none is named. */
function requireStage(store: Store, { id, request }: RoutedCall): [EdgeFunction, Stage] {
  const edge = requireFunction(store, id);
  const stage = request.query.get('Stage') || 'DEVELOPMENT';
  if (stage === 'DEVELOPMENT') return [edge, stage];
  if (stage !== 'LIVE') refuse(400, 'InvalidArgument', `The stage ${stage} is not valid.`);
  if (edge.live) return [edge, stage];
  return refuse(404, 'NoSuchFunctionExists', 'The specified function does not exist.');
}

function copyOf(edge: EdgeFunction, stage: Stage): FunctionStage {
  return stage === 'LIVE' ? (edge.live ?? edge.development) : edge.development;
}

function functionArn(store: Store, name: string): string {
  return arnOf(store, `function/${name}`);
}

/** A function's row; a list hands in what distributions use, so as to look only once. */
export function functionSummary(
  store: Store,
  edge: EdgeFunction,
  stage: Stage,
  used = namesUsed(store, 'functions'),
): XmlObject {
  const copy = copyOf(edge, stage);
  return {
    Name: edge.name,
    Status: statusOf(edge, stage, used.has(functionArn(store, edge.name))),
    FunctionConfig: {
      Comment: copy.comment,
      Runtime: copy.runtime,
      KeyValueStoreAssociations: listOf(copy.stores.map((arn) => ({ KeyValueStoreARN: arn }))),
    },
    FunctionMetadata: {
      FunctionARN: functionArn(store, edge.name),
      Stage: stage,
      CreatedTime: edge.createdAt.toISOString(),
      LastModifiedTime: copy.modifiedAt.toISOString(),
    },
  };
}

function statusOf(edge: EdgeFunction, stage: Stage, isUsed: boolean): string {
  if (!edge.live) return 'UNPUBLISHED';
  return stage === 'LIVE' && isUsed ? 'ASSOCIATED' : 'UNASSOCIATED';
}
