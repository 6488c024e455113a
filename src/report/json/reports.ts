import { byFirst } from '../../model/order.ts';
import type { ReportJson } from './schema/report.ts';
import type { AccountErrorJson, ReportsJson } from './schema/reports.ts';

/** One report over several accounts, by account. */
export function reportsJson(
  reports: readonly ReportJson[],
  errors: readonly AccountErrorJson[],
): ReportsJson {
  return {
    schema: 'sst-sweep/reports@1',
    reports: reports.toSorted(byFirst(({ account }) => account)),
    errors: errors
      .toSorted(byFirst(({ account }) => account))
      .map(({ account, name, code, message, hint, exitCode }) => ({
        account,
        name,
        code,
        message,
        hint,
        exitCode,
      })),
  };
}
