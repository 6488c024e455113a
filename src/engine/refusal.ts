import { errorSchema } from '../report/json/schema/error.ts';
import { plain } from '../text/text.ts';

/** Why a command did not run: the code of its error, and the sentence for people. */
export interface Refusal {
  readonly because: string;
  readonly message: string;
}

/** What stands in an answer where nothing was refused. */
export const notRefused = { because: null, message: null } as const;

/** Null: the answer is no refusal. Messages of AWS end in mails. */
export function refusalOf(answer: unknown): Refusal | null {
  const refusal = errorSchema.safeParse(answer);
  return refusal.success ? refusalFrom(refusal.data) : null;
}

export function refusalFrom({ code, message }: { code: string; message: string }): Refusal {
  return { because: code, message: plain(message).slice(0, 1000) };
}
