import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { readPages } from '../../aws/pages.ts';
import type { Difference } from '../../model/restore.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { newId, requiredText } from '../restoring/restoring.ts';
import type { MakeResult, Rename, Restoring, SavedResource } from '../restoring/restoring.ts';
import { isSameXml } from '../restoring/xml-parts.ts';
import type { SettingCalls } from './setting-kind.ts';

/** CloudFront's call that creates one kind of setting from its configuration's XML. */
export interface SettingMaking<Row> {
  /** `cloudfront:CreateCachePolicy`. */
  readonly permission: string;
  /** The error code for a name that is taken. */
  readonly takenCode: string;
  create(xml: string, context: CallContext): Promise<Row | undefined>;
  /** The document to send, where it differs from the saved one. */
  readonly sent?: (xml: string, reference: string) => string;
  /** Further ids by which others name it. */
  readonly otherIds?: (row: Row) => string | null;
  readonly otherIdOf?: (saved: SavedResource) => string | null;
}

/** A setting made again from the XML that CloudFront sent, under a new id from CloudFront. */
export function restoredFromXml<Row>(
  calls: SettingCalls<Row>,
  making: SettingMaking<Row>,
): Restoring {
  return {
    after: [],
    permissions: [making.permission],
    foresee: async (saved) => [newId(saved.id, null)],
    async make(saved, context): Promise<MakeResult> {
      const kept = await requiredText(saved, 'config.xml');
      const xml = making.sent?.(kept, context.reference) ?? kept;
      try {
        return madeFrom(await making.create(xml, context), { saved, calls, making });
      } catch (error) {
        const { code, message } = classifyFailure(error);
        if (code !== making.takenCode) throw error;
        const own = context.begun ? await findOwn(saved, { xml, calls, context }) : null;
        if (own === null) return { result: 'taken', message };
        return madeFrom(own, { saved, calls, making });
      }
    },
  };
}

function madeFrom<Row>(
  row: Row | undefined,
  {
    saved,
    calls,
    making,
  }: {
    readonly saved: SavedResource;
    readonly calls: SettingCalls<Row>;
    readonly making: SettingMaking<Row>;
  },
): MakeResult {
  const id = row && calls.idOf(row);
  if (!row || !id) throw new UnreadableAnswer(`The answer is not the ${calls.kind} that was made.`);
  const was = making.otherIdOf?.(saved) ?? null;
  const is = making.otherIds?.(row) ?? null;
  const others: readonly Rename[] = was !== null && is !== null ? [[was, is]] : [];
  const differs: readonly Difference[] = others.map(([from, to]) => ({
    part: 'canonical user',
    was: from,
    is: to,
    detail: 'It comes with the id.',
  }));
  return {
    result: 'made',
    id,
    renames: [[saved.id, id], ...others],
    differs: [newId(saved.id, id), ...differs],
  };
}

/** Finds the setting that a killed restore made: it has the name and an equal configuration. */
async function findOwn<Row>(
  saved: SavedResource,
  {
    xml,
    calls,
    context,
  }: {
    readonly xml: string;
    readonly calls: SettingCalls<Row>;
    readonly context: CallContext;
  },
): Promise<Row | null> {
  for await (const rows of readPages((marker) => calls.page(marker, context))) {
    for (const row of rows) {
      const id = calls.idOf(row);
      if (id === undefined || calls.resource(id, row, context).name !== saved.name) continue;
      const config = new TextDecoder().decode(await calls.rawConfig(id, context));
      return isSameXml(config, xml) ? row : null;
    }
  }
  return null;
}
