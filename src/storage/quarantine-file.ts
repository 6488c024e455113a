import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { UserError } from '../model/errors.ts';
import type { QuarantineNote, QuarantineNotes } from '../model/quarantine.ts';
import { confidences, verdicts } from '../model/verdict.ts';
import type { StateFiles } from './files.ts';
import { accountFolder } from './sweep-paths.ts';
import { jsonOrNull } from '../model/json.ts';

const schema = 'sst-sweep/quarantine@1';

export interface ReadQuarantine {
  readonly notes: QuarantineNotes;
  /** The file as it was read; null: there is none. */
  readonly text: string | null;
  /** Why none of its notes counts, as the end of a sentence; null: all of them do. */
  readonly damage: string | null;
}

export function quarantinePath(account: string): string {
  return `${accountFolder(account)}/quarantine.json`;
}

/**
 * The notes of an account. A damaged file has none: then every quarantine begins anew, and nothing is deleted
 * sooner.
 */
export async function readQuarantine(
  account: string,
  files: Pick<StateFiles, 'read'>,
): Promise<ReadQuarantine> {
  const { text, failure } = await textOf(account, files);
  const none = (damage: string): ReadQuarantine => ({ notes: new Map(), text, damage });
  if (failure !== null) return none(`it cannot be read (${failure})`);
  if (text === null) return { notes: new Map(), text, damage: null };
  const content = fileSchema.safeParse(jsonOrNull(text));
  if (!content.success) return none('it cannot be read as notes');
  const { notes, fingerprint } = content.data;
  if (content.data.account !== account) return none('it is of another account');
  // An earlier time that somebody writes into it would shorten a quarantine.
  if (fingerprint !== fingerprintOf(account, notes)) return none('it was changed by hand');
  return { notes: new Map(notes.map((note) => [note.key, note])), text, damage: null };
}

/** As a whole, since half of the notes would look like all. Returns the text that was written. */
export async function writeQuarantine(
  account: string,
  byKey: QuarantineNotes,
  files: Pick<StateFiles, 'write'>,
): Promise<string> {
  const notes = [...byKey.values()].toSorted((left, right) => (left.key < right.key ? -1 : 1));
  const content = { schema, account, fingerprint: fingerprintOf(account, notes), notes };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  await files.write(quarantinePath(account), text);
  return text;
}

const note = z.strictObject({
  key: z.string(),
  kind: z.string(),
  resource: z.string(),
  region: z.string(),
  verdict: z.enum(verdicts),
  row: z.number(),
  confidence: z.nullable(z.enum(confidences)),
  codes: z.array(z.string()),
  fingerprint: z.string(),
  usedBy: z.array(z.string()),
  versions: z.array(z.string()),
  since: z.iso.datetime(),
  sweep: z.string(),
}) satisfies z.ZodMiniType<QuarantineNote>;

const fileSchema = z.strictObject({
  schema: z.literal(schema),
  account: z.string(),
  fingerprint: z.string(),
  notes: z.array(note),
});

// By hand, so that the order of an object's members never matters.
function fingerprintOf(account: string, notes: readonly QuarantineNote[]): string {
  const content = notes.map((each) =>
    Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
  return createHash('sha256')
    .update(JSON.stringify([account, content]))
    .digest('hex');
}

/** A file that is closed to this user, or a folder in its place, is as good as damaged. */
async function textOf(
  account: string,
  files: Pick<StateFiles, 'read'>,
): Promise<{ readonly text: string | null; readonly failure: string | null }> {
  try {
    return { text: await files.read(quarantinePath(account)), failure: null };
  } catch (error) {
    // Where a bucket does not answer, the notes are there all the same.
    if (error instanceof UserError || !(error instanceof Error && 'code' in error)) throw error;
    return { text: null, failure: String(error.code) };
  }
}
