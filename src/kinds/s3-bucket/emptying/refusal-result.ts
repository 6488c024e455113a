import { GetObjectLegalHoldCommand, GetObjectRetentionCommand } from '@aws-sdk/client-s3';

import { classifyFailure } from '../../../aws/failures.ts';
import type { CallContext } from '../../../aws/call-context.ts';
import type { StepResult } from '../../kind-module.ts';
import { refused, skipped } from '../../step-results.ts';
import { notArchivedCode } from './archiving.ts';
import type { Refusal } from './object-deletion.ts';
import type { BucketPlace } from '../versions.ts';
import { isOverwritten } from './write-guard.ts';

/**
 * The reason why S3 will not delete a version. Object Lock is never bypassed; its end is read from the
 * version itself, since the refusal does not contain it.
 */
export async function refusalResult(
  place: BucketPlace,
  refusal: Refusal,
  context: CallContext,
): Promise<StepResult> {
  const { key, code, message } = refusal;
  if (code === notArchivedCode)
    return refused('not-archived', `"${key}" stays, since it could not be archived (${message}).`);
  if (isOverwritten(code))
    return skipped('newer-object', `"${key}" was written since it was listed, and stays.`);
  const told = `"${key}" cannot be deleted (${code}: ${message}).`;
  if (code !== 'AccessDenied') return refused('object-refused', told);
  if (!/object lock/i.test(message)) {
    // Refusals by a bucket policy, an SCP and an RCP all read like this.
    return refused(/explicit deny/i.test(message) ? 'policy' : 'object-refused', told);
  }
  const [hold, retention] = await Promise.all([
    readLegalHold(place, refusal, context),
    readRetention(place, refusal, context),
  ]);
  const why = [hold, retention].filter((text) => text !== null).join(' ');
  return refused('object-lock', why === '' ? told : `"${key}" is kept by Object Lock. ${why}`);
}

async function readRetention(
  place: BucketPlace,
  refusal: Refusal,
  context: CallContext,
): Promise<string | null> {
  const answer = await lockOrNull(() =>
    context.session.clients
      .s3(place.region)
      .send(new GetObjectRetentionCommand(versionIn(place, refusal, context)), {
        abortSignal: context.signal,
      }),
  );
  const { Mode: mode, RetainUntilDate: until } = answer?.Retention ?? {};
  if (!until) return null;
  return mode === 'COMPLIANCE'
    ? `Nobody can delete it before ${until.toISOString()} (compliance mode).`
    : `It is retained until ${until.toISOString()} (governance mode, which is not bypassed).`;
}

async function readLegalHold(
  place: BucketPlace,
  refusal: Refusal,
  context: CallContext,
): Promise<string | null> {
  const answer = await lockOrNull(() =>
    context.session.clients
      .s3(place.region)
      .send(new GetObjectLegalHoldCommand(versionIn(place, refusal, context)), {
        abortSignal: context.signal,
      }),
  );
  return answer?.LegalHold?.Status === 'ON'
    ? 'It is under a legal hold, which somebody has to lift first.'
    : null;
}

/** Null: the version has none, or the caller may not read it. The refusal holds without it. */
async function lockOrNull<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (error) {
    const { code, class: failureClass } = classifyFailure(error);
    if (failureClass === 'denied' || failureClass === 'gone') return null;
    if (code === 'NoSuchObjectLockConfiguration' || code === 'InvalidRequest') return null;
    throw error;
  }
}

function versionIn({ name }: BucketPlace, { key, versionId }: Refusal, { session }: CallContext) {
  return {
    Bucket: name,
    Key: key,
    ...(versionId && { VersionId: versionId }),
    ExpectedBucketOwner: session.account,
  };
}
