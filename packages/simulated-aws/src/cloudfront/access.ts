import { createHash } from 'node:crypto';

import type { WireResponse } from '../wire.ts';
import { bodyOf, noContent, refuse, requireMatch, xmlAnswer } from './answers.ts';
import { pageOf } from './pages.ts';
import { checkQuota } from './quotas.ts';
import { textOf, usersOf } from './references.ts';
import { route, type Route, type RoutedCall } from './routes.ts';
import { insert, nextEtag } from './store.ts';
import type { AccessControl, AccessIdentity, Store } from './store.ts';
import type { XmlObject } from './xml.ts';

export function accessControlRoutes(store: Store): readonly Route[] {
  const controls = store.originAccessControls;
  const find = (id: string) =>
    controls.get(id) ??
    refuse(404, 'NoSuchOriginAccessControl', 'The origin access control does not exist.');
  return [
    route('GET', '/origin-access-control', 'ListOriginAccessControls', (call) => {
      const rows = [...controls.values()].map((each) => ({
        key: each.id,
        render: () => ({ Id: each.id, ...controlConfig(each) }),
      }));
      return xmlAnswer('OriginAccessControlList', pageOf(rows, call, { truncation: true }));
    }),
    route('GET', '/origin-access-control/*', 'GetOriginAccessControl', ({ id }) => {
      const control = find(id);
      const body = { Id: id, OriginAccessControlConfig: controlConfig(control) };
      return xmlAnswer('OriginAccessControl', body, { etag: control.etag });
    }),
    route('GET', '/origin-access-control/*/config', 'GetOriginAccessControlConfig', ({ id }) =>
      xmlAnswer('OriginAccessControlConfig', controlConfig(find(id)), { etag: find(id).etag }),
    ),
    route('POST', '/origin-access-control', 'CreateOriginAccessControl', (call) =>
      createControl(store, call),
    ),
    route('DELETE', '/origin-access-control/*', 'DeleteOriginAccessControl', ({ id, request }) => {
      requireMatch(request, find(id).etag);
      if (usersOf(store, 'originAccessControls', id).length > 0) {
        refuse(
          409,
          'OriginAccessControlInUse',
          'Cannot delete the origin access control because it is in use by one or more distributions.',
        );
      }
      controls.delete(id);
      return noContent;
    }),
  ];
}

/** Names are one per account; the id is AWS's. */
function createControl(store: Store, { request }: RoutedCall): WireResponse {
  const config = bodyOf(request, 'OriginAccessControlConfig');
  const name = textOf(config, 'Name');
  const controls = store.originAccessControls;
  if ([...controls.values()].some((each) => each.name === name)) {
    refuse(
      409,
      'OriginAccessControlAlreadyExists',
      'An origin access control with the same name already exists.',
    );
  }
  checkQuota(store, 'TooManyOriginAccessControls');
  const id = `E${store.environment.token(13)}`;
  const made: AccessControl = {
    id,
    name,
    description: textOf(config, 'Description'),
    type: textOf(config, 'OriginAccessControlOriginType') as AccessControl['type'],
    etag: nextEtag(id, name),
  };
  insert(controls, id, made);
  const body = { Id: id, OriginAccessControlConfig: controlConfig(made) };
  return xmlAnswer('OriginAccessControl', body, {
    status: 201,
    etag: made.etag,
    location: `origin-access-control/${id}`,
  });
}

function controlConfig({ name, description, type }: AccessControl): XmlObject {
  return {
    Description: description,
    Name: name,
    SigningProtocol: 'sigv4',
    SigningBehavior: 'always',
    OriginAccessControlOriginType: type,
  };
}

export function accessIdentityRoutes(store: Store): readonly Route[] {
  const identities = store.originAccessIdentities;
  const find = (id: string) =>
    identities.get(id) ??
    refuse(
      404,
      'NoSuchCloudFrontOriginAccessIdentity',
      'The specified origin access identity does not exist.',
    );
  return [
    route(
      'GET',
      '/origin-access-identity/cloudfront',
      'ListCloudFrontOriginAccessIdentities',
      (call) => {
        const rows = [...identities.values()].map((each) => ({
          key: each.id,
          render: () => ({
            Id: each.id,
            S3CanonicalUserId: canonicalUser(each),
            Comment: each.comment,
          }),
        }));
        const page = pageOf(rows, call, { truncation: true });
        return xmlAnswer('CloudFrontOriginAccessIdentityList', page);
      },
    ),
    route(
      'GET',
      '/origin-access-identity/cloudfront/*',
      'GetCloudFrontOriginAccessIdentity',
      ({ id }) => {
        const identity = find(id);
        return xmlAnswer('CloudFrontOriginAccessIdentity', identityBody(identity), {
          etag: identity.etag,
        });
      },
    ),
    route(
      'GET',
      '/origin-access-identity/cloudfront/*/config',
      'GetCloudFrontOriginAccessIdentityConfig',
      ({ id }) => {
        const identity = find(id);
        const root = 'CloudFrontOriginAccessIdentityConfig';
        return xmlAnswer(root, identityConfig(identity), { etag: identity.etag });
      },
    ),
    route(
      'POST',
      '/origin-access-identity/cloudfront',
      'CreateCloudFrontOriginAccessIdentity',
      (call) => createIdentity(store, call),
    ),
    route(
      'DELETE',
      '/origin-access-identity/cloudfront/*',
      'DeleteCloudFrontOriginAccessIdentity',
      ({ id, request }) => {
        requireMatch(request, find(id).etag);
        if (usersOf(store, 'originAccessIdentities', id).length > 0) {
          refuse(
            409,
            'CloudFrontOriginAccessIdentityInUse',
            'The Origin Access Identity specified is already in use.',
          );
        }
        identities.delete(id);
        return noContent;
      },
    ),
  ];
}

function identityConfig({ reference, comment }: AccessIdentity): XmlObject {
  return { CallerReference: reference, Comment: comment };
}

/** One reference makes one identity: sent again with the same comment, the answer is the same. */
function createIdentity(store: Store, { request }: RoutedCall): WireResponse {
  const config = bodyOf(request, 'CloudFrontOriginAccessIdentityConfig');
  const [reference, comment] = [textOf(config, 'CallerReference'), textOf(config, 'Comment')];
  const identities = store.originAccessIdentities;
  const known = [...identities.values()].find((each) => each.reference === reference);
  if (known && known.comment !== comment) {
    refuse(
      409,
      'CloudFrontOriginAccessIdentityAlreadyExists',
      'The caller reference that you are using to create an origin access identity is associated with another one.',
    );
  }
  const id = known?.id ?? `E${store.environment.token(13)}`;
  const made: AccessIdentity = known ?? { id, comment, reference, etag: nextEtag(id, comment) };
  if (!known) insert(identities, id, made);
  return xmlAnswer('CloudFrontOriginAccessIdentity', identityBody(made), {
    status: 201,
    etag: made.etag,
    location: `origin-access-identity/cloudfront/${id}`,
  });
}

function identityBody(identity: AccessIdentity): XmlObject {
  return {
    Id: identity.id,
    S3CanonicalUserId: canonicalUser(identity),
    CloudFrontOriginAccessIdentityConfig: identityConfig(identity),
  };
}

function canonicalUser({ id }: AccessIdentity): string {
  return createHash('sha256').update(`canonical user ${id}`).digest('hex').repeat(2).slice(0, 96);
}
