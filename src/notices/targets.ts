import { UserError } from '../model/errors.ts';
import type { TopicNotice } from './notice.ts';

/** One entry of `notify`: how it is told, and where. */
export type NoticeTo =
  | {
      readonly as: 'json' | 'slack';
      /** The environment variable that holds the address. */
      readonly urlFrom: string;
    }
  | { readonly as: 'sns'; /** Its ARN, which is no secret. */ readonly topic: string };

export type NoticeTarget =
  | {
      readonly as: 'json' | 'slack';
      readonly urlFrom: string;
      /** A secret: whoever knows it may write there. Never shown. */
      readonly url: URL;
    }
  | { readonly as: 'sns'; readonly topic: string; readonly region: string };

/** Sends to a topic; throws what AWS answers. */
export type PublishNotice = (
  topic: { readonly topic: string; readonly region: string },
  notice: TopicNotice,
) => Promise<void>;

/** Throws before anything is read where an address is missing, or none that may be used. */
export function noticeTargets(
  wanted: readonly NoticeTo[],
  env: Readonly<Record<string, string | undefined>>,
): readonly NoticeTarget[] {
  return wanted.map((to) =>
    to.as === 'sns'
      ? { ...to, region: to.topic.split(':')[3] ?? '' }
      : { ...to, url: addressIn(to.urlFrom, env[to.urlFrom] ?? '') },
  );
}

function addressIn(variable: string, text: string): URL {
  if (text === '')
    throw refusal(`The environment variable ${variable} is not set, which "notify" names.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return url;
  throw refusal(`The environment variable ${variable} holds no https address.`);
}

function refusal(message: string): UserError {
  return new UserError('NOTIFY_REFUSED', message, {
    hint: 'Set it in the CI as a secret, or take it out of "notify" in the config file.',
  });
}
