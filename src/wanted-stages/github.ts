import { notRead, type WantedStages } from './wanted-stages.ts';

/** As GitHub gives them to the steps of a workflow. */
export interface GitHubAccess {
  /** `GITHUB_REPOSITORY`: `owner/name`. */
  readonly repository: string;
  /** `GITHUB_TOKEN`, or null. */
  readonly token: string | null;
  /** `GITHUB_API_URL`. */
  readonly api: string;
  readonly signal: AbortSignal;
}

const pageTimeoutMs = 20_000;
/** 5,000 open pull requests. */
const mostPages = 50;
const mostBytes = 20 * 1024 * 1024;

/**
 * The stages of open pull requests: SST's Console, and its documented workflow, call them `pr-NUMBER`.
 * Of other stages GitHub says nothing. Throws where an answer is missing, refused or cut off.
 */
export async function readGitHubStages(access: GitHubAccess): Promise<WantedStages> {
  const { repository } = access;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw notRead('GitHub', 'GITHUB_REPOSITORY does not name a repository (owner/name).');
  const api = apiUrl(access.api);
  // A token that sees no pull requests may be answered with none: it must see the repository first.
  const { body } = await get(new URL(`${api.pathname}repos/${repository}`, api), access);
  const name = memberOf(body, 'full_name');
  if (typeof name !== 'string' || name.toLowerCase() !== repository.toLowerCase())
    throw notRead('GitHub', `it answered for another repository than ${repository}.`);
  const open = new Set<string>();
  let next: URL | null = new URL(
    `${api.pathname}repos/${repository}/pulls?state=open&per_page=100`,
    api,
  );
  for (let page = 0; next !== null; page += 1) {
    if (page === mostPages) throw notRead('GitHub', 'its list of pull requests does not end.');
    const answer: Answer = await get(next, access);
    for (const number of numbersIn(answer.body)) open.add(`pr-${number}`);
    next = nextPage(answer.link, next);
  }
  return {
    isWanted: (stage) => open.has(stage),
    isKnown: (stage) => /^pr-\d+$/.test(stage),
  };
}

interface Answer {
  readonly body: unknown;
  readonly link: string | null;
}

function apiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : null;
  const isLocal = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return url;
  throw notRead('GitHub', 'GITHUB_API_URL is no https address.');
}

/** No redirect is followed: the token is for this host alone. */
async function get(url: URL, { token, signal }: GitHubAccess): Promise<Answer> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(pageTimeoutMs)]),
      headers: {
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
        'user-agent': 'sst-sweep',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
    });
    if (response.status !== 200) throw notRead('GitHub', statusText(response));
    return { body: JSON.parse(await textOf(response)), link: response.headers.get('link') };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === 'UserError') throw error;
    throw notRead('GitHub', 'its answer did not come whole.', error);
  }
}

function statusText({ status, headers }: Response): string {
  const isLimited = status === 429 || headers.get('x-ratelimit-remaining') === '0';
  if (isLimited) return 'its rate limit is used up.';
  if (status === 401 || status === 403) return `it refused the token (status ${status}).`;
  if (status === 404) return 'it knows no such repository, or the token does not see it.';
  return `it answered with status ${status}.`;
}

async function textOf(response: Response): Promise<string> {
  let bytes = 0;
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw notRead('GitHub', 'its answer is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function numbersIn(body: unknown): readonly number[] {
  if (!Array.isArray(body)) throw notRead('GitHub', 'its answer is no list of pull requests.');
  return body.map((row) => {
    const number = memberOf(row, 'number');
    if (typeof number === 'number' && Number.isInteger(number)) return number;
    throw notRead('GitHub', 'its list has a pull request without a number.');
  });
}

/** `<https://api.github.com/...&page=2>; rel="next", <...>; rel="last"` */
function nextPage(link: string | null, from: URL): URL | null {
  const target = /<([^<>]*)>\s*;\s*rel="next"/.exec(link ?? '')?.[1];
  if (target === undefined) return null;
  const next = URL.canParse(target, from.href) ? new URL(target, from) : null;
  if (next?.origin === from.origin) return next;
  throw notRead('GitHub', 'its next page lies on another host.');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
