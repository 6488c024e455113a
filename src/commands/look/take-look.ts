import type { AwsSession } from '../../aws/aws-session.ts';
import { kinds } from '../../kinds/index.ts';
import { connect } from './connect.ts';
import type { CommandContext } from '../context.ts';
import { checkReportFiles } from '../deliver.ts';
import { look } from './look.ts';
import type { Look, LookOptions } from './look.ts';

/** Signs in, hands over the session, and closes it whatever happens. */
export async function withSession<T>(
  context: CommandContext,
  work: (session: AwsSession) => Promise<T>,
): Promise<T> {
  await checkReportFiles(context);
  const session = await connect(context);
  try {
    return await work(session);
  } finally {
    context.progress.stop();
    session.close();
  }
}

/** One look at the account, with everything that the options say about it. */
export function takeLook(
  session: AwsSession,
  context: CommandContext,
  {
    emit = context.progress.emit,
    asked = () => context.typed,
  }: Partial<Pick<LookOptions, 'asked' | 'emit'>> = {},
): Promise<Look> {
  const { fileCache, options, signal, world } = context;
  return look(session, {
    kinds,
    clock: world.clock,
    signal,
    emit,
    files: fileCache,
    regions: options.filter.regions,
    ignoreHomes: options.ignoreHomes,
    ignoreRegions: options.ignoreRegions,
    matchOptions: options.match,
    asked,
    resolveName: world.resolveName,
  });
}
