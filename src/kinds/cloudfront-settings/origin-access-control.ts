import {
  CreateOriginAccessControlCommand,
  DeleteOriginAccessControlCommand,
  GetOriginAccessControlCommand,
  GetOriginAccessControlConfigCommand,
  ListOriginAccessControlsCommand,
} from '@aws-sdk/client-cloudfront';
import type { OriginAccessControlSummary } from '@aws-sdk/client-cloudfront';

import { cloudFrontPage } from '../../aws/pages.ts';
import { rawBodyOf } from '../../aws/raw-body.ts';
import { withRawBody } from '../../aws/raw-request.ts';
import type { Resource } from '../../model/resource.ts';
import type { CallContext } from '../../aws/call-context.ts';
import type { KindModule } from '../kind-module.ts';
import { configurationHash, resourceOf } from '../resource-shape.ts';
import { restoredFromXml } from './restoring.ts';
import { settingFacts, settingKind, type SettingCalls } from './setting-kind.ts';

/** A list's row; a read of its own has the same members in two parts. */
type Row = Partial<OriginAccessControlSummary>;

const calls: SettingCalls<Row> = {
  kind: 'cloudfront-origin-access-control',
  readOperation: 'cloudfront:GetOriginAccessControl',
  goneCode: 'NoSuchOriginAccessControl',
  async page(marker, { session, signal }) {
    const { OriginAccessControlList: list } = await session.clients
      .cloudfront()
      .send(
        new ListOriginAccessControlsCommand({ MaxItems: 100, ...(marker && { Marker: marker }) }),
        { abortSignal: signal },
      );
    return cloudFrontPage(list);
  },
  async read(id, { session, signal }) {
    const { OriginAccessControl: control, ETag: etag } = await session.clients
      .cloudfront()
      .send(new GetOriginAccessControlCommand({ Id: id }), { abortSignal: signal });
    return { row: control && { Id: control.Id, ...control.OriginAccessControlConfig }, etag };
  },
  rawConfig: (id, { session, signal }) =>
    rawBodyOf(new GetOriginAccessControlConfigCommand({ Id: id }), (command) =>
      session.clients.cloudfront().send(command, { abortSignal: signal }),
    ),
  remove: (id, etag, { session, signal }) =>
    session.clients
      .cloudfront()
      .send(new DeleteOriginAccessControlCommand({ Id: id, IfMatch: etag }), {
        abortSignal: signal,
      }),
  idOf: ({ Id: id }) => id,
  isThin: ({ Name: name }) => name === undefined,
  resource: resourceFromRow,
};

export const cloudfrontOriginAccessControl: KindModule = {
  facts: {
    ...settingFacts,
    kind: 'cloudfront-origin-access-control',
    label: 'origin access control',
    plural: 'origin access controls',
    // SST makes access controls with its own provider; the second type is a user's own `new
    // aws.cloudfront...`.
    pulumiTypes: [
      'pulumi-nodejs:dynamic:Resource/sst.aws.OriginAccessControl',
      'aws:cloudfront/originAccessControl:OriginAccessControl',
    ],
    cloudFormationTypes: ['AWS::CloudFront::OriginAccessControl'],
    nameLimit: 64,
    ageRestsOn:
      'CloudFront keeps no time of origin access controls: the newest run of its stage stands in for the last change.',
    quota: { plural: 'origin access controls', limit: 100, adjustable: true },
    alreadyExistsCodes: ['OriginAccessControlAlreadyExists'],
    consoleUrl: 'https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/originAccess',
  },
  notes: {
    found: 'origins of distributions name it; carries no tags',
    blockers: 'in use by an origin of a distribution',
    restores: 'the whole configuration; its id is new',
  },
  permissions: {
    scan: ['cloudfront:GetOriginAccessControl', 'cloudfront:ListOriginAccessControls'],
    sweep: ['cloudfront:DeleteOriginAccessControl', 'cloudfront:GetOriginAccessControlConfig'],
  },
  listOperation: 'cloudfront:ListOriginAccessControls',
  ...settingKind<Row>(calls),
  restore: restoredFromXml(calls, {
    permission: 'cloudfront:CreateOriginAccessControl',
    takenCode: 'OriginAccessControlAlreadyExists',
    async create(xml, { session, signal }) {
      const command = withRawBody(
        new CreateOriginAccessControlCommand({ OriginAccessControlConfig: undefined }),
        xml,
      );
      const { OriginAccessControl: control } = await session.clients
        .cloudfront()
        .send(command, { abortSignal: signal });
      return control && { Id: control.Id, ...control.OriginAccessControlConfig };
    },
  }),
};

function resourceFromRow(id: string, row: Row, { session }: CallContext): Resource {
  const name = row.Name ?? null;
  return resourceOf('cloudfront-origin-access-control', id, {
    arn: `arn:${session.partition}:cloudfront::${session.account}:origin-access-control/${id}`,
    name,
    region: 'global',
    description: row.Description || null,
    identifiers: [id, ...(name === null ? [] : [name])],
    configuration: configurationHash(row),
  });
}
