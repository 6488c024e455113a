import type { CallContext } from '../../src/aws/call-context.ts';
import type { BackupPart, KindModule } from '../../src/kinds/kind-module.ts';
import type { RestoreContext, SavedResource } from '../../src/kinds/restoring/restoring.ts';
import type { Resource } from '../../src/model/resource.ts';
import { renamed } from '../../src/restore/renames.ts';

/** A resource as its kind's own backup keeps it. */
export async function savedBy(
  kind: KindModule,
  resource: Resource,
  context: CallContext,
): Promise<SavedResource> {
  const fresh = (await kind.reread(resource, context)) ?? resource;
  return savedOf(fresh, await kind.backup(fresh, context));
}

function savedOf(resource: Resource, parts: readonly BackupPart[]): SavedResource {
  const { key, kind, id, arn, name, region, tags, identifiers } = resource;
  const bytes = async (wanted: string) => {
    const part = parts.find((each) => each.name === wanted);
    return part && 'content' in part ? Buffer.from(part.content) : null;
  };
  return {
    key,
    kind,
    id,
    arn,
    name,
    region,
    tags,
    identifiers,
    objects: null,
    bytes,
    text: async (wanted) => (await bytes(wanted))?.toString() ?? null,
    missing(wanted) {
      const part = parts.find((each) => each.name === wanted);
      return part && 'missing' in part ? part.missing : null;
    },
    parts: (folder) => parts.map((each) => each.name).filter((each) => each.startsWith(folder)),
  };
}

export function restoring(context: CallContext, begun = false): RestoreContext {
  return {
    ...context,
    sweep: 'sweep-1',
    reference: 'sst-sweep restore sweep-1',
    begun,
    progress: () => undefined,
  };
}

/** What AWS writes by itself, anew for everything that is made. */
const ofAws =
  /"(?:LastModified|LastModifiedTime|CreatedTime|CreateDate|RevisionId|Status|creationTime)": (?:"[^"]*"|\d+)|<(LastModifiedTime|CallerReference)>[^<]*<\/\1>/g;

/** A backup's parts as text, with the old ids renamed, and without what AWS writes by itself. */
export async function comparableParts(
  saved: SavedResource,
  renames: readonly (readonly [string, string])[] = [],
): Promise<Record<string, string>> {
  const parts = await Promise.all(
    saved.parts('').map(async (part) => {
      const text = (await saved.text(part)) ?? `missing: ${saved.missing(part)}`;
      return [part, renamed(text, new Map(renames)).replace(ofAws, '')] as const;
    }),
  );
  return Object.fromEntries(parts);
}
