import pLimit from 'p-limit';
import type { AwsSession } from './aws-session.ts';
import type { Page, ReadPage } from './pages.ts';

/** Pages of one list that are asked for at a time; the service's limiter paces them besides. */
const pagesAhead = 6;

/** Known pages that may begin within one page that is not known: of those before, all rows may be gone. */
const pagesJoined = 3;

/** By list: the tokens of the pages that its last reading met, in their order; null is the first page's. */
const trails = new WeakMap<AwsSession, Map<string, readonly unknown[]>>();

/** A page that was asked for ahead of the walk; null where it could not be read. */
type Ahead<Row, Token> = Promise<Page<Row, Token> | null>;

/**
 * The reader of a list that was read before in this session. Page after page, two hundred pages take two
 * hundred answers' time. So all pages whose tokens are known are asked for at once, and the walk along the
 * list takes them where it comes by. Where a page names the token of before, the answer is the one that the
 * walk would have got. Where it names another one, as services do that encrypt their tokens and wherever
 * something was added or is gone, that page is read too, up to the row with which a known page begins: so no
 * row between two pages is missed, whatever a token means. What does not fit is read page after page.
 */
export function alongTrail<Row, Token = string>(
  read: ReadPage<Row, Token>,
  session: AwsSession,
  list: string,
): ReadPage<Row, Token> {
  const lists = trails.get(session) ?? new Map<string, readonly unknown[]>();
  trails.set(session, lists);
  const walk = walkAlong(read, (lists.get(list) ?? []) as readonly (Token | null)[]);
  return async (token) => {
    const page = await walk.read(token);
    if (page.next === null) lists.set(list, walk.met());
    return page;
  };
}

function walkAlong<Row, Token>(read: ReadPage<Row, Token>, trail: readonly (Token | null)[]) {
  const limit = pLimit(pagesAhead);
  const places = new Map(trail.map((token, place) => [keyOf(token), place] as const));
  const known: Ahead<Row, Token>[] = [];
  /** Pages behind tokens that known pages name in place of known tokens. */
  const between = new Map<string, Ahead<Row, Token>>();
  const met: (Token | null)[] = [];
  /** In the trail: of the newest page that the walk took from it. */
  let taken = -1;
  let isOver = false;
  // Whoever needs a page that failed asks for it again, and gets the error.
  const readOrNull = (token: Token | null) => limit(() => read(token).catch(() => null));

  function begin(): void {
    trail.forEach((token, place) => {
      const page = readOrNull(token).then((answer) => {
        const onward = answer?.next ?? null;
        const isLast = onward === null || place + 1 === trail.length;
        if (!isOver && !isLast && !places.has(keyOf(onward)))
          between.set(keyOf(onward), readOrNull(onward));
        return answer;
      });
      known.push(page);
    });
  }

  async function pageOf(token: Token | null): Promise<Page<Row, Token>> {
    // What still waits for its turn when the walk is over is never answered.
    if (isOver) return read(token);
    const place = places.get(keyOf(token));
    const page = await (place === undefined ? between.get(keyOf(token)) : known[place]);
    if (page && place !== undefined) taken = place;
    return page ?? read(token);
  }

  /** The page up to the row with which a known page begins, and on with that one. */
  async function upToKnown(page: Page<Row, Token>): Promise<Page<Row, Token> | null> {
    for (let place = taken + 1; place <= taken + pagesJoined && place < known.length; place++) {
      const [first] = (await known[place])?.rows ?? [];
      const at = first === undefined ? -1 : indexOf(first, page.rows);
      if (at !== -1) return { rows: page.rows.slice(0, at), next: trail[place] ?? null };
    }
    return null;
  }

  /** Nothing more is asked for ahead. */
  function end(): void {
    isOver = true;
    limit.clearQueue();
  }

  return {
    async read(token: Token | null): Promise<Page<Row, Token>> {
      if (token === null && known.length === 0 && trail.length > 1) begin();
      try {
        const page = await pageOf(token);
        const isKnown = places.has(keyOf(token));
        const cut = isOver || isKnown ? null : await upToKnown(page);
        if (!cut) met.push(token);
        if (page.next === null && !cut) end();
        return cut ?? page;
      } catch (error) {
        end();
        throw error;
      }
    },
    /** Tokens of the pages that were met, without those that only joined two of them. */
    met: (): readonly (Token | null)[] => met,
  };
}

function keyOf(token: unknown): string {
  return JSON.stringify(token);
}

function indexOf(row: unknown, rows: readonly unknown[]): number {
  const text = JSON.stringify(row);
  return rows.findIndex((each) => JSON.stringify(each) === text);
}
