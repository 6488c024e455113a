import type { ReportJson } from '../json/schema/report.ts';
import type { ReportsJson } from '../json/schema/reports.ts';
import { csvText } from './csv-text.ts';
import { findingColumns } from './scan-csv.ts';

type Row = ReportJson['findings'][number] & { readonly account: string };

/** One row per finding of every account. Accounts that could not be read have none: `json` names them. */
export function reportsCsv({ reports }: ReportsJson): string {
  const rows: readonly Row[] = reports.flatMap(({ account, findings }) =>
    findings.map((finding) => ({ ...finding, account })),
  );
  return csvText<Row>([['account', ({ account }) => account], ...findingColumns], rows);
}
