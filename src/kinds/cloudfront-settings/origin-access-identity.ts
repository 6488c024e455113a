import {
  CreateCloudFrontOriginAccessIdentityCommand,
  DeleteCloudFrontOriginAccessIdentityCommand,
  GetCloudFrontOriginAccessIdentityCommand,
  GetCloudFrontOriginAccessIdentityConfigCommand,
  ListCloudFrontOriginAccessIdentitiesCommand,
} from '@aws-sdk/client-cloudfront';
import type { CloudFrontOriginAccessIdentitySummary } from '@aws-sdk/client-cloudfront';

import { cloudFrontPage } from '../../aws/pages.ts';
import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import type { Resource } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule } from '../kind-module.ts';
import { configurationHash, resourceOf } from '../resource-shape.ts';
import { withElementText } from '../restoring/xml-parts.ts';
import { restoredFromXml } from './restoring.ts';
import { settingFacts, settingKind, type SettingCalls } from './setting-kind.ts';

/** A list's row; a read of its own has the comment in another part. */
type Row = Partial<CloudFrontOriginAccessIdentitySummary>;

const calls: SettingCalls<Row> = {
  kind: 'cloudfront-origin-access-identity',
  readOperation: 'cloudfront:GetCloudFrontOriginAccessIdentity',
  goneCode: 'NoSuchCloudFrontOriginAccessIdentity',
  async page(marker, { session, signal }) {
    const { CloudFrontOriginAccessIdentityList: list } = await session.clients.cloudfront().send(
      new ListCloudFrontOriginAccessIdentitiesCommand({
        MaxItems: 100,
        ...(marker && { Marker: marker }),
      }),
      { abortSignal: signal },
    );
    return cloudFrontPage(list);
  },
  async read(id, { session, signal }) {
    const { CloudFrontOriginAccessIdentity: identity, ETag: etag } = await session.clients
      .cloudfront()
      .send(new GetCloudFrontOriginAccessIdentityCommand({ Id: id }), { abortSignal: signal });
    return { row: identity && rowFrom(identity), etag };
  },
  rawConfig: (id, { session, signal }) =>
    rawBodyOf(new GetCloudFrontOriginAccessIdentityConfigCommand({ Id: id }), (command) =>
      session.clients.cloudfront().send(command, { abortSignal: signal }),
    ),
  remove: (id, etag, { session, signal }) =>
    session.clients
      .cloudfront()
      .send(new DeleteCloudFrontOriginAccessIdentityCommand({ Id: id, IfMatch: etag }), {
        abortSignal: signal,
      }),
  idOf: ({ Id: id }) => id,
  // A bucket's policy may name the identity by its canonical user alone, and a state may hold that policy.
  isThin: ({ S3CanonicalUserId: user }) => user === undefined,
  resource: resourceFromRow,
};

export const cloudfrontOriginAccessIdentity: KindModule = {
  facts: {
    ...settingFacts,
    kind: 'cloudfront-origin-access-identity',
    label: 'origin access identity',
    plural: 'origin access identities',
    pulumiTypes: ['aws:cloudfront/originAccessIdentity:OriginAccessIdentity'],
    cloudFormationTypes: ['AWS::CloudFront::CloudFrontOriginAccessIdentity'],
    // They have no names: SST writes `Created by SST` into the comment of all of them.
    nameLimit: null,
    ageRestsOn: 'CloudFront keeps no time of origin access identities.',
    quota: { plural: 'origin access identities', limit: 100, adjustable: true },
    alreadyExistsCodes: ['CloudFrontOriginAccessIdentityAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/originAccess',
  },
  notes: {
    found: 'origins of distributions name it; carries no tags',
    blockers: 'in use by an origin of a distribution',
    restores: 'the comment; its id and canonical user are new, and mapped in what names them',
  },
  permissions: {
    scan: [
      'cloudfront:GetCloudFrontOriginAccessIdentity',
      'cloudfront:ListCloudFrontOriginAccessIdentities',
    ],
    sweep: [
      'cloudfront:DeleteCloudFrontOriginAccessIdentity',
      'cloudfront:GetCloudFrontOriginAccessIdentityConfig',
    ],
  },
  listOperation: 'cloudfront:ListCloudFrontOriginAccessIdentities',
  ...settingKind<Row>(calls),
  restore: restoredFromXml(calls, {
    permission: 'cloudfront:CreateCloudFrontOriginAccessIdentity',
    takenCode: 'CloudFrontOriginAccessIdentityAlreadyExists',
    // One reference makes one identity, however often the request is sent.
    sent: (xml, reference) => withElementText(xml, 'CallerReference', reference),
    async create(xml, { session, signal }) {
      const command = withRawBody(
        new CreateCloudFrontOriginAccessIdentityCommand({
          CloudFrontOriginAccessIdentityConfig: undefined,
        }),
        xml,
      );
      const { CloudFrontOriginAccessIdentity: made } = await session.clients
        .cloudfront()
        .send(command, { abortSignal: signal });
      return made && rowFrom(made);
    },
    otherIds: ({ S3CanonicalUserId: user }) => user ?? null,
    // Bucket policies may name the identity by its canonical user alone.
    otherIdOf: ({ id, identifiers }) => identifiers.find((each) => each !== id) ?? null,
  }),
};

function rowFrom({
  Id,
  S3CanonicalUserId,
  CloudFrontOriginAccessIdentityConfig: config,
}: {
  readonly Id: string | undefined;
  readonly S3CanonicalUserId: string | undefined;
  readonly CloudFrontOriginAccessIdentityConfig?:
    | { readonly Comment: string | undefined }
    | undefined;
}): Row {
  return { Id, S3CanonicalUserId, Comment: config?.Comment };
}

function resourceFromRow(id: string, row: Row, { session }: CallContext): Resource {
  const { S3CanonicalUserId: user, Comment: comment } = row;
  return resourceOf('cloudfront-origin-access-identity', id, {
    arn: `arn:${session.partition}:cloudfront::${session.account}:origin-access-identity/${id}`,
    region: 'global',
    description: comment || null,
    identifiers: [id, ...(user ? [user] : [])],
    configuration: configurationHash(row),
  });
}
