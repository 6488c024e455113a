import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { readAll, requireRows } from '../../aws/pages.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { Passphrase } from '../../model/remains.ts';
import { passphrasePath, stageId, stageOfPassphrase } from '../../sst/state-keys.ts';

/**
 * The stages (`app/stage`) that have a passphrase in a region. `DescribeParameters` tells names and
 * never values: a call for 50 of them, and a page may be short or empty while more follow.
 */
export async function passphrasesIn(
  region: string,
  { session, signal }: CallContext,
): Promise<ReadonlyMap<string, Passphrase>> {
  const rows = await readAll(async (token) => {
    const answer = await session.clients.ssm(region).send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Path', Option: 'Recursive', Values: [passphrasePath] }],
        MaxResults: 50,
        ...(token !== null && { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    return {
      rows: requireRows(answer.Parameters, 'parameters'),
      next: answer.NextToken || null,
    };
  });
  return new Map(
    rows.flatMap(({ Name, LastModifiedDate, Version }) => {
      const owner = Name === undefined ? null : stageOfPassphrase(Name);
      const passphrase = {
        setAt: LastModifiedDate?.toISOString() ?? null,
        version: Version ?? null,
      };
      return owner === null ? [] : [[stageId(owner), passphrase] as const];
    }),
  );
}
