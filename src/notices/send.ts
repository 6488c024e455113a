import type { NoticeJson } from '../report/json/schema/notice.ts';
import { plain } from '../text/text.ts';
import { noticeText, topicNotice } from './notice.ts';
import type { NoticeTarget, PublishNotice } from './targets.ts';

const attemptMs = 10_000;
const attempts = 2;

/** Tells every target; one sentence for each that was not reached, and none of them holds a secret address. */
export async function sendNotices(
  notice: NoticeJson,
  targets: readonly NoticeTarget[],
  publish: PublishNotice,
): Promise<readonly string[]> {
  const told = await Promise.all(
    targets.map(async (target) => {
      if (target.as === 'sns') return tellTopic(target, notice, publish);
      const body = target.as === 'slack' ? { text: noticeText(notice) } : notice;
      const failure = await post(target.url, JSON.stringify(body));
      return failure && `The notice to the address in ${target.urlFrom} was not sent: ${failure}.`;
    }),
  );
  return told.filter((sentence) => sentence !== null);
}

/** Null: it was taken. */
async function tellTopic(
  target: Extract<NoticeTarget, { readonly as: 'sns' }>,
  notice: NoticeJson,
  publish: PublishNotice,
): Promise<string | null> {
  try {
    await publish(target, topicNotice(notice));
    return null;
  } catch (error) {
    // Whatever it is: what was done stays done.
    const why = error instanceof Error ? error.message || error.name : String(error);
    return `The notice to ${target.topic} was not sent: ${plain(why).replace(/\.$/, '')}.`;
  }
}

/** No redirect is followed: the notice is for this address alone. Null: it was taken. */
async function post(url: URL, body: string): Promise<string | null> {
  let failure = '';
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    try {
      const { status, body: answer } = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(attemptMs),
        headers: { 'content-type': 'application/json', 'user-agent': 'sst-sweep' },
        body,
      });
      await answer?.cancel();
      if (status >= 200 && status < 300) return null;
      failure = `it answered with status ${status}`;
      if (status < 500) return failure;
    } catch {
      // The reason of a failed call may hold the address.
      failure = 'it did not answer';
    }
  }
  return failure;
}
