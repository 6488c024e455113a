import { requestId } from '../environment.ts';
import type { WireResponse } from '../wire.ts';
import { bodyOf, noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { pageOf } from './pages.ts';
import { checkQuota } from './quotas.ts';
import { usersOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { insert, nextEtag } from './store.ts';
import type { Policy, PolicyKind, Store } from './store.ts';
import type { XmlObject } from './xml.ts';

interface PolicyWire {
  readonly kind: PolicyKind;
  readonly path: string;
  readonly plural: string;
  /** Members that AWS always has in such a policy's configuration. */
  readonly required: XmlObject;
}

const none = { HeaderBehavior: 'none' };
const noCookies = { CookieBehavior: 'none' };
const noQueryStrings = { QueryStringBehavior: 'none' };

const wires: readonly PolicyWire[] = [
  {
    kind: 'CachePolicy',
    path: '/cache-policy',
    plural: 'CachePolicies',
    required: {
      MinTTL: 0,
      MaxTTL: 31_536_000,
      DefaultTTL: 86_400,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: true,
        HeadersConfig: none,
        CookiesConfig: noCookies,
        QueryStringsConfig: noQueryStrings,
      },
    },
  },
  {
    kind: 'OriginRequestPolicy',
    path: '/origin-request-policy',
    plural: 'OriginRequestPolicies',
    required: { HeadersConfig: none, CookiesConfig: noCookies, QueryStringsConfig: noQueryStrings },
  },
  {
    kind: 'ResponseHeadersPolicy',
    path: '/response-headers-policy',
    plural: 'ResponseHeadersPolicies',
    required: {},
  },
];

/** The three kinds of policies have the same operations with different names. */
export function policyRoutes(store: Store): readonly Route[] {
  return wires.flatMap((wire) => routesOf(store, wire));
}

function routesOf(store: Store, wire: PolicyWire): readonly Route[] {
  const { kind, path } = wire;
  const policies = store.policies[kind];
  const find = (id: string) =>
    policies.get(id) ?? refuse(404, `NoSuch${kind}`, 'The policy does not exist.');
  return [
    route('GET', path, `List${wire.plural}`, (call) =>
      xmlAnswer(`${kind}List`, list(policies, wire, call)),
    ),
    route('GET', `${path}/*`, `Get${kind}`, ({ id }) =>
      xmlAnswer(kind, policyBody(find(id), wire), { etag: find(id).etag }),
    ),
    route('GET', `${path}/*/config`, `Get${kind}Config`, ({ id }) =>
      xmlAnswer(`${kind}Config`, policyConfig(find(id), wire), { etag: find(id).etag }),
    ),
    route('POST', path, `Create${kind}`, (call) => create(store, wire, call)),
    route('DELETE', `${path}/*`, `Delete${kind}`, ({ id, request }) => {
      const policy = find(id);
      if (policy.type === 'managed') {
        refuse(400, 'IllegalDelete', 'You cannot delete a managed policy.');
      }
      requireMatch(request, policy.etag);
      if (usersOf(store, kind, id).length > 0) {
        refuse(
          409,
          `${kind}InUse`,
          'Cannot delete the policy because it is attached to one or more cache behaviors.',
        );
      }
      policies.delete(id);
      return noContent;
    }),
    route('GET', `/distributionsBy${kind}Id/*`, `ListDistributionsBy${kind}Id`, (call) => {
      const users = usersOf(store, kind, find(call.id).id);
      const rows = users.map((user) => ({ key: user, render: () => user }));
      return xmlAnswer('DistributionIdList', pageOf(rows, call, { truncation: true }));
    }),
  ];
}

/** Names are one per account and kind, AWS's own included. */
function create(store: Store, wire: PolicyWire, { request }: RoutedCall): WireResponse {
  const { kind, path } = wire;
  const { Name: name, Comment: comment, ...config } = bodyOf(request, `${kind}Config`);
  const policies = store.policies[kind];
  if ([...policies.values()].some((each) => each.name === name)) {
    refuse(409, `${kind}AlreadyExists`, 'A policy with the same name already exists.');
  }
  if (kind === 'CachePolicy') checkQuota(store, 'TooManyCachePolicies');
  const id = requestId(Number.parseInt(store.environment.token(10), 36));
  const made: Policy = {
    id,
    name: String(name),
    comment: String(comment ?? ''),
    type: 'custom',
    modifiedAt: store.environment.clock.now(),
    config,
    etag: nextEtag(id, config),
  };
  insert(policies, id, made);
  return xmlAnswer(kind, policyBody(made, wire), {
    status: 201,
    etag: made.etag,
    location: `${path.slice(1)}/${id}`,
  });
}

/** Without a type AWS's own policies are listed too. */
function list(
  policies: ReadonlyMap<string, Policy>,
  wire: PolicyWire,
  call: RoutedCall,
): XmlObject {
  const type = call.request.query.get('Type') || null;
  if (type !== null && type !== 'custom' && type !== 'managed') {
    refuse(400, 'InvalidArgument', `The type ${type} is not valid.`);
  }
  const rows = [...policies.values()]
    .filter((policy) => type === null || policy.type === type)
    .map((policy) => ({
      key: policy.id,
      render: () => ({ Type: policy.type, [wire.kind]: policyBody(policy, wire) }),
    }));
  return pageOf(rows, call, { truncation: false });
}

function policyBody(policy: Policy, wire: PolicyWire): XmlObject {
  return {
    Id: policy.id,
    LastModifiedTime: policy.modifiedAt.toISOString(),
    [`${wire.kind}Config`]: policyConfig(policy, wire),
  };
}

function policyConfig({ name, comment, config }: Policy, { required }: PolicyWire): XmlObject {
  return { Comment: comment, Name: name, ...required, ...config };
}

/** Some of AWS's own policies, which every account has. */
export const managedPolicies: Readonly<Record<PolicyKind, readonly (readonly [string, string])[]>> =
  {
    CachePolicy: [
      ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'Managed-CachingDisabled'],
      ['658327ea-f89d-4fab-a63d-7e88639e58f6', 'Managed-CachingOptimized'],
    ],
    OriginRequestPolicy: [
      ['216adef6-5c7f-47e4-b989-5492eafa07d3', 'Managed-AllViewer'],
      ['b689b0a8-53d0-40ab-baf2-68738e2966ac', 'Managed-AllViewerExceptHostHeader'],
    ],
    ResponseHeadersPolicy: [
      ['60669652-455b-4ae9-85a4-c4c02393f86c', 'Managed-SimpleCORS'],
      ['67f7725c-6f97-4210-82d7-5512b31e9d03', 'Managed-SecurityHeadersPolicy'],
    ],
  };
