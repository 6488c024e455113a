import type { ResultJson } from '../json/schema/result.ts';
import { csvText, type Column } from './csv-text.ts';

/** One row per outcome of a sweep. */
export function resultCsv({ account, sweep, outcomes }: ResultJson): string {
  const columns: readonly Column<ResultJson['outcomes'][number]>[] = [
    ['account', () => account],
    ['sweep', () => sweep],
    ['step', ({ step }) => step],
    ['action', ({ action }) => action],
    ['outcome', ({ outcome }) => outcome],
    ['reason', ({ reason }) => reason],
    ['app', ({ app }) => app],
    ['stage', ({ stage }) => stage],
    ['kind', ({ kind }) => kind],
    ['id', ({ resource }) => resource],
    ['region', ({ region }) => region],
    ['blockedBy', ({ blockedBy }) => blockedBy],
    ['retryAfter', ({ retryAfter }) => retryAfter],
    ['errorCode', ({ error }) => error && error.code],
    ['errorMessage', ({ error }) => error && error.message],
    ['requestId', ({ error }) => error && error.requestId],
  ];
  return csvText(columns, outcomes);
}
