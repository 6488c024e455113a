import {
  CreateKeyValueStoreCommand,
  DescribeKeyValueStoreCommand,
} from '@aws-sdk/client-cloudfront';
import type { KeyValueStore } from '@aws-sdk/client-cloudfront';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import type { Difference } from '../../model/restore.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { difference, requiredText } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags, tagItems } from '../restoring/saved-tags.ts';
import { elementText, unescapeXml } from '../restoring/xml-parts.ts';

const pollMs = 5_000;
const longestWaitMs = 300_000;

/**
 * A new store is empty: entries can only be read by requests with a signature (SigV4A) that this tool does
 * not make.
 */
export const restoreStore: Restoring = {
  after: [],
  permissions: ['cloudfront:CreateKeyValueStore', 'cloudfront:TagResource'],
  async foresee(saved) {
    const { differs } = await savedTags(saved);
    return [...newIds(saved, await oldId(saved), null), ...differs];
  },
  make,
};

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const xml = await requiredText(saved, 'config.xml');
  const { tags, differs } = await savedTags(saved);
  const comment = unescapeXml(elementText(xml, 'Comment') ?? '');
  try {
    await context.session.clients.cloudfront().send(
      new CreateKeyValueStoreCommand({
        Name: saved.id,
        ...(comment !== '' && { Comment: comment }),
        ...(Object.keys(tags).length > 0 && { Tags: tagItems(tags) }),
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    const { code, message } = classifyFailure(error);
    if (code !== 'EntityAlreadyExists') throw error;
    if (!context.begun) return { result: 'taken', message };
  }
  const made = await untilReady(saved.id, context);
  const [was, is] = [elementText(xml, 'Id'), made.Id ?? null];
  return {
    result: 'made',
    id: saved.id,
    renames: was !== null && is !== null && was !== is ? [[was, is]] : [],
    differs: [...newIds(saved, was, is), ...differs],
  };
}

function newIds(
  saved: SavedResource,
  was: string | null,
  is: string | null,
): readonly Difference[] {
  return [
    difference('id', [was, is], 'AWS gives every new one an id and so an ARN of its own.'),
    difference(
      'entries',
      [null, null],
      `${saved.missing('entries.json') ?? 'They are in no backup.'} A deploy writes what SST keeps there.`,
    ),
  ];
}

async function oldId(saved: SavedResource): Promise<string | null> {
  return elementText(await requiredText(saved, 'config.xml'), 'Id');
}

/** A function cannot name a store that is still being created. */
async function untilReady(name: string, context: CallContext): Promise<KeyValueStore> {
  const { clock, session, signal } = context;
  const end = clock.now().getTime() + longestWaitMs;
  for (;;) {
    const { KeyValueStore: store } = await session.clients
      .cloudfront()
      .send(new DescribeKeyValueStoreCommand({ Name: name }), { abortSignal: signal });
    if (!store) throw new UnreadableAnswer(`The answer is not the store ${name}.`);
    if (store.Status !== 'PROVISIONING') return store;
    if (clock.now().getTime() >= end)
      throw new Error(`CloudFront is still making the store ${name}. Restore again later.`);
    await clock.sleep(pollMs, signal);
  }
}
