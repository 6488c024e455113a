import {
  CreateOriginRequestPolicyCommand,
  DeleteOriginRequestPolicyCommand,
  GetOriginRequestPolicyCommand,
  GetOriginRequestPolicyConfigCommand,
  ListOriginRequestPoliciesCommand,
} from '@aws-sdk/client-cloudfront';
import type { OriginRequestPolicy } from '@aws-sdk/client-cloudfront';

import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import { type Policy, policyKind } from './policy-kind.ts';

export const cloudfrontOriginRequestPolicy = policyKind(
  {
    kind: 'cloudfront-origin-request-policy',
    label: 'origin request policy',
    plural: 'origin request policies',
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/policies/origin/{id}',
  },
  {
    name: 'OriginRequestPolicy',
    listName: 'OriginRequestPolicies',
    path: 'origin-request-policy',
    async list(query, { session, signal }) {
      const { OriginRequestPolicyList: list } = await session.clients
        .cloudfront()
        .send(new ListOriginRequestPoliciesCommand(query), { abortSignal: signal });
      const items = list?.Items?.map(({ Type: type, OriginRequestPolicy: policy }) => ({
        type,
        policy: policyFrom(policy),
      }));
      return list && { ...list, Items: items };
    },
    async read(id, { session, signal }) {
      const { OriginRequestPolicy: policy, ETag: etag } = await session.clients
        .cloudfront()
        .send(new GetOriginRequestPolicyCommand({ Id: id }), { abortSignal: signal });
      return { policy: policy && policyFrom(policy), etag };
    },
    rawConfig: (id, { session, signal }) =>
      rawBodyOf(new GetOriginRequestPolicyConfigCommand({ Id: id }), (command) =>
        session.clients.cloudfront().send(command, { abortSignal: signal }),
      ),
    async create(xml, { session, signal }) {
      const command = withRawBody(
        new CreateOriginRequestPolicyCommand({ OriginRequestPolicyConfig: undefined }),
        xml,
      );
      const { OriginRequestPolicy: policy } = await session.clients
        .cloudfront()
        .send(command, { abortSignal: signal });
      return policy && policyFrom(policy);
    },
    remove: (id, etag, { session, signal }) =>
      session.clients
        .cloudfront()
        .send(new DeleteOriginRequestPolicyCommand({ Id: id, IfMatch: etag }), {
          abortSignal: signal,
        }),
  },
);

function policyFrom(policy: OriginRequestPolicy | undefined): Policy {
  return {
    id: policy?.Id,
    modifiedAt: policy?.LastModifiedTime,
    config: policy?.OriginRequestPolicyConfig,
  };
}
