import { UnreadableAnswer } from './failures.ts';

export interface Page<Row, Token = string> {
  readonly rows: readonly Row[];
  /** The token of the next page; null after the last one. */
  readonly next: Token | null;
}

export type ReadPage<Row, Token = string> = (token: Token | null) => Promise<Page<Row, Token>>;

/** How long a list may plausibly be. */
export interface PageLimits {
  readonly mostPages: number;
  /** Filters make pages without rows, but not for ever. */
  readonly mostEmptyPages: number;
}

/** 150,000 log groups, which come 50 at a time; of everything else far more. At ten pages a second, five minutes. */
const listLimits: PageLimits = { mostPages: 3000, mostEmptyPages: 300 };

/** A bucket may hold a billion versions, in pages of a thousand. */
export const bucketLimits: PageLimits = { mostPages: 1_000_000, mostEmptyPages: 300 };

/**
 * All pages of one list, one after the other. It ends where the token does, never where a page is
 * empty; an error ends it as an error. A token that comes back, or new ones for ever, end it as an
 * answer that cannot be relied on.
 */
export async function* readPages<Row, Token = string>(
  read: ReadPage<Row, Token>,
  limits: PageLimits = listLimits,
): AsyncGenerator<readonly Row[], void, undefined> {
  const seen = repetitions();
  let pages = 0;
  let emptyPages = 0;
  for (let token: Token | null = null; ;) {
    const page: Page<Row, Token> = await readAgain(() => read(token));
    yield page.rows;
    if (page.next === null) return;
    pages += 1;
    emptyPages = page.rows.length > 0 ? 0 : emptyPages + 1;
    requirePlausible(pages, limits.mostPages);
    requirePlausible(emptyPages, limits.mostEmptyPages);
    if (seen(JSON.stringify(page.next))) {
      throw new UnreadableAnswer(
        'The list repeats itself: a page names one that was read already.',
      );
    }
    token = page.next;
  }
}

/** No list of AWS's goes on behind so many pages, or so many without rows. */
export function requirePlausible(pages: number, most: number): void {
  if (pages >= most) throw new UnreadableAnswer(`The list goes on after ${pages} pages.`);
}

export async function readAll<Row, Token = string>(read: ReadPage<Row, Token>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of readPages(read)) rows.push(...page);
  return rows;
}

/** An answer that parses but is not a list may be a proxy's page: it is asked for again, twice. */
export async function readAgain<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof UnreadableAnswer) || attempt === 3) throw error;
    }
  }
}

/** Brent's way to find a cycle: one remembered token, however many pages there are. */
function repetitions(): (token: string) => boolean {
  let remembered: string | null = null;
  let steps = 0;
  let limit = 1;
  return (token) => {
    if (token === remembered) return true;
    steps += 1;
    if (steps === limit) {
      remembered = token;
      steps = 0;
      limit *= 2;
    }
    return false;
  };
}

/** A CloudFront list: `Items` is absent where there are none, `Quantity` is always there. */
export interface CloudFrontList<Row> {
  readonly Items?: readonly Row[] | undefined;
  readonly Quantity?: number | undefined;
  readonly NextMarker?: string | undefined;
  readonly IsTruncated?: boolean | undefined;
}

/** The answer to a CloudFront list, or an error where it is not whole: an empty list is never assumed. */
export function cloudFrontPage<Row>(list: CloudFrontList<Row> | undefined): Page<Row> {
  const rows = list?.Items ?? [];
  if (!list || (list.Items === undefined && list.Quantity === undefined)) {
    throw new UnreadableAnswer('The answer is not a list of CloudFront.');
  }
  if (list.Quantity !== undefined && list.Quantity > rows.length) {
    throw new UnreadableAnswer(`The list announces ${list.Quantity} rows and has ${rows.length}.`);
  }
  const next = list.NextMarker || null;
  if (list.IsTruncated === true && next === null) {
    throw new UnreadableAnswer('The list says that it goes on, but not where.');
  }
  return { rows, next };
}

/** Rows that the service always sends, even for none: without them the answer is something else's. */
export function requireRows<Row>(rows: readonly Row[] | undefined, list: string): readonly Row[] {
  if (rows === undefined) throw new UnreadableAnswer(`The answer is not a list of ${list}.`);
  return rows;
}

/** A row without this member is useless, and a list with such a row cannot be relied on. */
export function requireMember(value: string | undefined, member: string): string {
  if (!value) throw new UnreadableAnswer(`A row of the list has no ${member}.`);
  return value;
}
