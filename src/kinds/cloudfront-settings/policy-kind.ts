import type { CallContext } from '../../aws/call-context.ts';
import { cloudFrontPage, type CloudFrontList } from '../../aws/pages.ts';
import { type CapturedCommand, rawBodyOf } from '../../aws/raw-body.ts';
import { type ReplacedCommand, withRawBody } from '../../aws/raw-request.ts';
import type { Resource } from '../../model/resource.ts';
import type { KindModule } from '../kind-module.ts';
import { configurationHash, isoTime, resourceOf } from '../resource-shape.ts';
import { restoredFromXml } from './restoring.ts';
import { settingFacts, settingKind, type SettingCalls } from './setting-kind.ts';

/** One of three kinds of policies, which have the same calls under different names. */
interface PolicyKind {
  readonly kind: string;
  /** `CachePolicy`, as in the names of calls, members and errors. */
  readonly name: string;
  readonly label: string;
  /**
   * AWS raises their quota on request. Whether it does so for the two besides the cache policies is not said
   * (CloudFront developer guide, "Quotas").
   */
  readonly raisedOnRequest: boolean;
  readonly consoleUrl: string;
  list(query: { Type: 'custom'; MaxItems: number; Marker?: string }): object;
  get(id: string): object;
  getConfig(id: string): CapturedCommand;
  create(): ReplacedCommand;
  delete(id: string, etag: string): object;
}

/** A policy as CloudFront answers it; the member with its configuration is called after the kind. */
type Policy = Readonly<{ Id?: string; LastModifiedTime?: Date }> &
  Readonly<Record<string, unknown>>;

interface PolicyConfig {
  readonly Name?: string;
  readonly Comment?: string;
}

type Answer = Readonly<Record<string, unknown>> & { readonly ETag?: string };

export function policyKind(of: PolicyKind): KindModule {
  const { name } = of;
  const listName = pluralOf(name);
  const calls = callsOf(of);
  return {
    facts: {
      ...settingFacts,
      kind: of.kind,
      label: of.label,
      plural: pluralOf(of.label),
      consoleUrl: of.consoleUrl,
      pulumiTypes: [`aws:cloudfront/${name.replace(/^./, (c) => c.toLowerCase())}:${name}`],
      cloudFormationTypes: [`AWS::CloudFront::${name}`],
      // Pulumi names them by itself, without app and stage (SST platform/src/components/component.ts).
      nameLimit: null,
      ageRestsOn:
        'CloudFront keeps no creation time of policies; the time is that of the last change.',
      quota: { plural: `custom ${pluralOf(of.label)}`, limit: 20, adjustable: of.raisedOnRequest },
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
    ...settingKind<Policy>(calls),
    restore: restoredFromXml(calls, {
      permission: `cloudfront:Create${name}`,
      takenCode: `${name}AlreadyExists`,
      create: async (xml, context) =>
        (await send(withRawBody(of.create(), xml), context))[name] as Policy | undefined,
    }),
  };
}

function pluralOf(name: string): string {
  return name.replace(/y$/, 'ies');
}

function callsOf(of: PolicyKind): SettingCalls<Policy> {
  const configOf = (policy: Policy) => policy[`${of.name}Config`] as PolicyConfig | undefined;
  return {
    kind: of.kind,
    readOperation: `cloudfront:Get${of.name}`,
    goneCode: `NoSuch${of.name}`,
    async page(marker, context) {
      const query = { Type: 'custom', MaxItems: 100, ...(marker && { Marker: marker }) } as const;
      const answer = await send(of.list(query), context);
      const { rows, next } = cloudFrontPage(
        answer[`${of.name}List`] as CloudFrontList<Answer> | undefined,
      );
      // A server that does not know the filter sends AWS's own policies too: those have no owner here.
      const custom = rows.filter((row) => row['Type'] === 'custom');
      return { rows: custom.map((row) => (row[of.name] ?? {}) as Policy), next };
    },
    async read(id, context) {
      const answer = await send(of.get(id), context);
      return { row: answer[of.name] as Policy | undefined, etag: answer.ETag };
    },
    rawConfig: (id, context) => rawBodyOf(of.getConfig(id), (command) => send(command, context)),
    remove: (id, etag, context) => send(of.delete(id, etag), context),
    idOf: ({ Id: id }) => id,
    isThin: (policy) => !configOf(policy)?.Name || !policy.LastModifiedTime,
    resource: (id, policy, context) =>
      resourceFrom(
        of,
        { id, modifiedAt: policy.LastModifiedTime, config: configOf(policy) },
        context,
      ),
  };
}

/** The SDK has a type per command; one function here reads the answers of three kinds. */
async function send(command: object, { session, signal }: CallContext): Promise<Answer> {
  const client = session.clients.cloudfront() as {
    send(command: object, options: object): Promise<unknown>;
  };
  return (await client.send(command, { abortSignal: signal })) as Answer;
}

function resourceFrom(
  { kind, name: kindName }: PolicyKind,
  {
    id,
    modifiedAt,
    config,
  }: {
    readonly id: string;
    readonly modifiedAt: Date | undefined;
    readonly config: PolicyConfig | undefined;
  },
  { session: { partition, account } }: CallContext,
): Resource {
  const name = config?.Name ?? null;
  const path = kindName.replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return resourceOf(kind, id, {
    arn: `arn:${partition}:cloudfront::${account}:${path}/${id}`,
    name,
    region: 'global',
    modifiedAt: isoTime(modifiedAt),
    description: config?.Comment || null,
    identifiers: [id, ...(name === null ? [] : [name])],
    configuration: configurationHash({ config, modifiedAt }),
  });
}
