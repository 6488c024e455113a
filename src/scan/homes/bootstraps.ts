import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { classifyFailure } from '../../aws/failures.ts';
import { type BootstrapBuckets, bootstrapParameter, parseBootstrap } from '../../sst/bootstrap.ts';
import type { ScanContext } from '../scan-context.ts';

/** The `/sst/bootstrap` of a region: its buckets, none, or unread. */
export type Bootstrap = { readonly region: string } & (
  | { readonly status: 'read'; readonly buckets: BootstrapBuckets }
  | { readonly status: 'none' }
  | { readonly status: 'unread' }
);

/**
 * Reads one region's bootstrap. Where that is denied, the region's homes count as registered for
 * claims and as unread for removals; the gap is laid over their stages once those are known.
 */
export async function readBootstrap(
  region: string,
  context: ScanContext,
): Promise<{ bootstrap: Bootstrap; error: unknown }> {
  try {
    const answer = await context.session.clients
      .ssm(region)
      // SST writes a String; somebody may have made a SecureString of it.
      .send(new GetParameterCommand({ Name: bootstrapParameter, WithDecryption: true }), {
        abortSignal: context.signal,
      });
    const buckets = parseBootstrap(answer.Parameter?.Value ?? '');
    return { bootstrap: { region, status: 'read', buckets }, error: null };
  } catch (error) {
    if (classifyFailure(error).code === 'ParameterNotFound')
      return { bootstrap: { region, status: 'none' }, error: null };
    context.signal.throwIfAborted();
    return { bootstrap: { region, status: 'unread' }, error };
  }
}
