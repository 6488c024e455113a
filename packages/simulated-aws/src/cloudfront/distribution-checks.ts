import { refuse } from './answers.ts';
import { behaviorsOf, itemsOf, objectOf, objectsOf, referencesOf, textOf } from './references.ts';
import type { References } from './references.ts';
import type { Distribution, Store } from './store.ts';
import { isXmlObject } from './xml.ts';
import type { XmlObject, XmlValue } from './xml.ts';

/** What CloudFront checks of any configuration that is sent to it. */
export function checkConfig(store: Store, config: XmlObject, current: Distribution | null): void {
  requireMembers(config);
  checkQuantities(config);
  if (textOf(config, 'Comment').length > 128) {
    refuse(400, 'InvalidArgument', 'The parameter Comment is too big.');
  }
  checkOrigins(config);
  checkLogBucket(store, config);
  checkAliases(store, config, current);
  checkReferences(store, config, current);
}

function requireMembers(config: XmlObject): void {
  for (const name of ['CallerReference', 'Origins', 'DefaultCacheBehavior', 'Comment', 'Enabled']) {
    if (config[name] === undefined) {
      refuse(400, 'InvalidArgument', `The parameter ${name} is required.`);
    }
  }
}

function checkQuantities(value: XmlValue): void {
  if (Array.isArray(value)) {
    for (const each of value) checkQuantities(each);
    return;
  }
  if (!isXmlObject(value)) return;
  const { Quantity: quantity, Items: items } = value;
  const size = Array.isArray(items) ? items.length : 0;
  if (quantity !== undefined && Number(quantity) !== size) {
    refuse(
      400,
      'InconsistentQuantities',
      "The value of Quantity and the size of Items don't match.",
    );
  }
  for (const inner of Object.values(value)) checkQuantities(inner);
}

function checkOrigins(config: XmlObject): void {
  for (const origin of objectsOf(config, 'Origins')) {
    const identity = textOf(objectOf(origin, 'S3OriginConfig'), 'OriginAccessIdentity');
    if (identity !== '' && textOf(origin, 'OriginAccessControlId') !== '') {
      refuse(
        400,
        'IllegalOriginAccessConfiguration',
        'An origin cannot contain both an origin access control and an origin access identity.',
      );
    }
    const kinds = ['S3OriginConfig', 'CustomOriginConfig', 'VpcOriginConfig'];
    if (!kinds.some((kind) => origin[kind] !== undefined)) {
      refuse(
        400,
        'InvalidOrigin',
        'An origin must have one of S3OriginConfig and CustomOriginConfig.',
      );
    }
  }
}

/** hashicorp/terraform-provider-aws#43609: even an update that only disables is refused then. */
function checkLogBucket(store: Store, config: XmlObject): void {
  const logging = objectOf(config, 'Logging');
  if (logging?.['Enabled'] !== true) return;
  const host = textOf(logging, 'Bucket');
  const bucket = /^(.+)\.s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com$/.exec(host)?.[1] ?? host;
  if (store.environment.peers.bucketExists(bucket)) return;
  refuse(
    400,
    'InvalidArgument',
    `The S3 bucket that you specified for CloudFront logs doesn't exist: ${host}`,
  );
}

function checkAliases(store: Store, config: XmlObject, current: Distribution | null): void {
  const aliases = new Set(itemsOf(config, 'Aliases').map(String));
  for (const other of store.distributions.values()) {
    if (other.id === current?.id) continue;
    if (!itemsOf(other.config, 'Aliases').some((alias) => aliases.has(String(alias)))) continue;
    refuse(
      409,
      'CNAMEAlreadyExists',
      'One or more of the CNAMEs you provided are already associated with a different resource.',
    );
  }
}

/**
 * Only what the update adds is looked up: what the configuration named before cannot be gone, since
 * its deletion is refused while it is named.
 */
function checkReferences(store: Store, config: XmlObject, current: Distribution | null): void {
  const named = referencesOf(config);
  const before = current && referencesOf(current.config);
  for (const { member, exists, status, code } of lookups(store)) {
    for (const name of named[member]) {
      if (before?.[member].has(name) || exists(name)) continue;
      refuse(status, code, `The configuration names something that does not exist: ${name}`);
    }
  }
}

interface Lookup {
  readonly member: keyof References;
  readonly status: number;
  readonly code: string;
  exists(name: string): boolean;
}

function lookups(store: Store): readonly Lookup[] {
  const { policies, functions } = store;
  return [
    {
      member: 'originAccessControls',
      status: 400,
      code: 'InvalidOriginAccessControl',
      exists: (id) => store.originAccessControls.has(id),
    },
    {
      member: 'originAccessIdentities',
      status: 400,
      code: 'InvalidOriginAccessIdentity',
      exists: (id) => store.originAccessIdentities.has(id),
    },
    {
      member: 'functions',
      status: 400,
      code: 'InvalidFunctionAssociation',
      exists: (arn) => (functions.get(arn.split('/').at(-1) ?? '')?.live ?? null) !== null,
    },
    {
      member: 'lambdas',
      status: 400,
      code: 'InvalidLambdaFunctionAssociation',
      exists: (arn) => /:\d+$/.test(arn) && store.environment.peers.lambdaVersionExists(arn),
    },
    ...(['CachePolicy', 'OriginRequestPolicy', 'ResponseHeadersPolicy'] as const).map((kind) => ({
      member: kind,
      status: 404,
      code: `NoSuch${kind}`,
      exists: (id: string) => policies[kind].has(id),
    })),
  ];
}

/** What an update may not do to the configuration that stands. */
export function checkUpdate(store: Store, config: XmlObject, current: Distribution): void {
  const { config: before } = current;
  if (textOf(config, 'CallerReference') !== textOf(before, 'CallerReference')) {
    refuse(
      400,
      'IllegalUpdate',
      'The update contains modifications that are not allowed: CallerReference.',
    );
  }
  // hashicorp/terraform#10938: an echo without these members is not taken as "none".
  if (behaviorsOf(config).some((each) => each['LambdaFunctionAssociations'] === undefined)) {
    refuse(400, 'InvalidArgument', 'The parameter Lambda function associations is required.');
  }
  // hashicorp/terraform-provider-aws#33578: to leave the member out is not allowed either.
  const policy = textOf(before, 'ContinuousDeploymentPolicyId');
  if (policy !== '' && config['ContinuousDeploymentPolicyId'] === undefined) {
    refuse(
      400,
      'IllegalUpdate',
      'The update contains modifications that are not allowed: ContinuousDeploymentPolicyId.',
    );
  }
  // hashicorp/terraform-provider-aws#33575: already the disabling is refused, not only the deletion.
  const disables = before['Enabled'] === true && config['Enabled'] !== true;
  if (disables && before['Staging'] === true && isStagingInUse(store, current)) {
    refuse(
      409,
      'StagingDistributionInUse',
      'A continuous deployment policy for this staging distribution already exists.',
    );
  }
}

function isStagingInUse(store: Store, { domainName }: Distribution): boolean {
  return store.continuousDeploymentPolicies.some(({ stagingDomains }) =>
    stagingDomains.includes(domainName),
  );
}
