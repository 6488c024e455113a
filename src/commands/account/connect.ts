import type { AwsSession } from '../../aws/aws-session.ts';
import { UserError } from '../../model/errors.ts';
import type { CommandContext } from '../context.ts';

/** Signs in, and first tells the account and the endpoint, before anything is read. */
export async function connect(context: CommandContext): Promise<AwsSession> {
  const { options, terminal, backend } = context;
  warnOfOtherProfile(context);
  // The session's region comes from the environment or the profile: --region only narrows and adds.
  const session = await backend.openSession({
    profile: options.profile,
    region: null,
    signal: context.signal,
  });
  if (options.account !== null && session.account !== options.account) {
    session.close();
    throw new UserError(
      'WRONG_ACCOUNT',
      `You are signed in to account ${session.account}, and not to ${options.account}.`,
      { hint: 'Choose another --profile, or correct --account (or "account" in the config file).' },
    );
  }
  if (session.endpoint !== null) {
    terminal.warn(`This is not AWS: requests go to ${session.endpoint}.`);
  }
  return session;
}

/** The project names one profile and the connection uses another: that is told before anything else. */
function warnOfOtherProfile({ options, project, terminal, backend }: CommandContext): void {
  if (options.demo || !project?.profile) return;
  const connected = options.profile ?? backend.profile ?? 'default';
  if (connected === project.profile) return;
  terminal.warn(
    `sst.config.ts names the profile ${project.profile}, but ${connected} is used. Change it with --profile ${project.profile}.`,
  );
}
