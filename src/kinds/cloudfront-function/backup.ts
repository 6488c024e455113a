import { GetFunctionCommand } from '@aws-sdk/client-cloudfront';
import type { FunctionStage } from '@aws-sdk/client-cloudfront';

import { classifyFailure } from '../../aws/failures.ts';
import type { Resource } from '../../model/resource.ts';
import { backupPart, jsonText } from '../backup-parts.ts';
import { readCloudFrontTags } from '../cloudfront-tags.ts';
import { describeFunction } from './rows.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { BackupPart } from '../kind-module.ts';

export const functionStages = ['DEVELOPMENT', 'LIVE'] as const satisfies readonly FunctionStage[];

/** Code and configuration of each existing stage, as `live.js` and `live.json`, and the tags. */
export async function backupFunction(
  resource: Resource,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const { arn } = resource;
  const tags = async () => {
    if (arn === null) throw new Error('It has no ARN.');
    return jsonText(await readCloudFrontTags(arn, context));
  };
  const parts = await Promise.all([
    ...functionStages.map((stage) => backupStage(resource.id, stage, context)),
    backupPart('tags.json', tags, context).then((part) => [part]),
  ]);
  return parts.flat();
}

/** No parts for a stage that the function does not have. */
async function backupStage(
  name: string,
  stage: FunctionStage,
  context: CallContext,
): Promise<readonly BackupPart[]> {
  const file = stage.toLowerCase();
  const described = describeFunction(name, stage, context);
  const [config, code] = await Promise.all([
    backupPart(`${file}.json`, async () => jsonText((await described)?.row ?? null), context),
    backupPart(`${file}.js`, async () => (await readCode(name, stage, context)) ?? '', context),
  ]);
  const isThere = 'missing' in config || (await described) !== null;
  return isThere ? [code, config] : [];
}

/** Null: there is no such function in this stage. */
export async function readCode(
  name: string,
  stage: FunctionStage,
  context: CallContext,
): Promise<Uint8Array | null> {
  try {
    const { FunctionCode: code } = await context.session.clients
      .cloudfront()
      .send(new GetFunctionCommand({ Name: name, Stage: stage }), { abortSignal: context.signal });
    if (!code) throw new Error('The answer has no code.');
    return code;
  } catch (error) {
    if (classifyFailure(error).code === 'NoSuchFunctionExists') return null;
    throw error;
  }
}
