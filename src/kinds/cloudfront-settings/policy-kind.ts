import type { CloudFrontList } from '../../aws/pages.ts';
import { cloudFrontPage } from '../../aws/pages.ts';
import type { KindFacts } from '../../model/kind.ts';
import type { Resource } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule } from '../kind-module.ts';
import { configurationHash, isoTime, resourceOf } from '../resource-shape.ts';
import { restoredFromXml } from './restoring.ts';
import { settingKind, type SettingCalls } from './setting-kind.ts';

/** A policy of any of the three kinds, without the kind's name in its members. */
export interface Policy {
  readonly id: string | undefined;
  readonly modifiedAt: Date | undefined;
  readonly config:
    | { readonly Name?: string | undefined; readonly Comment?: string | undefined }
    | undefined;
}

interface PolicyRow {
  readonly type: string | undefined;
  readonly policy: Policy;
}

/** The three kinds have the same calls under different names. */
export interface PolicyCalls {
  /** `CachePolicy`, as it stands in the names of calls, types and errors. */
  readonly name: string;
  readonly listName: string;
  /** Of ARNs. */
  readonly path: string;
  list(
    query: { readonly Type: 'custom'; readonly MaxItems: number; readonly Marker?: string },
    context: CallContext,
  ): Promise<CloudFrontList<PolicyRow> | undefined>;
  read(
    id: string,
    context: CallContext,
  ): Promise<{ readonly policy: Policy | undefined; readonly etag: string | undefined }>;
  rawConfig(id: string, context: CallContext): Promise<Uint8Array>;
  /** From its configuration's XML. */
  create(xml: string, context: CallContext): Promise<Policy | undefined>;
  remove(id: string, etag: string, context: CallContext): Promise<unknown>;
}

type OwnFacts = Pick<KindFacts, 'kind' | 'label' | 'plural' | 'consoleUrl'>;

export function policyKind(own: OwnFacts, calls: PolicyCalls): KindModule {
  const { name, listName } = calls;
  const setting = settingCalls(own, calls);
  return {
    facts: {
      ...own,
      guarded: true,
      holdsData: false,
      global: true,
      regional: false,
      useIsSeenBy: null,
      serves: false,
      tagged: false,
      idsAreUnique: true,
      pulumiTypes: [`aws:cloudfront/${name.replace(/^./, (c) => c.toLowerCase())}:${name}`],
      cloudFormationTypes: [`AWS::CloudFront::${name}`],
      follows: null,
      // Pulumi names them by itself, without app and stage (SST platform/src/components/component.ts).
      nameLimit: null,
      lowerCaseNames: false,
      steps: ['delete'],
      estimateSeconds: { delete: 2 },
      ageRestsOn:
        'CloudFront keeps no creation time of policies; the time is that of the last change.',
      creationIsKnown: false,
      alreadyExistsCodes: [`${name}AlreadyExists`],
    },
    notes: {
      found: 'only custom ones are listed; behaviours of distributions name it; carries no tags',
      blockers: 'in use by a behaviour of a distribution',
      restores: 'the whole configuration; its id is new',
    },
    permissions: {
      scan: [`cloudfront:Get${name}`, `cloudfront:List${listName}`],
      sweep: [`cloudfront:Delete${name}`, `cloudfront:Get${name}Config`],
    },
    listOperation: `cloudfront:List${listName}`,
    ...settingKind<Policy>(setting),
    restore: restoredFromXml(setting, {
      permission: `cloudfront:Create${name}`,
      takenCode: `${name}AlreadyExists`,
      create: calls.create,
    }),
  };
}

function settingCalls(own: OwnFacts, calls: PolicyCalls): SettingCalls<Policy> {
  return {
    kind: own.kind,
    readOperation: `cloudfront:Get${calls.name}`,
    goneCode: `NoSuch${calls.name}`,
    async page(marker, context) {
      const query = { Type: 'custom', MaxItems: 100, ...(marker && { Marker: marker }) } as const;
      const { rows, next } = cloudFrontPage(await calls.list(query, context));
      // A server that does not know the filter sends AWS's own policies too: those are nobody's.
      const custom = rows.filter(({ type }) => type === 'custom');
      return { rows: custom.map(({ policy }) => policy), next };
    },
    async read(id, context) {
      const { policy, etag } = await calls.read(id, context);
      return { row: policy, etag };
    },
    rawConfig: calls.rawConfig,
    remove: calls.remove,
    idOf: ({ id }) => id,
    isThin: ({ config, modifiedAt }) => !config?.Name || !modifiedAt,
    resource: (id, policy, context) => resourceFrom(id, policy, { own, calls, context }),
  };
}

function resourceFrom(
  id: string,
  { modifiedAt, config }: Policy,
  {
    own,
    calls,
    context,
  }: { readonly own: OwnFacts; readonly calls: PolicyCalls; readonly context: CallContext },
): Resource {
  const { partition, account } = context.session;
  const name = config?.Name ?? null;
  return resourceOf(own.kind, id, {
    arn: `arn:${partition}:cloudfront::${account}:${calls.path}/${id}`,
    name,
    region: 'global',
    modifiedAt: isoTime(modifiedAt),
    description: config?.Comment || null,
    identifiers: [id, ...(name === null ? [] : [name])],
    configuration: configurationHash({ config, modifiedAt }),
  });
}
