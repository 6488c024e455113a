import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

import { alongTrail } from '../../aws/page-trails.ts';
import { readAll, requireMember, requireRows } from '../../aws/pages.ts';
import type { CallContext } from '../../aws/call-context.ts';

/** Lambda@Edge functions are created in this region only. */
export const edgeRegion = 'us-east-1';

interface Shared {
  readonly rows: Promise<readonly FunctionConfiguration[]>;
  /** In milliseconds; null while the list is being read. */
  readAt: number | null;
}

/** By region. */
const shared = new WeakMap<CallContext, Map<string, Shared>>();
const sharedForMs = 10_000;

/**
 * All functions of a region with all their versions. Several kinds come from one list, which is read once
 * for all of them; a later scan reads it anew.
 */
export function listRegion(
  region: string,
  context: CallContext,
): Promise<readonly FunctionConfiguration[]> {
  const lists = shared.get(context) ?? new Map<string, Shared>();
  shared.set(context, lists);
  const known = lists.get(region);
  if (known && isFresh(known, context)) return known.rows;
  const made: Shared = { rows: readFunctions(region, context), readAt: null };
  lists.set(region, made);
  void made.rows.then(
    () => {
      made.readAt = context.clock.now().getTime();
    },
    // A failed list is not kept: the next caller asks AWS again.
    () => lists.delete(region),
  );
  return made.rows;
}

function isFresh({ readAt }: Shared, { clock }: CallContext): boolean {
  if (readAt === null) return true;
  const age = clock.now().getTime() - readAt;
  return age >= 0 && age < sharedForMs;
}

async function readFunctions(
  region: string,
  context: CallContext,
  masterRegion?: string,
): Promise<readonly FunctionConfiguration[]> {
  const lambda = context.session.clients.lambda(region);
  return readAll(
    alongTrail(
      async (marker) => {
        const answer = await lambda.send(
          new ListFunctionsCommand({
            FunctionVersion: 'ALL',
            MaxItems: 50,
            ...(masterRegion !== undefined && { MasterRegion: masterRegion }),
            ...(marker !== null && { Marker: marker }),
          }),
          { abortSignal: context.signal },
        );
        const rows = requireRows(answer.Functions, 'Lambda functions');
        for (const row of rows) requireMember(row.FunctionName, 'function name');
        return { rows, next: answer.NextMarker || null };
      },
      context.session,
      `Lambda.ListFunctions ${region} ${masterRegion ?? ''}`,
    ),
  );
}

/**
 * ARNs of the versions that have replicas in these regions: proof that they were Lambda@Edge. A region
 * lists its replicas only where the request names their master's region and asks for all versions.
 */
export async function replicasOf(
  regions: readonly string[],
  context: CallContext,
): Promise<ReadonlySet<string>> {
  const lists = await Promise.all(
    regions.map((region) => readFunctions(region, context, edgeRegion)),
  );
  return new Set(lists.flat().flatMap(({ MasterArn: master }) => master ?? []));
}

/** `$LATEST` is the function itself, and so is the row of a server that knows no versions. */
export function isPublished(row: FunctionConfiguration): boolean {
  return /^[0-9]+$/.test(row.Version ?? '');
}

/** In a list of all versions even a function's own ARN ends in `:$LATEST`. */
export function unqualifiedArn(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}
