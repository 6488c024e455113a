import { classifyFailure } from '../aws/failures.ts';
import { MissingPart } from '../kinds/restoring/restoring.ts';
import type { SavedResource } from '../kinds/restoring/restoring.ts';
import { UserError } from '../model/errors.ts';
import type { Ending, RestoreRun } from './restore-run.ts';

/** How a resource ends that could not be brought back. Throws where the state directory is at fault. */
export function failedRestore(error: unknown, saved: SavedResource, run: RestoreRun): Ending {
  if (error instanceof UserError) throw error;
  if (error instanceof MissingPart) {
    const { name: code, message } = error;
    return { outcome: 'failed', reason: 'part-missing', error: { code, message, requestId: null } };
  }
  const failure = classifyFailure(error);
  const { class: reason, code, requestId } = failure;
  if (reason === 'expired-credentials') run.stopped.reason ??= 'expired-credentials';
  const needed = reason === 'denied' ? permissionsFor(saved, run) : '';
  return {
    outcome: 'failed',
    reason,
    error: { code, message: `${failure.message}${needed}`, requestId },
  };
}

/** `iam-policy` prints the permissions of a scan and a sweep; these come on top of them. */
function permissionsFor({ kind }: SavedResource, { modules }: RestoreRun): string {
  const restore = modules.get(kind)?.restore;
  if (!restore || 'impossible' in restore) return '';
  return ` To restore a ${kind} needs, besides what a sweep needs: ${restore.permissions.join(', ')}.`;
}
