import { CreateAliasCommand, ListAliasesCommand } from '@aws-sdk/client-lambda';
import type { AliasConfiguration } from '@aws-sdk/client-lambda';

import { classifyFailure } from '../../aws/failures.ts';
import { readAll, requireRows } from '../../aws/pages.ts';
import type { Difference } from '../../model/restore.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart } from '../kind-module.ts';
import { difference, savedJson } from '../restoring/restoring.ts';
import type { SavedResource } from '../restoring/restoring.ts';
import type { Lambda } from './rows.ts';

const part = 'aliases.json';

/** A function's aliases, which are deleted with it. */
export async function backupAliases(lambda: Lambda, context: CallContext): Promise<BackupPart> {
  return backupPart(part, async () => jsonText(await readAliases(lambda, context)), context);
}

/** For a version: only the aliases that point at it. */
export async function readAliases(
  { region, name, version }: Lambda,
  context: CallContext,
): Promise<readonly AliasConfiguration[]> {
  return readAll(async (marker) => {
    const answer = await context.session.clients.lambda(region).send(
      new ListAliasesCommand({
        FunctionName: name,
        ...(version !== null && { FunctionVersion: version }),
        ...(marker !== null && { Marker: marker }),
      }),
      { abortSignal: context.signal },
    );
    return { rows: requireRows(answer.Aliases, 'aliases'), next: answer.NextMarker || null };
  });
}

/** Numbers of the versions to which a function's aliases lead, as their main version or by weight. */
export async function aliasedVersions(
  lambda: Lambda,
  context: CallContext,
): Promise<readonly number[]> {
  const aliases = await readAliases(lambda, context);
  const named = aliases.flatMap(({ FunctionVersion: version, RoutingConfig: routing }) => [
    version ?? '',
    ...Object.keys(routing?.AdditionalVersionWeights ?? {}),
  ]);
  return [...new Set(named.filter((version) => /^\d+$/.test(version)).map(Number))].sort(
    (a, b) => a - b,
  );
}

/**
 * Makes the aliases again, on the new numbers of the versions. A repeated call makes none twice. An alias
 * of a version that could not be made is reported and left out.
 */
export async function restoreAliases(
  saved: SavedResource,
  {
    lambda,
    numbers,
    context,
  }: {
    readonly lambda: Lambda;
    readonly numbers: ReadonlyMap<string, string>;
    readonly context: CallContext;
  },
): Promise<readonly Difference[]> {
  const differs: Difference[] = [];
  for (const alias of (await savedJson<readonly AliasConfiguration[]>(saved, part)) ?? []) {
    const renumbered = withNumbers(alias, numbers);
    if (renumbered) await createAlias(lambda, renumbered, context);
    else differs.push(lostAlias(alias));
  }
  return differs;
}

function lostAlias({ Name: name = '', FunctionVersion: version }: AliasConfiguration): Difference {
  return difference(
    `alias ${name}`,
    [version ?? null, null],
    'A version that it names is not given back.',
  );
}

/** Null: the alias names a version that does not exist. */
function withNumbers(
  alias: AliasConfiguration,
  numbers: ReadonlyMap<string, string>,
): AliasConfiguration | null {
  const numberOf = (was: string) => (was === '$LATEST' ? was : numbers.get(was));
  const version = numberOf(alias.FunctionVersion ?? '');
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).map(
    ([was, weight]) => [numberOf(was), weight] as const,
  );
  if (version === undefined || weights.some(([number]) => number === undefined)) return null;
  return {
    Name: alias.Name,
    FunctionVersion: version,
    Description: alias.Description,
    ...(weights.length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: Object.fromEntries(weights) },
    }),
  };
}

async function createAlias(
  { region, name }: Lambda,
  { Name, FunctionVersion, Description, RoutingConfig }: AliasConfiguration,
  context: CallContext,
): Promise<void> {
  try {
    await context.session.clients.lambda(region).send(
      new CreateAliasCommand({
        FunctionName: name,
        Name,
        FunctionVersion,
        ...(Description && { Description }),
        ...(RoutingConfig && { RoutingConfig }),
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    // A killed restore made it.
    if (classifyFailure(error).code !== 'ResourceConflictException') throw error;
  }
}
