import { DescribeParametersCommand } from '@aws-sdk/client-ssm';
import { readAll, requireRows } from '../../aws/pages.ts';
import type { KindContext } from '../../kinds/kind-module.ts';
import { passphrasePath, stageId, stageOfPassphrase } from '../../sst/state-keys.ts';

/**
 * The stages (`app/stage`) that have a passphrase in a region. `DescribeParameters` tells names and
 * never values: a call for 50 of them, and a page may be short or empty while more follow.
 */
export async function passphrasesIn(
  region: string,
  { session, signal }: KindContext,
): Promise<ReadonlySet<string>> {
  const names = await readAll<string>(async (token) => {
    const answer = await session.clients.ssm(region).send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Path', Option: 'Recursive', Values: [passphrasePath] }],
        MaxResults: 50,
        ...(token !== null && { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    const rows = requireRows(answer.Parameters, 'parameters');
    return { rows: rows.flatMap(({ Name: name }) => name ?? []), next: answer.NextToken || null };
  });
  const owners = names.map(stageOfPassphrase).filter((owner) => owner !== null);
  return new Set(owners.map(stageId));
}
