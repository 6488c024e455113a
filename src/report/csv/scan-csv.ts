import type { Finding, Report } from '../../model/finding.ts';
import { sortedFindings } from '../../model/order.ts';
import { csvText, type Column } from './csv-text.ts';

/** The columns beside the account, which JSON's findings fill too. */
export const findingColumns: readonly Column<
  Pick<
    Finding,
    | 'app'
    | 'stage'
    | 'verdict'
    | 'confidence'
    | 'kind'
    | 'id'
    | 'name'
    | 'region'
    | 'component'
    | 'evidence'
    | 'losesData'
    | 'sizeBytes'
    | 'monthlyCostUsd'
    | 'createdAt'
    | 'modifiedAt'
    | 'busyUntil'
    | 'arn'
    | 'consoleUrl'
  >
>[] = [
  ['app', ({ app }) => app],
  ['stage', ({ stage }) => stage],
  ['verdict', ({ verdict }) => verdict],
  ['confidence', ({ confidence }) => confidence],
  ['kind', ({ kind }) => kind],
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['region', ({ region }) => region],
  ['component', ({ component }) => component],
  ['why', ({ evidence }) => evidence[0]?.detail ?? null],
  ['codes', ({ evidence }) => evidence.map(({ code }) => code)],
  ['losesData', ({ losesData }) => losesData],
  ['sizeBytes', ({ sizeBytes }) => sizeBytes],
  ['monthlyCostUsd', ({ monthlyCostUsd }) => monthlyCostUsd],
  ['createdAt', ({ createdAt }) => createdAt],
  ['modifiedAt', ({ modifiedAt }) => modifiedAt],
  ['busyUntil', ({ busyUntil }) => busyUntil],
  ['arn', ({ arn }) => arn],
  ['consoleUrl', ({ consoleUrl }) => consoleUrl],
];

/** One row per finding, those that stay too, in the order of the report. */
export function scanCsv({ account, findings }: Report): string {
  return csvText<Finding>(
    [['account', () => account], ...findingColumns],
    sortedFindings(findings),
  );
}
