import { touching } from '../model/gap.ts';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { alongTrail } from '../aws/page-trails.ts';
import { readAll, requireMember, requireRows } from '../aws/pages.ts';
import type { TaggedResource } from '../model/inventory.ts';
import type { Resource, Tags } from '../model/resource.ts';
import { keepTag, traceTags } from '../model/own-tags.ts';
import type { ScanContext } from './scan-context.ts';

interface TagList {
  readonly key: string;
  /** Of these types only (`service` or `service:type`); absent: of all. */
  readonly types?: readonly string[];
}

/**
 * Filters of one call are joined by AND, so each of these is a list of its own. SST puts both of its tags on
 * everything, so a stage tag without an app tag is somebody else's doing. That matters where a verdict may
 * rest on the other signs alone; kinds that Lambda and CloudWatch have by the ten thousand are asked for
 * their tags again before they are deleted.
 */
const tagLists: readonly TagList[] = [
  { key: 'sst:app' },
  { key: 'sst:stage', types: ['cloudfront', 's3'] },
  { key: keepTag },
  { key: traceTags.sweep },
];

/**
 * Everything in a region that carries one of SST's or this tool's tags; null where that could not
 * be read. Global services show in us-east-1. Rows of deleted resources come too, so a row is never
 * proof that something exists.
 */
export async function tagRows(
  region: string,
  context: ScanContext,
): Promise<readonly TaggedResource[] | null> {
  return context.gaps.guard(
    {
      source: 'tags',
      operation: 'tag:GetResources',
      region,
      affects: touching({ regions: [region, 'global'], lookups: true }),
    },
    async () => {
      const lists = await Promise.all(tagLists.map((list) => rowsWithTag(list, region, context)));
      const byArn = new Map(lists.flat().map((row) => [row.arn, row]));
      return [...byArn.values()];
    },
    null,
  );
}

async function rowsWithTag(
  { key, types }: TagList,
  region: string,
  context: ScanContext,
): Promise<readonly TaggedResource[]> {
  const client = context.session.clients.tagging(region);
  return readAll(
    alongTrail(
      async (token) => {
        const answer = await client.send(
          new GetResourcesCommand({
            TagFilters: [{ Key: key }],
            ...(types && { ResourceTypeFilters: [...types] }),
            ResourcesPerPage: 100,
            ...(token === null ? {} : { PaginationToken: token }),
          }),
          { abortSignal: context.signal },
        );
        const rows = requireRows(answer.ResourceTagMappingList, 'tagged resources').map(
          ({ ResourceARN, Tags }) => ({
            arn: requireMember(ResourceARN, 'ResourceARN'),
            region,
            tags: tagsOf(Tags ?? []),
          }),
        );
        return { rows, next: answer.PaginationToken || null };
      },
      context.session,
      `Tagging.GetResources ${region} ${key}`,
    ),
  );
}

function tagsOf(tags: readonly { Key?: string | undefined; Value?: string | undefined }[]): Tags {
  return Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key ? [[Key, Value ?? '']] : [])));
}

const none: Tags = {};

/** Gives each resource the tags of its row. No row where the region was read: it carries none of these tags. */
export function withTags(
  resources: readonly Resource[],
  rows: readonly TaggedResource[],
  unreadRegions: ReadonlySet<string>,
): readonly Resource[] {
  const byArn = new Map(rows.map(({ arn, tags }) => [comparableArn(arn), tags]));
  return resources.map((resource) => {
    const tags = resource.arn === null ? undefined : byArn.get(comparableArn(resource.arn));
    const region = resource.region === 'global' ? 'us-east-1' : resource.region;
    return {
      ...resource,
      tags: tags ?? (unreadRegions.has(region) ? null : (resource.tags ?? none)),
    };
  });
}

/**
 * Servers of others leave the empty region of a global ARN out: `arn:aws:cloudfront:1234:distribution/E`.
 * A log group's ARN may end in `:*` (CloudWatch Logs API, LogGroup).
 */
export function comparableArn(arn: string): string {
  return arn
    .replace(/^(arn:[^:]*:cloudfront):{0,2}(\d{12}):/, '$1::$2:')
    .replace(/^(arn:[^:]*:logs:.*):\*$/, '$1');
}
