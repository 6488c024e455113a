import * as z from 'zod/mini';
import type { NoticeJson } from '../report/json/schema/notice.ts';
import { resultSchema, type ResultJson } from '../report/json/schema/result.ts';
import { count } from '../text/text.ts';

/** Of a report that is told, without its findings: those are made when they are written. */
const scanned = z.object({
  schema: z.literal('sst-sweep/report@1'),
  account: z.string(),
  generatedAt: z.string(),
  exitCode: z.int(),
  gaps: z.array(z.unknown()),
  summary: z.object({
    leftover: z.int(),
    retained: z.int(),
    busy: z.int(),
    unknown: z.int(),
  }),
});

/** Of the document that `--format json` would print; null: it is of no scan and no sweep of one account. */
export function noticeOf(document: unknown): NoticeJson | null {
  const report = scanned.safeParse(document);
  if (report.success) return ofReport(report.data);
  const result = resultSchema.safeParse(document);
  return result.success ? ofResult(result.data) : null;
}

function ofReport({ account, exitCode, gaps, generatedAt, summary }: z.infer<typeof scanned>) {
  const { leftover, retained, busy, unknown } = summary;
  return {
    schema: 'sst-sweep/notice@1',
    account,
    at: generatedAt,
    exitCode,
    about: 'scan',
    leftover,
    retained,
    busy,
    unknown,
    gaps: gaps.length,
  } satisfies NoticeJson;
}

function ofResult({ account, exitCode, finishedAt, outcomes, quarantine, ...result }: ResultJson) {
  const { failed, held, parked, skipped } = result.summary;
  const deleted = outcomes.filter(
    ({ action, outcome }) => action === 'delete' && outcome === 'done',
  );
  return {
    schema: 'sst-sweep/notice@1',
    account,
    at: finishedAt,
    exitCode,
    about: 'sweep',
    sweep: result.sweep,
    deleted: deleted.length,
    failed,
    held,
    parked,
    skipped,
    quarantined: (quarantine?.entries ?? []).filter(({ state }) => state === 'begins').length,
  } satisfies NoticeJson;
}

/** One line for a chat: it has no word that anybody in the account chose. */
export function noticeText(notice: NoticeJson): string {
  const end = `Exit code ${notice.exitCode}.`;
  if (notice.about === 'scan') {
    const unread = notice.gaps === 0 ? '' : ` ${count(notice.gaps, 'gap')}.`;
    return `sst-sweep: the scan of account ${notice.account}: ${count(notice.leftover, 'leftover')}, ${notice.unknown} unknown.${unread} ${end}`;
  }
  const { deleted, failed, held, parked, quarantined } = notice;
  const parts = [
    `${count(deleted, 'resource')} deleted`,
    ...(quarantined > 0 ? [`${quarantined} put into quarantine`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(held > 0 ? [`${held} held`] : []),
    ...(parked > 0 ? [`${parked} parked`] : []),
  ];
  return `sst-sweep: the sweep ${notice.sweep} of account ${notice.account}: ${parts.join(', ')}. ${end}`;
}
