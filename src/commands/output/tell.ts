import type { NoticeJson } from '../../report/json/schema/notice.ts';
import type { PublishNotice } from '../../notices/targets.ts';
import { count } from '../../text/text.ts';
import type { CommandContext } from '../context.ts';

const publishMs = 20_000;

type Teller = Pick<CommandContext, 'notify' | 'terminal'> & {
  readonly options: Pick<CommandContext['options'], 'profile'>;
  readonly backend: Pick<CommandContext['backend'], 'openSession'>;
};

/** So many notices that are not taken show that none will be: each may wait for its time limit. */
const mostUntaken = 3;

/**
 * Last, and whatever comes of it: what was done stays done. A notice that is not taken is told here.
 * @param notices One for each account of the run.
 */
export async function tell(
  notices: readonly NoticeJson[],
  { notify = [], terminal, backend, options }: Teller,
): Promise<void> {
  if (notices.length === 0 || notify.length === 0) return;
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
  let untaken = 0;
  for (const [index, notice] of notices.entries()) {
    const sentences = await sendNotices(notice, notify, publish);
    for (const sentence of sentences) terminal.warn(sentence);
    untaken = sentences.length === 0 ? 0 : untaken + 1;
    const left = notices.length - index - 1;
    if (untaken < mostUntaken || left === 0) continue;
    terminal.warn(`No more notices are sent: ${count(left, 'account')} of this run had none.`);
    return;
  }
}
