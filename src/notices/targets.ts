import { UserError } from '../model/errors.ts';

/** One entry of `notify`: how it is told, and the environment variable that holds the address. */
export interface NoticeTo {
  readonly as: 'json' | 'slack';
  readonly urlFrom: string;
}

export interface NoticeTarget extends NoticeTo {
  /** A secret: whoever knows it may write there. Never shown. */
  readonly url: URL;
}

/** Throws before anything is read where an address is missing, or none that may be used. */
export function noticeTargets(
  wanted: readonly NoticeTo[],
  env: Readonly<Record<string, string | undefined>>,
): readonly NoticeTarget[] {
  return wanted.map((to) => ({ ...to, url: addressIn(to.urlFrom, env[to.urlFrom] ?? '') }));
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
