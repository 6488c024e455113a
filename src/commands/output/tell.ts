import type { NoticeJson } from '../../report/json/schema/notice.ts';
import type { PublishNotice } from '../../notices/targets.ts';
import type { CommandContext } from '../context.ts';

const publishMs = 20_000;

type Teller = Pick<CommandContext, 'notify' | 'terminal'> & {
  readonly options: Pick<CommandContext['options'], 'profile'>;
  readonly backend: Pick<CommandContext['backend'], 'openSession'>;
};

/** Last, and whatever comes of it: what was done stays done. A notice that is not taken is told here. */
export async function tell(
  notice: NoticeJson | null,
  { notify = [], terminal, backend, options }: Teller,
): Promise<void> {
  if (notice === null || notify.length === 0) return;
  const { sendNotices } = await import('../../notices/send.ts');
  const publish: PublishNotice = async ({ topic, region }, { subject, texts }) => {
    // By the caller of the run, also where the run got into other accounts; an interrupted run tells, too.
    const signal = AbortSignal.timeout(publishMs);
    const session = await backend.openSession({ profile: options.profile, region, signal });
    try {
      await session.publish({ topicArn: topic, region, subject, texts }, signal);
    } finally {
      session.close();
    }
  };
  for (const sentence of await sendNotices(notice, notify, publish)) terminal.warn(sentence);
}
