import type { RunsJson } from '../json/schema/runs.ts';
import { csvText, type Column } from './csv-text.ts';

/** One row per past sweep of this machine. */
export function runsCsv({ runs }: RunsJson): string {
  const columns: readonly Column<RunsJson['runs'][number]>[] = [
    ['account', ({ account }) => account],
    ['sweep', ({ sweep }) => sweep],
    ['status', ({ status }) => status],
    ['startedAt', ({ startedAt }) => startedAt],
    ['finishedAt', ({ finishedAt }) => finishedAt],
    ['done', ({ summary }) => summary.done],
    ['gone', ({ summary }) => summary.gone],
    ['failed', ({ summary }) => summary.failed],
    ['held', ({ summary }) => summary.held],
    ['parked', ({ summary }) => summary.parked],
    ['skipped', ({ summary }) => summary.skipped],
    ['folder', ({ folder }) => folder],
    ['command', ({ command }) => command],
  ];
  return csvText(columns, runs);
}
