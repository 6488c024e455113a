import type { PlanJson } from '../json/schema/plan.ts';
import { csvText, type Column } from './csv-text.ts';

/** One row per step, in the order of the sweep. */
export function planCsv({ account, steps }: PlanJson): string {
  const columns: readonly Column<PlanJson['steps'][number]>[] = [
    ['account', () => account],
    ['step', ({ id }) => id],
    ['action', ({ action }) => action],
    ['app', ({ app }) => app],
    ['stage', ({ stage }) => stage],
    ['kind', ({ kind }) => kind],
    ['id', ({ resource }) => resource],
    ['region', ({ region }) => region],
    ['waitsFor', ({ waitsFor }) => waitsFor],
    ['estimateSeconds', ({ estimateSeconds }) => estimateSeconds],
    ['losesData', ({ losesData }) => losesData],
    ['arn', ({ arn }) => arn],
  ];
  return csvText(columns, steps);
}
