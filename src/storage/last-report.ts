import * as z from 'zod/mini';
import type { EarlierReport } from '../model/comparison.ts';
import type { StateFiles } from './files.ts';
import { accountFolder } from './sweep-paths.ts';
import { jsonOrNull } from '../model/json.ts';

const schema = 'sst-sweep/last-report@1';

const fileSchema = z.strictObject({
  schema: z.literal(schema),
  account: z.string(),
  takenAt: z.iso.datetime(),
  leftovers: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.string(),
      region: z.string(),
      app: z.nullable(z.string()),
      stage: z.nullable(z.string()),
      sizeBytes: z.nullable(z.number()),
      monthlyCostUsd: z.nullable(z.number()),
    }),
  ),
});

/** Below the account's sweeps: all leftovers of the last look, whatever its filters showed. */
export function lastReportPath(account: string): string {
  return `${accountFolder(account)}/last-report.json`;
}

/** Null: there is none. `damaged`: what is there is none of ours, or of another account. */
export async function readLastReport(
  account: string,
  files: Pick<StateFiles, 'read'>,
): Promise<EarlierReport | 'damaged' | null> {
  const text = await files.read(lastReportPath(account));
  if (text === null) return null;
  const read = fileSchema.safeParse(jsonOrNull(text));
  if (!read.success || read.data.account !== account) return 'damaged';
  const { takenAt, leftovers } = read.data;
  return { takenAt, leftovers };
}

/** Throws a `UserError` where it cannot be written. */
export async function writeLastReport(
  account: string,
  { takenAt, leftovers }: EarlierReport,
  files: Pick<StateFiles, 'write'>,
): Promise<void> {
  const content = { schema, account, takenAt, leftovers };
  await files.write(lastReportPath(account), `${JSON.stringify(content)}\n`);
}
