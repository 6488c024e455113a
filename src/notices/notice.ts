import * as z from 'zod/mini';
import { comparison } from '../report/json/schema/comparison.ts';
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
  comparison: z.optional(comparison),
  summary: z.object({
    leftover: z.int(),
    retained: z.int(),
    busy: z.int(),
    unknown: z.int(),
  }),
});

const several = z.object({
  schema: z.enum(['sst-sweep/reports@1', 'sst-sweep/results@1']),
  reports: z.optional(z.array(z.unknown())),
  results: z.optional(z.array(z.unknown())),
  errors: z.array(z.object({ account: z.string(), code: z.string(), exitCode: z.int() })),
});

/**
 * Of the document that `--format json` would print: one for each account that was scanned or swept, and one
 * for each that could not be. Empty for any other document.
 */
export function noticesOf(document: unknown, at: Date): readonly NoticeJson[] {
  const found = several.safeParse(document);
  if (!found.success) {
    const notice = noticeOf(document);
    return notice === null ? [] : [notice];
  }
  const { schema, reports = [], results = [], errors } = found.data;
  const command = schema === 'sst-sweep/reports@1' ? 'scan' : 'sweep';
  return [
    ...[...reports, ...results].flatMap((each) => noticeOf(each) ?? []),
    ...errors.map(({ account, ...error }) => noticeOfError(error, { account, command, at })),
  ];
}

/** Null: it is of no scan and no sweep of one account. */
function noticeOf(document: unknown): NoticeJson | null {
  const report = scanned.safeParse(document);
  if (report.success) return ofReport(report.data);
  const result = resultSchema.safeParse(document);
  return result.success ? ofResult(result.data) : null;
}

function ofReport({
  account,
  comparison: compared,
  exitCode,
  gaps,
  generatedAt,
  summary,
}: z.infer<typeof scanned>) {
  const { leftover, retained, busy, unknown } = summary;
  return {
    schema: 'sst-sweep/notice@1',
    account,
    at: generatedAt,
    exitCode,
    comparison: compared?.counts ?? null,
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
  const removals = result.removals ?? [];
  const deleted = outcomes.filter(
    ({ action, outcome }) => action === 'delete' && outcome === 'done',
  );
  return {
    schema: 'sst-sweep/notice@1',
    account,
    at: finishedAt,
    exitCode,
    comparison: result.comparison?.counts ?? null,
    about: 'sweep',
    sweep: result.sweep,
    deleted: deleted.length,
    failed,
    held,
    parked,
    skipped,
    quarantined: (quarantine?.entries ?? []).filter(({ state }) => state === 'begins').length,
    stagesRemoved: removals.filter((each) => each.outcome === 'removed').length,
    stagesNotRemoved: removals.filter((each) => each.outcome === 'failed').length,
  } satisfies NoticeJson;
}

/** Of a run that ended with an error: its code, since a message may have names in it. */
export function noticeOfError(
  error: { readonly code: string; readonly exitCode: number },
  run: { readonly account: string | null; readonly command: string; readonly at: Date },
): NoticeJson {
  return {
    schema: 'sst-sweep/notice@1',
    account: run.account,
    comparison: null,
    at: run.at.toISOString(),
    exitCode: error.exitCode,
    about: 'error',
    command: run.command,
    code: error.code,
  };
}

/** A message of SNS. */
export interface TopicNotice {
  readonly subject: string;
  readonly texts: { readonly default: string; readonly email: string; readonly sms: string };
}

/** People get the line, and programs the notice. Counts alone stand in both, so they are never long. */
export function topicNotice(notice: NoticeJson): TopicNotice {
  const text = noticeText(notice);
  const account = notice.account ?? 'an account';
  return {
    subject: `sst-sweep: ${notice.about} of ${account}, exit code ${notice.exitCode}`,
    texts: { default: JSON.stringify(notice), email: text, sms: text },
  };
}

/** One line for a chat: it has no word that anybody in the account chose. */
export function noticeText(notice: NoticeJson): string {
  const end = `Exit code ${notice.exitCode}.`;
  if (notice.about === 'error') {
    const account = notice.account === null ? '' : ` of account ${notice.account}`;
    return `sst-sweep: the ${notice.command}${account} ended with an error: ${notice.code}. ${end}`;
  }
  if (notice.about === 'scan') {
    const unread = notice.gaps === 0 ? '' : ` ${count(notice.gaps, 'gap')}.`;
    return `sst-sweep: the scan of account ${notice.account}: ${count(notice.leftover, 'leftover')}, ${notice.unknown} unknown.${changes(notice)}${unread} ${end}`;
  }
  const { deleted, failed, held, parked, quarantined } = notice;
  const parts = [
    `${count(deleted, 'resource')} deleted`,
    ...(quarantined > 0 ? [`${quarantined} put into quarantine`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(held > 0 ? [`${held} held`] : []),
    ...(parked > 0 ? [`${parked} parked`] : []),
    ...(notice.stagesRemoved > 0 ? [`${count(notice.stagesRemoved, 'stage')} removed`] : []),
    ...(notice.stagesNotRemoved > 0
      ? [`${count(notice.stagesNotRemoved, 'stage')} not removed`]
      : []),
  ];
  return `sst-sweep: the sweep ${notice.sweep} of account ${notice.account}: ${parts.join(', ')}.${changes(notice)} ${end}`;
}

function changes({ comparison: compared }: Pick<NoticeJson, 'comparison'>): string {
  return compared === null
    ? ''
    : ` Since the last report: ${compared.new} new, ${compared.gone} gone.`;
}
