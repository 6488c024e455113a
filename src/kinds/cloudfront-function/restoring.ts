import {
  CreateFunctionCommand,
  PublishFunctionCommand,
  UpdateFunctionCommand,
} from '@aws-sdk/client-cloudfront';
import type { FunctionConfig, FunctionStage } from '@aws-sdk/client-cloudfront';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { describeFunction } from './rows.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { configurationHash } from '../resource-shape.ts';
import { MissingPart, requiredText } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags, tagItems } from '../restoring/saved-tags.ts';
import { functionStages, readCode } from './backup.ts';

/** Code and configuration of one stage of a function, wanted or found. */
interface StageContent {
  readonly code: string;
  readonly config: FunctionConfig;
}

type Stages = Readonly<Record<FunctionStage, StageContent | null>>;

/**
 * CloudFront makes the development stage and copies it to the live one. So the live stage's code comes
 * first, is published, and then the development stage gets its own.
 */
export const restoreFunction: Restoring = {
  after: ['cloudfront-key-value-store'],
  permissions: [
    'cloudfront:CreateFunction',
    'cloudfront:PublishFunction',
    'cloudfront:TagResource',
    'cloudfront:UpdateFunction',
  ],
  foresee: async (saved) => (await savedTags(saved)).differs,
  make,
};

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const wanted = await savedStages(saved);
  const first = wanted.LIVE ?? wanted.DEVELOPMENT;
  if (!first) throw new MissingPart('development.js', saved.missing('development.js'));
  const { tags, differs } = await savedTags(saved);
  const refusal = await createFirst(saved.id, { first, tags, context });
  if (refusal !== null) return { result: 'taken', message: refusal };
  const strange = await catchUp(saved.id, wanted, context);
  if (strange !== null) return { result: 'taken', message: strange };
  return { result: 'made', id: saved.id, renames: [], differs };
}

/** Returns a message where the name belongs to somebody else. */
async function createFirst(
  name: string,
  {
    first: { code, config },
    tags,
    context,
  }: {
    readonly first: StageContent;
    readonly tags: Readonly<Record<string, string>>;
    readonly context: RestoreContext;
  },
): Promise<string | null> {
  try {
    await context.session.clients.cloudfront().send(
      new CreateFunctionCommand({
        Name: name,
        FunctionConfig: config,
        FunctionCode: Buffer.from(code),
        ...(Object.keys(tags).length > 0 && { Tags: tagItems(tags) }),
      }),
      { abortSignal: context.signal },
    );
    return null;
  } catch (error) {
    const { code: errorCode, message } = classifyFailure(error);
    if (errorCode !== 'FunctionAlreadyExists') throw error;
    return context.begun ? null : message;
  }
}

/**
 * From any point at which a restore was killed to both stages; a message where the function is another one.
 */
async function catchUp(
  name: string,
  wanted: Stages,
  context: RestoreContext,
): Promise<string | null> {
  const now = await currentStages(name, context);
  const strange = 'It has another content than the one that is restored.';
  if (wanted.LIVE && !now.LIVE) {
    if (!isSame(now.DEVELOPMENT, wanted.LIVE)) return strange;
    await publish(name, context);
  } else if (!isSame(now.LIVE, wanted.LIVE)) return strange;
  const last = wanted.DEVELOPMENT;
  if (!last || isSame(now.DEVELOPMENT, last)) return null;
  if (!isSame(now.DEVELOPMENT, wanted.LIVE)) return strange;
  await update(name, last, context);
  return null;
}

async function publish(name: string, context: CallContext): Promise<void> {
  await context.session.clients
    .cloudfront()
    .send(
      new PublishFunctionCommand({ Name: name, IfMatch: await developmentEtag(name, context) }),
      { abortSignal: context.signal },
    );
}

async function update(
  name: string,
  { code, config }: StageContent,
  context: CallContext,
): Promise<void> {
  await context.session.clients.cloudfront().send(
    new UpdateFunctionCommand({
      Name: name,
      IfMatch: await developmentEtag(name, context),
      FunctionConfig: config,
      FunctionCode: Buffer.from(code),
    }),
    { abortSignal: context.signal },
  );
}

async function developmentEtag(name: string, context: CallContext): Promise<string> {
  const described = await describeFunction(name, 'DEVELOPMENT', context);
  if (!described) throw new UnreadableAnswer(`The answer is not the function ${name}.`);
  return described.etag;
}

/** Throws where the backup lacks a stage that the function had. */
async function savedStages(saved: SavedResource): Promise<Stages> {
  const read = async (stage: FunctionStage): Promise<StageContent | null> => {
    const file = stage.toLowerCase();
    const [text, code] = [await saved.text(`${file}.json`), await saved.text(`${file}.js`)];
    const isAbsent = [`${file}.json`, `${file}.js`].every((part) => saved.missing(part) === null);
    if (text === null && code === null && isAbsent) return null;
    const { FunctionConfig: config } = JSON.parse(await requiredText(saved, `${file}.json`)) as {
      FunctionConfig: FunctionConfig;
    };
    return { code: await requiredText(saved, `${file}.js`), config };
  };
  return { DEVELOPMENT: await read('DEVELOPMENT'), LIVE: await read('LIVE') };
}

async function currentStages(name: string, context: CallContext): Promise<Stages> {
  const [development = null, live = null] = await Promise.all(
    functionStages.map(async (stage): Promise<StageContent | null> => {
      const described = await describeFunction(name, stage, context);
      const code = described && (await readCode(name, stage, context));
      const config = described?.row.FunctionConfig;
      return code && config ? { code: new TextDecoder().decode(code), config } : null;
    }),
  );
  return { DEVELOPMENT: development, LIVE: live };
}

function isSame(left: StageContent | null, right: StageContent | null): boolean {
  return configurationHash(left) === configurationHash(right);
}
