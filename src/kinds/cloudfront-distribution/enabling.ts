import {
  GetDistributionConfigCommand,
  UntagResourceCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';

import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import { traceTags } from '../../model/own-tags.ts';
import type { Resource } from '../../model/resource.ts';
import type { Difference } from '../../model/restore.ts';
import { configurationHash } from '../resource-shape.ts';
import { requiredText } from '../restoring/restoring.ts';
import type { RestoreContext, SavedResource, Undoing } from '../restoring/restoring.ts';
import { withHeaderValuesOf } from './header-values.ts';
import { readDistribution } from './rows.ts';
import type { ReadDistribution } from './rows.ts';

const pollMs = 10_000;
const readsLagMs = 180_000;

/**
 * Gives a distribution the configuration that it had, if this very sweep disabled it (its tags and the
 * configuration's hash tell). A distribution that anybody has touched since stays as it is.
 */
export async function undoDisabling(
  saved: SavedResource,
  fresh: Resource,
  context: RestoreContext,
): Promise<Undoing | null> {
  if (fresh.tags?.[traceTags.sweep] !== context.sweep) return null;
  const read = await readSettledView(fresh, context);
  const config = read?.distribution.DistributionConfig;
  if (!read || !config) return null;
  const ours = configurationHash(config) === fresh.tags[traceTags.configuration];
  const { etag } = read;
  if (config.Enabled === false && ours)
    return { action: 'enable', run: () => enable(saved, { fresh, etag, context }) };
  // Killed between the two writes: it is enabled, and still carries the sweep's tags.
  if (config.Enabled === true && context.begun)
    return { action: 'enable', run: () => untrace(fresh, context) };
  return null;
}

/** Right after the disabling a read may still show the earlier configuration (go-to-k/cdkd#33). */
async function readSettledView(
  { id, tags }: Resource,
  context: RestoreContext,
): Promise<ReadDistribution | null> {
  const { clock, session, signal } = context;
  const disabledAt = Date.parse(tags?.[traceTags.at] ?? '');
  for (;;) {
    const read = await readDistribution(id, context);
    const isEnabled = read?.distribution.DistributionConfig?.Enabled === true;
    const mayLag = session.now().getTime() - disabledAt < readsLagMs;
    if (!isEnabled || context.begun || !mayLag) return read;
    context.progress('waiting until reads show that it is disabled');
    await clock.sleep(pollMs, signal);
  }
}

async function enable(
  saved: SavedResource,
  {
    fresh,
    etag,
    context,
  }: { readonly fresh: Resource; readonly etag: string; readonly context: RestoreContext },
): Promise<readonly Difference[]> {
  const kept = await requiredText(saved, 'config.xml');
  const current = await rawConfig(fresh.id, context);
  const xml = withHeaderValuesOf(kept, current);
  if (xml === null) throw new Error('Its origins have other headers than when it was backed up.');
  const command = new UpdateDistributionCommand({
    Id: fresh.id,
    IfMatch: etag,
    DistributionConfig: undefined,
  });
  await context.session.clients
    .cloudfront()
    .send(withRawBody(command, xml), { abortSignal: context.signal });
  return untrace(fresh, context);
}

async function rawConfig(id: string, { session, signal }: RestoreContext): Promise<string> {
  const body = await rawBodyOf(new GetDistributionConfigCommand({ Id: id }), (command) =>
    session.clients.cloudfront().send(command, { abortSignal: signal }),
  );
  return new TextDecoder().decode(body);
}

/** Tags are removed last: they are the proof that this sweep disabled it. */
async function untrace(
  { arn, id }: Resource,
  { session, signal }: RestoreContext,
): Promise<readonly Difference[]> {
  if (arn === null) throw new Error(`The distribution ${id} has no ARN to untag.`);
  const command = new UntagResourceCommand({
    Resource: arn,
    TagKeys: { Items: Object.values(traceTags) },
  });
  await session.clients.cloudfront().send(command, { abortSignal: signal });
  return [];
}
