import {
  CreateResponseHeadersPolicyCommand,
  DeleteResponseHeadersPolicyCommand,
  GetResponseHeadersPolicyCommand,
  GetResponseHeadersPolicyConfigCommand,
  ListResponseHeadersPoliciesCommand,
} from '@aws-sdk/client-cloudfront';
import type { ResponseHeadersPolicy } from '@aws-sdk/client-cloudfront';

import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import { type Policy, policyKind } from './policy-kind.ts';

export const cloudfrontResponseHeadersPolicy = policyKind(
  {
    kind: 'cloudfront-response-headers-policy',
    label: 'response headers policy',
    plural: 'response headers policies',
    consoleUrl:
      'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/policies/responseHeaders/{id}',
  },
  {
    name: 'ResponseHeadersPolicy',
    listName: 'ResponseHeadersPolicies',
    path: 'response-headers-policy',
    async list(query, { session, signal }) {
      const { ResponseHeadersPolicyList: list } = await session.clients
        .cloudfront()
        .send(new ListResponseHeadersPoliciesCommand(query), { abortSignal: signal });
      const items = list?.Items?.map(({ Type: type, ResponseHeadersPolicy: policy }) => ({
        type,
        policy: policyFrom(policy),
      }));
      return list && { ...list, Items: items };
    },
    async read(id, { session, signal }) {
      const { ResponseHeadersPolicy: policy, ETag: etag } = await session.clients
        .cloudfront()
        .send(new GetResponseHeadersPolicyCommand({ Id: id }), { abortSignal: signal });
      return { policy: policy && policyFrom(policy), etag };
    },
    rawConfig: (id, { session, signal }) =>
      rawBodyOf(new GetResponseHeadersPolicyConfigCommand({ Id: id }), (command) =>
        session.clients.cloudfront().send(command, { abortSignal: signal }),
      ),
    async create(xml, { session, signal }) {
      const command = withRawBody(
        new CreateResponseHeadersPolicyCommand({ ResponseHeadersPolicyConfig: undefined }),
        xml,
      );
      const { ResponseHeadersPolicy: policy } = await session.clients
        .cloudfront()
        .send(command, { abortSignal: signal });
      return policy && policyFrom(policy);
    },
    remove: (id, etag, { session, signal }) =>
      session.clients
        .cloudfront()
        .send(new DeleteResponseHeadersPolicyCommand({ Id: id, IfMatch: etag }), {
          abortSignal: signal,
        }),
  },
);

function policyFrom(policy: ResponseHeadersPolicy | undefined): Policy {
  return {
    id: policy?.Id,
    modifiedAt: policy?.LastModifiedTime,
    config: policy?.ResponseHeadersPolicyConfig,
  };
}
