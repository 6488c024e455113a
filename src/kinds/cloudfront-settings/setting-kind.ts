import { classifyFailure, gapFrom, UnreadableAnswer } from '../../aws/failures.ts';
import { type Page, readPages, requireMember } from '../../aws/pages.ts';
import type { Gap, GapScope } from '../../model/gap.ts';
import { touching } from '../../model/gap.ts';
import type { Kind, KindFacts } from '../../model/kind.ts';
import type { Resource } from '../../model/resource.ts';
import { backupPart } from '../backup-parts.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart, KindModule, Listing, StepContext, StepResult } from '../kind-module.ts';
import { distinctGaps } from '../resource-shape.ts';
import { done, gone, inUse, stale } from '../step-results.ts';

/**
 * CloudFront's calls for one kind of setting: an object that distributions name by its id (access controls,
 * identities, policies). Their lists have no ETags, and their deletion needs one.
 */
export interface SettingCalls<Row> {
  readonly kind: Kind;
  /** `cloudfront:GetCachePolicy`, for a gap. */
  readonly readOperation: string;
  /** The error code for a setting that does not exist: `NoSuchCachePolicy`. */
  readonly goneCode: string;
  page(marker: string | null, context: CallContext): Promise<Page<Row>>;
  read(
    id: string,
    context: CallContext,
  ): Promise<{ readonly row: Row | undefined; readonly etag: string | undefined }>;
  /** The configuration as CloudFront sends it. */
  rawConfig(id: string, context: CallContext): Promise<Uint8Array>;
  remove(id: string, etag: string, context: CallContext): Promise<unknown>;
  /** A `wait` while AWS is still at work on it. Absent for kinds without such a state. */
  notYet?(row: Row): StepResult | null;
  idOf(row: Row): string | undefined;
  /** It lacks a member that AWS always sends. */
  isThin(row: Row): boolean;
  resource(id: string, row: Row, context: CallContext): Resource;
}

/** Facts that are the same for all of these kinds. */
export const settingFacts = {
  guarded: true,
  holdsData: false,
  global: true,
  regional: false,
  useIsSeenBy: null,
  serves: false,
  tagged: false,
  idsAreUnique: true,
  follows: null,
  lowerCaseNames: false,
  steps: ['delete'],
  estimateSeconds: { delete: 2 },
  creationIsKnown: false,
  storesCode: false,
  billedAtRest: 'nothing',
} as const satisfies Partial<KindFacts>;

/** A kind module from the calls of one of these kinds. */
export function settingKind<Row>(
  calls: SettingCalls<Row>,
): Pick<KindModule, 'gapScope' | 'arns' | 'list' | 'reread' | 'backup' | 'steps'> {
  return {
    gapScope: () => scopeOf(calls.kind),
    arns: null,
    list: (context) => list(calls, context),
    async reread({ id }, context) {
      const read = await readSetting(id, calls, context);
      return read && { ...calls.resource(id, read.row, context), etag: read.etag };
    },
    backup: async ({ id }, context): Promise<readonly BackupPart[]> => [
      await backupPart('config.xml', () => calls.rawConfig(id, context), context),
    ],
    steps: { delete: (resource, context) => deleteSetting(resource, calls, context) },
  };
}

/** Only the kind itself: a setting names nothing, and the resources that name it are read elsewhere. */
function scopeOf(kind: Kind): GapScope {
  return touching({ kinds: [kind] });
}

async function list<Row>(calls: SettingCalls<Row>, context: CallContext): Promise<Listing> {
  const whole: Resource[] = [];
  const thin: { id: string; row: Row }[] = [];
  for await (const rows of readPages((marker) => calls.page(marker, context))) {
    for (const row of rows) {
      const id = requireMember(calls.idOf(row), 'id');
      if (calls.isThin(row)) thin.push({ id, row });
      else whole.push(calls.resource(id, row, context));
    }
  }
  const completed = await Promise.all(thin.map((each) => complete(each, calls, context)));
  return {
    resources: [...whole, ...completed.flatMap(({ resource }) => resource ?? [])],
    gaps: distinctGaps(completed.flatMap(({ gap }) => gap ?? [])),
  };
}

/** A row completed by a read of its own, a gap where that fails too; nothing where the setting is gone. */
async function complete<Row>(
  { id, row }: { readonly id: string; readonly row: Row },
  calls: SettingCalls<Row>,
  context: CallContext,
): Promise<{ readonly resource: Resource | null; readonly gap: Gap | null }> {
  try {
    const read = await readSetting(id, calls, context);
    return { resource: read && calls.resource(id, read.row, context), gap: null };
  } catch (error) {
    context.signal.throwIfAborted();
    const gap = gapFrom({
      source: calls.kind,
      operation: calls.readOperation,
      region: 'global',
      error,
      affects: scopeOf(calls.kind),
    });
    return { resource: calls.resource(id, row, context), gap };
  }
}

/** Null: no such setting. */
async function readSetting<Row>(
  id: string,
  calls: SettingCalls<Row>,
  context: CallContext,
): Promise<{ readonly row: Row; readonly etag: string } | null> {
  try {
    const { row, etag } = await calls.read(id, context);
    if (!row || etag === undefined)
      throw new UnreadableAnswer(`The answer is not the ${calls.kind} ${id}.`);
    return { row, etag };
  } catch (error) {
    if (classifyFailure(error).code === calls.goneCode) return null;
    throw error;
  }
}

async function deleteSetting<Row>(
  { id, etag }: Resource,
  calls: SettingCalls<Row>,
  context: StepContext,
): Promise<StepResult> {
  const read = await readSetting(id, calls, context);
  if (!read) return gone;
  // Only the matched setting is deleted: another ETag is another configuration.
  if (etag !== null && etag !== read.etag) return stale;
  const later = calls.notYet?.(read.row) ?? null;
  if (later) return later;
  try {
    await calls.remove(id, read.etag, context);
    return done;
  } catch (error) {
    const failure = classifyFailure(error);
    if (failure.code === calls.goneCode) return gone;
    if (failure.class === 'in-use') return inUse(failure.message);
    if (failure.class === 'stale') return stale;
    throw error;
  }
}
