import { UnreadableAnswer } from '../../aws/failures.ts';
import { readAll } from '../../aws/pages.ts';

/** All pages of one of IAM's lists. One that says that it goes on, but not where, is not whole. */
export function allPages<
  Answer extends {
    readonly IsTruncated?: boolean | undefined;
    readonly Marker?: string | undefined;
  },
  Row,
>(
  ask: (from: { readonly Marker?: string }) => Promise<Answer>,
  rowsOf: (answer: Answer) => readonly Row[],
): Promise<readonly Row[]> {
  return readAll(async (marker) => {
    const answer = await ask(marker === null ? {} : { Marker: marker });
    const next = (answer.IsTruncated && answer.Marker) || null;
    if (answer.IsTruncated === true && next === null)
      throw new UnreadableAnswer('The list says that it goes on, but not where.');
    return { rows: rowsOf(answer), next };
  });
}
