import {
  CreateCachePolicyCommand,
  CreateOriginRequestPolicyCommand,
  CreateResponseHeadersPolicyCommand,
  DeleteCachePolicyCommand,
  DeleteOriginRequestPolicyCommand,
  DeleteResponseHeadersPolicyCommand,
  GetCachePolicyCommand,
  GetCachePolicyConfigCommand,
  GetOriginRequestPolicyCommand,
  GetOriginRequestPolicyConfigCommand,
  GetResponseHeadersPolicyCommand,
  GetResponseHeadersPolicyConfigCommand,
  ListCachePoliciesCommand,
  ListOriginRequestPoliciesCommand,
  ListResponseHeadersPoliciesCommand,
} from '@aws-sdk/client-cloudfront';

import { policyKind } from './policy-kind.ts';

const console = 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/policies';

export const cloudfrontCachePolicy = policyKind({
  kind: 'cloudfront-cache-policy',
  name: 'CachePolicy',
  label: 'cache policy',
  raisedOnRequest: false,
  consoleUrl: `${console}/cache/{id}`,
  list: (query) => new ListCachePoliciesCommand(query),
  get: (Id) => new GetCachePolicyCommand({ Id }),
  getConfig: (Id) => new GetCachePolicyConfigCommand({ Id }),
  create: () => new CreateCachePolicyCommand({ CachePolicyConfig: undefined }),
  delete: (Id, IfMatch) => new DeleteCachePolicyCommand({ Id, IfMatch }),
});

export const cloudfrontOriginRequestPolicy = policyKind({
  kind: 'cloudfront-origin-request-policy',
  name: 'OriginRequestPolicy',
  label: 'origin request policy',
  raisedOnRequest: true,
  consoleUrl: `${console}/origin/{id}`,
  list: (query) => new ListOriginRequestPoliciesCommand(query),
  get: (Id) => new GetOriginRequestPolicyCommand({ Id }),
  getConfig: (Id) => new GetOriginRequestPolicyConfigCommand({ Id }),
  create: () => new CreateOriginRequestPolicyCommand({ OriginRequestPolicyConfig: undefined }),
  delete: (Id, IfMatch) => new DeleteOriginRequestPolicyCommand({ Id, IfMatch }),
});

export const cloudfrontResponseHeadersPolicy = policyKind({
  kind: 'cloudfront-response-headers-policy',
  name: 'ResponseHeadersPolicy',
  label: 'response headers policy',
  raisedOnRequest: true,
  consoleUrl: `${console}/responseHeaders/{id}`,
  list: (query) => new ListResponseHeadersPoliciesCommand(query),
  get: (Id) => new GetResponseHeadersPolicyCommand({ Id }),
  getConfig: (Id) => new GetResponseHeadersPolicyConfigCommand({ Id }),
  create: () => new CreateResponseHeadersPolicyCommand({ ResponseHeadersPolicyConfig: undefined }),
  delete: (Id, IfMatch) => new DeleteResponseHeadersPolicyCommand({ Id, IfMatch }),
});
