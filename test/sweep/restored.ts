import { setMaxListeners } from 'node:events';
import { openSession } from '../../src/aws/session.ts';
import type { AwsSession } from '../../src/aws/aws-session.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { KindModule } from '../../src/kinds/kind-module.ts';
import type { RestoreJson } from '../../src/report/json/schema/restore.ts';
import type { SimulatedAws } from 'simulated-aws';
import { resourceFromStep } from '../../src/model/resource-from-step.ts';
import { savedResources } from '../../src/restore/saved.ts';
import { stateFiles } from '../../src/storage/state-files.ts';
import { accountFolder, sweepPaths } from '../../src/storage/sweep-paths.ts';
import { comparableParts, savedBy } from '../kinds/saved.ts';

export const account = '123456789012';

/** The one sweep of a state directory. */
export async function sweepIn(stateDir: string): Promise<string> {
  const names = await stateFiles(`${stateDir}/demo`).list(accountFolder(account));
  const [sweep] = names.filter((name) => !name.startsWith('lock'));
  if (sweep === undefined) throw new Error('Nothing was swept.');
  return sweep;
}

type Outcome = RestoreJson['outcomes'][number];

/**
 * Every part of the backup beside the same part of what is there now, where they are not equal after
 * exactly the listed differences were applied to the backup: what differs, and is not listed.
 */
export async function unlistedDifferences(
  aws: SimulatedAws,
  stateDir: string,
  outcomes: readonly Outcome[],
): Promise<readonly string[]> {
  const session = await openSession({
    env: {},
    region: 'us-east-1',
    clock: aws.clock,
    requestHandler: aws.handler,
    simulated: true,
  });
  const paths = sweepPaths(account, await sweepIn(stateDir));
  const files = stateFiles(`${stateDir}/demo`);
  const saved = await savedResources(paths.backup, { files, renames: () => new Map() });
  const renames = outcomes.flatMap(renamesOf);
  const found = await Promise.all(
    saved.map(async (each) => {
      const outcome = outcomes.find(({ key }) => key === each.key);
      if (!outcome?.restoredAs) return [`${each.key} is not restored`];
      const now = await partsNow(outcome, session, aws);
      const was = await comparableParts(each, renames);
      const listed = applied(was, outcome);
      return [...new Set([...Object.keys(listed), ...Object.keys(now)])].flatMap((part) =>
        listed[part] === now[part] ? [] : [`${each.key} ${part}: ${listed[part]} is ${now[part]}`],
      );
    }),
  );
  return found.flat();
}

async function partsNow(
  { kind, restoredAs, region, key }: Outcome,
  session: AwsSession,
  aws: SimulatedAws,
): Promise<Record<string, string>> {
  const module: KindModule | undefined = kinds.find(({ facts }) => facts.kind === kind);
  if (!module || restoredAs === null) throw new Error(`No kind ${kind}.`);
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const context = { session, clock: aws.clock, signal };
  const bare = resourceFromStep({ key, kind, resource: restoredAs, arn: null, region });
  const fresh = await module.reread(bare, context);
  if (!fresh) throw new Error(`${key} is not there as ${restoredAs}.`);
  return comparableParts(await savedBy(module, fresh, context));
}

/** Ids, domain names, canonical users, and ARNs of versions. */
function renamesOf({ differs, kind, resource }: Outcome): readonly (readonly [string, string])[] {
  return differs.flatMap(({ part, was, is }) => {
    if (was === null || is === null) return [];
    if (kind !== 'lambda-edge-function') return [[was, is] as const];
    const arn = `arn:aws:lambda:us-east-1:${account}:function:${resource}`;
    return part.startsWith('version ') ? [[`${arn}:${was}`, `${arn}:${is}`] as const] : [];
  });
}

/** What is in a backup alone, and what a new one has in its place. */
const lostParts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inventory: { 'inventory.json': 'null\n' },
  replication: { 'replication.json': 'null\n' },
  'resource policy': { 'policy.json': 'null\n' },
  'asynchronous invocation': { 'async-invocation.json': '[]\n' },
  'reserved concurrency': { 'concurrency.json': 'null\n' },
  'function URL': { 'urls.json': '[]\n' },
};

/** The backup's parts with the differences that are not new ids. */
function applied(was: Readonly<Record<string, string>>, { differs }: Outcome) {
  const parts = { ...was };
  for (const { part, was: before, is } of differs) {
    const lost = lostParts[part];
    if (lost && before === null && is === null) Object.assign(parts, lost);
  }
  for (const { part, was: before, is } of differs) {
    const version = /^version (\d+)$/.exec(part)?.[1];
    if (part === 'objects')
      parts['contents.json'] = `${JSON.stringify({ empty: true }, null, 2)}\n`;
    if (version === undefined || before === null || is === null) continue;
    parts['aliases.json'] = (parts['aliases.json'] ?? '').replaceAll(
      `"FunctionVersion": "${version}"`,
      `"FunctionVersion": "${is}"`,
    );
    for (const file of ['configuration.json', 'package.zip']) {
      const text = parts[`versions/${version}/${file}`];
      delete parts[`versions/${version}/${file}`];
      if (text === undefined) continue;
      parts[`versions/${is}/${file}`] = text.replace(
        `"Version": "${version}"`,
        `"Version": "${is}"`,
      );
    }
  }
  return parts;
}
