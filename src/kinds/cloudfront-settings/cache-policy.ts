import {
  CreateCachePolicyCommand,
  DeleteCachePolicyCommand,
  GetCachePolicyCommand,
  GetCachePolicyConfigCommand,
  ListCachePoliciesCommand,
} from '@aws-sdk/client-cloudfront';
import type { CachePolicy } from '@aws-sdk/client-cloudfront';

import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import { type Policy, policyKind } from './policy-kind.ts';

export const cloudfrontCachePolicy = policyKind(
  {
    kind: 'cloudfront-cache-policy',
    label: 'cache policy',
    plural: 'cache policies',
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/policies/cache/{id}',
  },
  {
    name: 'CachePolicy',
    listName: 'CachePolicies',
    path: 'cache-policy',
    async list(query, { session, signal }) {
      const { CachePolicyList: list } = await session.clients
        .cloudfront()
        .send(new ListCachePoliciesCommand(query), { abortSignal: signal });
      const items = list?.Items?.map(({ Type: type, CachePolicy: policy }) => ({
        type,
        policy: policyFrom(policy),
      }));
      return list && { ...list, Items: items };
    },
    async read(id, { session, signal }) {
      const { CachePolicy: policy, ETag: etag } = await session.clients
        .cloudfront()
        .send(new GetCachePolicyCommand({ Id: id }), { abortSignal: signal });
      return { policy: policy && policyFrom(policy), etag };
    },
    rawConfig: (id, { session, signal }) =>
      rawBodyOf(new GetCachePolicyConfigCommand({ Id: id }), (command) =>
        session.clients.cloudfront().send(command, { abortSignal: signal }),
      ),
    async create(xml, { session, signal }) {
      const command = withRawBody(
        new CreateCachePolicyCommand({ CachePolicyConfig: undefined }),
        xml,
      );
      const { CachePolicy: policy } = await session.clients
        .cloudfront()
        .send(command, { abortSignal: signal });
      return policy && policyFrom(policy);
    },
    remove: (id, etag, { session, signal }) =>
      session.clients
        .cloudfront()
        .send(new DeleteCachePolicyCommand({ Id: id, IfMatch: etag }), { abortSignal: signal }),
  },
);

function policyFrom(policy: CachePolicy | undefined): Policy {
  return {
    id: policy?.Id,
    modifiedAt: policy?.LastModifiedTime,
    config: policy?.CachePolicyConfig,
  };
}
