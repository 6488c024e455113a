import { CreateDistributionWithTagsCommand } from '@aws-sdk/client-cloudfront';
import type { Distribution } from '@aws-sdk/client-cloudfront';

import { classifyFailure, UnreadableAnswer } from '../../aws/failures.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import type { Difference } from '../../model/restore.ts';
import type { CallContext } from '../../aws/call-context.ts';
import { difference, newId, requiredText } from '../restoring/restoring.ts';
import type {
  MakeResult,
  RestoreContext,
  Restoring,
  SavedResource,
} from '../restoring/restoring.ts';
import { savedTags, tagItems } from '../restoring/saved-tags.ts';
import {
  elementText,
  escapeXml,
  withElementText,
  withoutDeclaration,
} from '../restoring/xml-parts.ts';
import { listDistributionRows } from './deletion.ts';
import { undoDisabling } from './enabling.ts';
import { lostHeaders, withoutLostHeaders } from './header-values.ts';
import { readDistribution } from './rows.ts';

/** Restored after the resources that it names, with their new ids, and enabled if it was. */
export const restoreDistribution: Restoring = {
  after: [
    'cloudfront-function',
    'lambda-edge-function',
    'lambda-function',
    's3-bucket',
    'cloudfront-origin-access-control',
    'cloudfront-origin-access-identity',
    'cloudfront-cache-policy',
    'cloudfront-origin-request-policy',
    'cloudfront-response-headers-policy',
  ],
  permissions: [
    'cloudfront:CreateDistribution',
    'cloudfront:UntagResource',
    'cloudfront:UpdateDistribution',
    'iam:CreateServiceLinkedRole',
  ],
  foresee,
  make,
  undo: undoDisabling,
};

async function foresee(saved: SavedResource): Promise<readonly Difference[]> {
  const xml = await requiredText(saved, 'config.xml');
  return [newId(saved.id, null), domain(saved, null), ...(await losses(saved, xml))];
}

async function losses(saved: SavedResource, xml: string): Promise<readonly Difference[]> {
  const { differs } = await savedTags(saved);
  return [
    ...lostHeaders(xml).map((name) =>
      difference(
        `origin header ${name}`,
        [null, null],
        'Its value may be a secret and is in no backup: add it again.',
      ),
    ),
    ...differs,
  ];
}

function domain({ identifiers }: SavedResource, is: string | null): Difference {
  const was = identifiers.find((each) => /\.cloudfront\.(net|cn)$/.test(each)) ?? null;
  return difference(
    'domain name',
    [was, is],
    'It comes with the id: DNS records that lead to the old one must be changed.',
  );
}

async function make(saved: SavedResource, context: RestoreContext): Promise<MakeResult> {
  const kept = await requiredText(saved, 'config.xml');
  const config = withElementText(withoutLostHeaders(kept), 'CallerReference', context.reference);
  const { tags } = await savedTags(saved);
  const made =
    (context.begun && (await findOwn(config, context))) ||
    (await create(documentOf(config, tags), context));
  if ('taken' in made) return { result: 'taken', message: made.taken };
  const { Id: id, DomainName: name = null } = made;
  if (!id) throw new UnreadableAnswer('The answer is not the distribution that was made.');
  const was = domain(saved, name);
  return {
    result: 'made',
    id,
    renames: [
      [saved.id, id],
      ...(was.was !== null && name !== null ? [[was.was, name] as const] : []),
    ],
    differs: [newId(saved.id, id), was, ...(await losses(saved, kept))],
  };
}

function documentOf(config: string, tags: Readonly<Record<string, string>>): string {
  const items = tagItems(tags)
    .Items.map(
      ({ Key, Value }) =>
        `<Tag><Key>${escapeXml(Key)}</Key><Value>${escapeXml(Value)}</Value></Tag>`,
    )
    .join('');
  const list = items === '' ? '<Items/>' : `<Items>${items}</Items>`;
  return `<DistributionConfigWithTags xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${withoutDeclaration(config)}<Tags>${list}</Tags></DistributionConfigWithTags>`;
}

async function create(
  xml: string,
  { session, signal }: CallContext,
): Promise<Distribution | { readonly taken: string }> {
  const command = new CreateDistributionWithTagsCommand({ DistributionConfigWithTags: undefined });
  try {
    const { Distribution: made } = await session.clients
      .cloudfront()
      .send(withRawBody(command, xml), { abortSignal: signal });
    if (!made) throw new UnreadableAnswer('The answer is not the distribution that was made.');
    return made;
  } catch (error) {
    const { code, message } = classifyFailure(error);
    // One of its aliases leads to another distribution by now.
    if (code === 'CNAMEAlreadyExists') return { taken: message };
    throw error;
  }
}

/**
 * Finds the distribution that a killed restore made: no list shows caller references, so distributions with
 * the same comment are read.
 */
async function findOwn(config: string, context: RestoreContext): Promise<Distribution | null> {
  const comment = elementText(withoutNested(config), 'Comment') ?? '';
  for await (const rows of listDistributionRows(context)) {
    for (const { Id: id, Comment: theirs } of rows) {
      if (id === undefined || escapeXml(theirs ?? '') !== comment) continue;
      const read = await readDistribution(id, context);
      if (read?.distribution.DistributionConfig?.CallerReference === context.reference)
        return read.distribution;
    }
  }
  return null;
}

const nested = /<(Origins|CacheBehaviors|DefaultCacheBehavior)>(?:(?!<\1>)[\s\S])*?<\/\1>/g;

/**
 * The configuration without behaviours, origins and error pages, whose comments are not the distribution's.
 */
function withoutNested(config: string): string {
  return config.replace(nested, '');
}
