import {
  CreateCachePolicyCommand,
  CreateKeyValueStoreCommand,
  CreateOriginAccessControlCommand,
  CreateOriginRequestPolicyCommand,
  CreateResponseHeadersPolicyCommand,
} from '@aws-sdk/client-cloudfront';
import { checkpointJson, type Entry } from '../account/checkpoint.ts';
import { siteSettings } from '../account/settings.ts';
import { aStore, keysIn } from '../account/stores.ts';
import type { Clients } from './clients.ts';
import { emptyState, type Home } from './seed-runs.ts';

/** Keys of what a stage has: its store, access control and three policies. This server makes no identities. */
export type SettingKeys = readonly string[];

/** A stage that made one of each, and then, perhaps, was removed without deleting any. */
export async function stageWithSettings(
  home: Home,
  stage: string,
  { clients, removed }: { readonly clients: Clients; readonly removed: boolean },
): Promise<SettingKeys> {
  let keys: SettingKeys = [];
  let entries: readonly Entry[] = [];
  await home.run('acme', stage, {
    command: 'deploy',
    states: [emptyState('acme', stage)],
    work: async () => {
      ({ entries, keys } = await makeSettings(stage, clients));
    },
  });
  const state = checkpointJson({ app: 'acme', stage, entries });
  await home.run('acme', stage, { command: 'deploy', states: [state, state] });
  if (removed) {
    const states = [state, emptyState('acme', stage)];
    await home.run('acme', stage, { command: 'remove', states });
  }
  return [...keys].sort();
}

async function makeSettings(
  stage: string,
  { cloudfront }: Clients,
): Promise<{ entries: readonly Entry[]; keys: SettingKeys }> {
  const at = new Date().toISOString();
  const { settings, entries, ids } = siteSettings({ app: 'acme', stage, at });
  const store = aStore({ app: 'acme', stage, at });
  const [control] = settings.originAccessControls;
  const nameOf = (kind: 'cachePolicies' | 'originRequestPolicies' | 'responseHeadersPolicies') =>
    `${stage}-${settings[kind][0]?.name}`;
  const [{ name }] = store.keyValueStores;
  const made = await cloudfront.send(new CreateKeyValueStoreCommand({ Name: name }));
  const oac = await cloudfront.send(
    new CreateOriginAccessControlCommand({
      OriginAccessControlConfig: {
        Name: control?.name ?? '',
        Description: control?.description ?? '',
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    }),
  );
  const cache = await cloudfront.send(
    new CreateCachePolicyCommand({
      CachePolicyConfig: { Name: nameOf('cachePolicies'), MinTTL: 0 },
    }),
  );
  const request = await cloudfront.send(
    new CreateOriginRequestPolicyCommand({
      OriginRequestPolicyConfig: {
        Name: nameOf('originRequestPolicies'),
        HeadersConfig: { HeaderBehavior: 'none' },
        CookiesConfig: { CookieBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
      },
    }),
  );
  const headers = await cloudfront.send(
    new CreateResponseHeadersPolicyCommand({
      ResponseHeadersPolicyConfig: { Name: nameOf('responseHeadersPolicies') },
    }),
  );
  const given: Readonly<Record<string, string | undefined>> = {
    [ids.originAccessControls]: oac.OriginAccessControl?.Id,
    [ids.cachePolicies]: cache.CachePolicy?.Id,
    [ids.originRequestPolicies]: request.OriginRequestPolicy?.Id,
    [ids.responseHeadersPolicies]: headers.ResponseHeadersPolicy?.Id,
  };
  const arn = made.KeyValueStore?.ARN ?? '';
  const [storeEntry] = store.entries;
  const keys = [
    `cloudfront-key-value-store:${name}`,
    `cloudfront-origin-access-control:${given[ids.originAccessControls]}`,
    `cloudfront-cache-policy:${given[ids.cachePolicies]}`,
    `cloudfront-origin-request-policy:${given[ids.originRequestPolicies]}`,
    `cloudfront-response-headers-policy:${given[ids.responseHeadersPolicies]}`,
  ];
  return {
    keys,
    entries: [
      { ...storeEntry, outputs: { name, arn } },
      keysIn(arn, {}),
      ...entries.flatMap((entry) => {
        const id = given[entry.id ?? ''];
        return id ? [{ ...entry, id }] : [];
      }),
    ],
  };
}
