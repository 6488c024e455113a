import type { StagesJson } from '../json/schema/stages.ts';
import { csvText, type Column } from './csv-text.ts';

/** One row per stage, with the command that removes it where one may be printed. */
export function stagesCsv({ account, stages }: StagesJson): string {
  const columns: readonly Column<StagesJson['stages'][number]>[] = [
    ['account', () => account],
    ['app', ({ app }) => app],
    ['stage', ({ stage }) => stage],
    ['region', ({ region }) => region],
    ['status', ({ status }) => status],
    ['idle', ({ idle }) => idle],
    ['resources', ({ resources }) => resources],
    ['source', ({ source }) => source],
    ['location', ({ location }) => location],
    ['sstVersion', ({ sstVersion }) => sstVersion],
    ['lastCommand', ({ lastRun }) => lastRun && lastRun.command],
    ['lastStartedAt', ({ lastRun }) => lastRun && lastRun.startedAt],
    ['lastCompletedAt', ({ lastRun }) => lastRun && lastRun.completedAt],
    ['lastErrors', ({ lastRun }) => lastRun && lastRun.errors],
    ['lockedSince', ({ lock }) => lock && lock.createdAt],
    ['removedAt', ({ removedAt }) => removedAt],
    ['updatedAt', ({ updatedAt }) => updatedAt],
    ['history', ({ history }) => history],
    ['command', ({ command }) => command],
  ];
  return csvText(columns, stages);
}
