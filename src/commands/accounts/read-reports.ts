import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { flag, ownCommand, type Sentence } from '../../model/command.ts';
import { UserError } from '../../model/errors.ts';
import { reportSchema, type ReportJson } from '../../report/json/schema/report.ts';
import {
  reportsSchema,
  type AccountErrorJson,
  type ReportsJson,
} from '../../report/json/schema/reports.ts';
import { plain } from '../../text/text.ts';

const scanAsJson = ownCommand('scan', { flags: [flag('--json')] });
const scanAgain: Sentence = ['Write it again with ', scanAsJson, '.'];

interface ReadReports {
  readonly reports: readonly ReportJson[];
  readonly errors: readonly AccountErrorJson[];
}

/**
 * The reports in these files, each of one account or of several. An account that could not be read in one of
 * them and was in another has its report. Throws a `UserError` for a file that is none, and for a second
 * report of an account.
 */
export async function readReports(files: readonly string[], cwd: string): Promise<ReadReports> {
  const owners = new Map<string, string>();
  const reports: ReportJson[] = [];
  const errors = new Map<string, AccountErrorJson>();
  for (const file of files) {
    const read = await readOne(file, cwd);
    for (const report of read.reports) {
      const before = owners.get(report.account);
      if (before !== undefined) {
        throw new UserError(
          'REPORT_TWICE',
          `Both ${before} and ${file} have a report of account ${report.account}.`,
          { hint: 'Leave one of them out: which of the two is meant is not known here.' },
        );
      }
      owners.set(report.account, file);
      reports.push(report);
    }
    for (const error of read.errors) errors.set(error.account, error);
  }
  return { reports, errors: [...errors.values()].filter(({ account }) => !owners.has(account)) };
}

async function readOne(
  file: string,
  cwd: string,
): Promise<Pick<ReportsJson, 'reports' | 'errors'>> {
  const value = jsonIn(await textOf(file, cwd), file);
  const schema =
    typeof value === 'object' && value !== null && 'schema' in value ? value.schema : null;
  if (schema === 'sst-sweep/report@1')
    return { reports: [checked(reportSchema, value, file)], errors: [] };
  if (schema === 'sst-sweep/reports@1') return checked(reportsSchema, value, file);
  if (typeof schema === 'string' && schema.startsWith('sst-sweep/report')) {
    throw invalid(
      file,
      `is a ${plain(schema)}, which this version does not read`,
      'Merge it with the version that wrote it.',
    );
  }
  throw invalid(
    file,
    typeof schema === 'string'
      ? `is a ${plain(schema)}, and no report`
      : 'is no report of sst-sweep',
    ['Reports are what ', scanAsJson, ' prints.'],
  );
}

async function textOf(file: string, cwd: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (cause) {
    const hint = cause instanceof Error ? cause.message : 'Check its permissions.';
    throw new UserError('REPORT_UNREADABLE', `The report ${file} cannot be read.`, { hint, cause });
  }
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = text.trim() === '' ? 'is empty' : 'is no JSON, or not all of it';
    throw invalid(file, what, scanAgain, cause);
  }
}

function checked<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  file: string,
): z.infer<Schema> {
  const read = schema.safeParse(value, { error: z.locales.en().localeError });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw invalid(
    file,
    `is damaged${where === '' ? '' : ` at "${plain(where)}"`}: ${plain(issue?.message ?? 'unknown')}`,
    scanAgain,
  );
}

function invalid(file: string, what: string, hint: Sentence, cause?: unknown): UserError {
  return new UserError('REPORT_INVALID', `The report ${file} ${what}.`, { hint, cause });
}
