import { requestId } from '../environment.ts';
import { refuse, xmlAnswer } from './answers.ts';
import { bodyOfKind, namedRoutes, type NamedKind } from './named-resources.ts';
import { pageOf } from './pages.ts';
import { checkQuota } from './quotas.ts';
import { usersOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { nextEtag } from './store.ts';
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

function routesOf(store: Store, { kind, path, plural, required }: PolicyWire): readonly Route[] {
  const policies = store.policies[kind];
  const named: NamedKind<Policy> = {
    kind,
    plural,
    path,
    all: policies,
    namedAs: kind,
    missing: 'The policy does not exist.',
    inUse: 'Cannot delete the policy because it is attached to one or more cache behaviors.',
    list: {
      truncation: false,
      has: typeFilter,
      row: (policy) => ({ Type: policy.type, [kind]: bodyOfKind(named, policy) }),
    },
    head: ({ modifiedAt }) => ({ LastModifiedTime: modifiedAt.toISOString() }),
    config: ({ name, comment, config }) => ({
      Comment: comment,
      Name: name,
      ...required,
      ...config,
    }),
    create: (config) => create(store, kind, config),
    checkDeletion({ type }) {
      if (type === 'managed') refuse(400, 'IllegalDelete', 'You cannot delete a managed policy.');
    },
  };
  return [
    ...namedRoutes(store, named),
    route('GET', `/distributionsBy${kind}Id/*`, `ListDistributionsBy${kind}Id`, (call) => {
      if (!policies.has(call.id)) refuse(404, `NoSuch${kind}`, named.missing);
      const rows = usersOf(store, kind, call.id).map((user) => ({ key: user, render: () => user }));
      return xmlAnswer('DistributionIdList', pageOf(rows, call, { truncation: true }));
    }),
  ];
}

/** Names are one per account and kind, AWS's own included. */
function create(store: Store, kind: PolicyKind, given: XmlObject): Policy {
  const { Name: name, Comment: comment, ...config } = given;
  const policies = store.policies[kind];
  if ([...policies.values()].some((each) => each.name === name)) {
    refuse(409, `${kind}AlreadyExists`, 'A policy with the same name already exists.');
  }
  if (kind === 'CachePolicy') checkQuota(store, 'TooManyCachePolicies');
  const id = requestId(Number.parseInt(store.environment.token(10), 36));
  return {
    id,
    name: String(name),
    comment: String(comment ?? ''),
    type: 'custom',
    modifiedAt: store.environment.clock.now(),
    config,
    etag: nextEtag(id, config),
  };
}

/** Without a type AWS's own policies are listed too. */
function typeFilter({ request }: RoutedCall): (policy: Policy) => boolean {
  const type = request.query.get('Type') || null;
  if (type !== null && type !== 'custom' && type !== 'managed') {
    refuse(400, 'InvalidArgument', `The type ${type} is not valid.`);
  }
  return (policy) => type === null || policy.type === type;
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
