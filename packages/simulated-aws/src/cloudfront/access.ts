import { createHash } from 'node:crypto';
import { refuse } from './answers.ts';
import { namedRoutes } from './named-resources.ts';
import { checkQuota } from './quotas.ts';
import { textOf } from './references.ts';
import type { Route } from './routes.ts';
import { nextEtag } from './store.ts';
import type { AccessControl, AccessIdentity, Store } from './store.ts';
import type { XmlObject } from './xml.ts';

export function accessControlRoutes(store: Store): readonly Route[] {
  return namedRoutes<AccessControl>(store, {
    kind: 'OriginAccessControl',
    plural: 'OriginAccessControls',
    path: '/origin-access-control',
    all: store.originAccessControls,
    namedAs: 'originAccessControls',
    missing: 'The origin access control does not exist.',
    inUse:
      'Cannot delete the origin access control because it is in use by one or more distributions.',
    list: { truncation: true, row: (each) => ({ Id: each.id, ...controlConfig(each) }) },
    config: controlConfig,
    create: (config) => createControl(store, config),
  });
}

/** Names are one per account; the id is AWS's. */
function createControl(store: Store, config: XmlObject): AccessControl {
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
  return {
    id,
    name,
    description: textOf(config, 'Description'),
    type: textOf(config, 'OriginAccessControlOriginType') as AccessControl['type'],
    etag: nextEtag(id, name),
  };
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
  return namedRoutes<AccessIdentity>(store, {
    kind: 'CloudFrontOriginAccessIdentity',
    plural: 'CloudFrontOriginAccessIdentities',
    path: '/origin-access-identity/cloudfront',
    all: store.originAccessIdentities,
    namedAs: 'originAccessIdentities',
    missing: 'The specified origin access identity does not exist.',
    inUse: 'The Origin Access Identity specified is already in use.',
    list: {
      truncation: true,
      row: (each) => ({ Id: each.id, ...canonicalUser(each), Comment: each.comment }),
    },
    head: canonicalUser,
    config: ({ reference, comment }) => ({ CallerReference: reference, Comment: comment }),
    create: (config) => createIdentity(store, config),
  });
}

/** One reference makes one identity: sent again with the same comment, the answer is the same. */
function createIdentity(store: Store, config: XmlObject): AccessIdentity {
  const [reference, comment] = [textOf(config, 'CallerReference'), textOf(config, 'Comment')];
  const known = [...store.originAccessIdentities.values()].find(
    (each) => each.reference === reference,
  );
  if (known && known.comment !== comment) {
    refuse(
      409,
      'CloudFrontOriginAccessIdentityAlreadyExists',
      'The caller reference that you are using to create an origin access identity is associated with another one.',
    );
  }
  if (known) return known;
  const id = `E${store.environment.token(13)}`;
  return { id, comment, reference, etag: nextEtag(id, comment) };
}

function canonicalUser({ id }: AccessIdentity): XmlObject {
  const digest = createHash('sha256').update(`canonical user ${id}`).digest('hex');
  return { S3CanonicalUserId: digest.repeat(2).slice(0, 96) };
}
