import { classifyFailure } from '../aws/failures.ts';
import type { Step } from '../model/plan.ts';
import type { Resource } from '../model/resource.ts';
import type { Finding } from '../model/finding.ts';
import { resourceFromStep } from '../model/resource-from-step.ts';
import type { Ending } from './outcomes.ts';
import { reasonToSkip, tagsSaySkip } from './recheck.ts';
import { basisOf, callContext, moduleOf, stepsOf, type SweepRun } from './sweep-run.ts';
import { changedSince } from './view-doubts.ts';
import type { ViewDoubt } from './attempt.ts';
import type { FreshAccount } from './fresh-account.ts';

/** Greatest age of a view on which something irreversible rests. */
export const longestViewAgeMs = 60_000;

/** The answer to "may this step still be taken?". */
export type Approval =
  | { readonly answer: 'go'; readonly resource: Resource; readonly view: FreshAccount }
  /** The view and the resource's own API disagree: a newer view must decide. */
  | { readonly answer: 'look-again'; readonly reason: string }
  /** The view is not good enough for an answer: `ending` is the one that it would give. */
  | { readonly answer: 'unsure'; readonly why: ViewDoubt; readonly ending: Ending | null }
  | { readonly answer: 'end'; readonly ending: Ending };

export type NotGiven = Exclude<Approval, { readonly answer: 'go' }>;

/**
 * Matches the resource again on a view of which nothing is older than `since`. `acting`: the step has
 * begun, so some of the new evidence is its own doing.
 */
export async function approve(
  step: Step,
  run: SweepRun,
  since: number,
  { acting }: { acting: boolean } = { acting: false },
): Promise<Approval> {
  const view = await run.stop.orStopped(run.views.since(since));
  if (isTooOld(view, run)) return { answer: 'unsure', why: 'too-old', ending: null };
  const seen = view.resources.get(step.key) ?? null;
  const module = moduleOf(step, run);
  const now = await module.reread(seen ?? resourceFromStep(step), callContext(step, run));
  // A resource may be missing because its list failed: only its own API proves that it is gone.
  if (now === null) return end({ outcome: 'gone' });
  if (seen === null) return { answer: 'look-again', reason: 'not-listed' };
  const finding = view.findings.get(step.key);
  if (!finding) return skipOrLookAgain('not-of-sst', { finding: null, view, run });
  const reason =
    reasonToSkip({
      basis: basisOf(step, run),
      finding,
      step,
      view,
      // To disable what another uses hurts nothing, where that one is disabled by this sweep as well.
      planned: step.action === 'disable' ? run.touched : run.planned,
      dataIsGivenUp: stepsOf(step.key, run).some(({ losesData }) => losesData),
      ownEffects: acting || hasOwnEffects(step, run),
      waitsForDistributions: !module.facts.guarded && !module.facts.serves,
      unattended: run.deps.options.unattended,
    }) ?? tagsSaySkip(now, seen, finding);
  if (reason !== null) return skipOrLookAgain(reason, { finding, view, run });
  if (seen.etag !== null && now.etag !== null && seen.etag !== now.etag)
    return { answer: 'look-again', reason: 'stale' };
  // Lists show no ETag of functions and buckets: there the times show a change.
  if (seen.modifiedAt !== now.modifiedAt || seen.createdAt !== now.createdAt)
    return { answer: 'look-again', reason: 'stale' };
  return { answer: 'go', resource: now, view };
}

function end(ending: Ending): Approval {
  return { answer: 'end', ending };
}

/** The age counts from the beginning of the reading, however long it took. */
export function isTooOld({ begunAt }: FreshAccount, { deps }: SweepRun): boolean {
  return deps.clock.now().getTime() - begunAt > longestViewAgeMs;
}

function skipOrLookAgain(
  reason: string,
  { finding, view, run }: { finding: Finding | null; view: FreshAccount; run: SweepRun },
): Approval {
  const ending: Ending = { outcome: 'skipped', reason };
  if (view.isUnread(finding)) return { answer: 'unsure', why: 'unread', ending };
  if (changedSince(view, run)) return { answer: 'unsure', why: 'own-change', ending };
  return end(ending);
}

function hasOwnEffects(step: Step, run: SweepRun): boolean {
  const began = stepsOf(step.key, run).some(
    ({ action, id }) => action !== 'delete' && run.outcomes.get(id)?.outcome === 'done',
  );
  const { usedBy } = basisOf(step, run);
  return (
    began || usedBy.some((user) => run.deletedAt.has(user)) || hadOwnEffects(step.key, usedBy, run)
  );
}

/** Actions of the sweep before it was interrupted count as much. */
function hadOwnEffects(key: string, usedBy: readonly string[], { deps }: SweepRun): boolean {
  const begun = deps.resumes?.journal.begun;
  if (!begun) return false;
  const changed = [...(begun.get(key) ?? [])].some((action) => action !== 'delete');
  return changed || usedBy.some((user) => begun.get(user)?.has('delete'));
}

/** An error that claims "not found" counts only where the resource's own API agrees. */
export async function isGone(error: unknown, step: Step, run: SweepRun): Promise<boolean> {
  if (classifyFailure(error).class !== 'gone') return false;
  // `NoSuchCachePolicy` on a distribution's update is about a resource that it names, not about itself.
  return (
    (await moduleOf(step, run).reread(resourceFromStep(step), callContext(step, run))) === null
  );
}
