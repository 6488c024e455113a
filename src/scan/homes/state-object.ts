import { touching } from '../../model/gap.ts';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { defaultAnswerLimits, limitedBytes } from '../../aws/answer-limits.ts';
import { UnreadableAnswer } from '../../aws/failures.ts';
import type { GapScope } from '../../model/gap.ts';
import { maxStateBytes, StateFileError } from '../../sst/state-object.ts';
import { gapFrom, isAbort } from '../../aws/failures.ts';
import { createByteGate } from './byte-gate.ts';
import type { HomePlace, ListedVersion } from './version-pages.ts';
import type { FileContext } from '../scan-context.ts';

/** Checkpoints have megabytes, and memory is the process's: so much of all scans is held at a time. */
const gate = createByteGate(8 * 1024 * 1024);

export interface StateFilePlace {
  readonly home: HomePlace;
  readonly stage: string;
  readonly use: string;
  /** Further things that are touched when it cannot be read; asked for only then. */
  readonly hides?: (isDamaged: boolean) => Partial<GapScope>;
}

/**
 * Reads and parses one version of a file of a state bucket. Null: it could not be read or did not parse, and
 * a gap over `stage` says so. Only the value of `parse` is kept: the files hold secrets.
 */
export async function readStateFile<Value>(
  version: ListedVersion,
  { home, stage, use, hides }: StateFilePlace,
  parse: (bytes: Uint8Array) => Value,
  context: FileContext,
): Promise<Value | null> {
  const { files } = context.options;
  const cacheKey = JSON.stringify([use, home.bucket, version.key, version.versionId, version.etag]);
  if (files.has(cacheKey)) return files.get(cacheKey) as Value;
  try {
    const value = await gate(version.size, async () =>
      parse(await readBytes(version, home, context)),
    );
    files.set(cacheKey, value);
    return value;
  } catch (error) {
    if (isAbort(error)) throw error;
    const isDamaged = error instanceof StateFileError;
    const gap = gapFrom({
      source: 'sst-state',
      operation: 's3:GetObjectVersion',
      region: home.region,
      error: isDamaged ? new UnreadableAnswer(error.message) : error,
      affects: touching({ stages: [stage], lookups: true, ...hides?.(isDamaged) }),
    });
    const why = isDamaged ? error.message : gap.message;
    context.gaps.add({
      ...gap,
      message: `s3://${home.bucket}/${version.key} (version ${version.versionId}): ${why}`.slice(
        0,
        500,
      ),
    });
    return null;
  }
}

async function readBytes(
  version: ListedVersion,
  { bucket, region }: HomePlace,
  { session, signal }: FileContext,
): Promise<Uint8Array> {
  if (version.size > maxStateBytes)
    throw new StateFileError('it is larger than 64 MB and was not parsed');
  const answer = await session.clients.s3(region).send(
    new GetObjectCommand({
      Bucket: bucket,
      Key: version.key,
      ExpectedBucketOwner: session.account,
      VersionId: version.versionId,
    }),
    { abortSignal: signal },
  );
  if (!answer.Body) throw new UnreadableAnswer(`The answer has no body for ${version.key}.`);
  return limitedBytes(answer.Body as Readable, {
    ...defaultAnswerLimits,
    mostBytes: maxStateBytes,
  });
}
