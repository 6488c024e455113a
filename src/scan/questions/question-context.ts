import { touching } from '../../model/gap.ts';
import { gapFrom, isAbort } from '../../aws/failures.ts';
import type { Gap } from '../../model/gap.ts';
import type { Answer } from '../../model/question.ts';
import type { Resource } from '../../model/resource.ts';
import type { ScanContext } from '../scan-context.ts';

/** Says whether a DNS name exists; throws where that could not be found out. */
export type ResolveName = (name: string) => Promise<'yes' | 'none'>;

export interface QuestionContext extends ScanContext {
  readonly resolve: ResolveName;
  /** Regions of the inventory. */
  readonly regions: readonly string[];
  /** Of the inventory, by key. */
  resource(key: string): Resource | undefined;
}

/** By look-up key. */
export type Answers = readonly (readonly [string, Answer])[];

/** The answer to a look-up that failed, and its gap, which touches the resource of the question. */
export function unreadable(
  error: unknown,
  { operation, resources }: { readonly operation: string; readonly resources: readonly string[] },
  context: QuestionContext,
): Answer {
  if (isAbort(error)) throw error;
  const affects = touching({ resources });
  const gap: Gap = gapFrom({ source: 'question', operation, region: null, error, affects });
  context.gaps.add(gap);
  return { type: 'unreadable', gap: gap.id };
}
