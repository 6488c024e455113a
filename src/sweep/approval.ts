import { classifyFailure } from '../aws/failures.ts';
import type { Step } from '../model/plan.ts';
import type { Resource } from '../model/resource.ts';
import { bareResource } from './bare-resource.ts';
import type { Ending } from './outcomes.ts';
import { reasonToSkip, tagsSaySkip } from './recheck.ts';
import { basisOf, kindContext, moduleOf, stepsOf, type SweepRun } from './sweep-run.ts';
import type { View } from './view.ts';

/** A view on which something irreversible rests is no older than this. */
export const longestViewAgeMs = 60_000;

/** The answer to "may this step still be taken?". */
export type Approval =
  | { readonly answer: 'go'; readonly resource: Resource; readonly view: View }
  /** The view and the resource's own API disagree: a newer view must decide. */
  | { readonly answer: 'look-again'; readonly reason: string }
  | { readonly answer: 'end'; readonly ending: Ending };

/** Matches the resource again on a view of which nothing is older than `since`. */
export async function approve(step: Step, run: SweepRun, since: number): Promise<Approval> {
  const view = await run.stop.orStopped(run.views.since(since));
  const seen = view.resources.get(step.key) ?? null;
  const module = moduleOf(step, run);
  const now = await module.reread(seen ?? bareResource(step), kindContext(step, run));
  // A list that failed lacks resources as much as one that succeeded: only its own API says gone.
  if (now === null) return end({ outcome: 'gone' });
  if (seen === null) return { answer: 'look-again', reason: 'not-listed' };
  const finding = view.findings.get(step.key);
  if (!finding) return skip('not-of-sst');
  const reason =
    reasonToSkip({
      basis: basisOf(step, run),
      finding,
      step,
      view,
      planned: run.planned,
      dataIsGivenUp: stepsOf(step.key, run).some(({ losesData }) => losesData),
      ownEffects: hasOwnEffects(step, run),
      waitsForDistributions: !module.facts.guarded && !module.facts.serves,
      unattended: run.deps.options.unattended,
    }) ?? tagsSaySkip(now, seen, finding);
  if (reason !== null) return skip(reason);
  if (seen.etag !== null && now.etag !== null && seen.etag !== now.etag)
    return { answer: 'look-again', reason: 'stale' };
  // Lists show no ETag of functions and buckets: there the times are what tells a change.
  if (seen.modifiedAt !== now.modifiedAt || seen.createdAt !== now.createdAt)
    return { answer: 'look-again', reason: 'stale' };
  return { answer: 'go', resource: now, view };
}

function end(ending: Ending): Approval {
  return { answer: 'end', ending };
}

function skip(reason: string): Approval {
  return end({ outcome: 'skipped', reason });
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

/** What the sweep did before it was interrupted counts as much. */
function hadOwnEffects(key: string, usedBy: readonly string[], { deps }: SweepRun): boolean {
  const begun = deps.resumes?.journal.begun;
  if (!begun) return false;
  const changed = [...(begun.get(key) ?? [])].some((action) => action !== 'delete');
  return changed || usedBy.some((user) => begun.get(user)?.has('delete'));
}

/** A failure that says "it is not there": true only where the resource's own API says so too. */
export async function isGone(error: unknown, step: Step, run: SweepRun): Promise<boolean> {
  if (classifyFailure(error).class !== 'gone') return false;
  // `NoSuchCachePolicy` on a distribution's update speaks of what it names, not of itself.
  return (await moduleOf(step, run).reread(bareResource(step), kindContext(step, run))) === null;
}
