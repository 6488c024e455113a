import type { Store } from './store.ts';
import { isXmlObject } from './xml.ts';
import type { XmlObject, XmlValue } from './xml.ts';

/** The text of a member, empty where it is absent. */
export function textOf(value: XmlObject | undefined, name: string): string {
  const member = value?.[name];
  return typeof member === 'object' || member === undefined ? '' : String(member);
}

export function objectOf(value: XmlObject | undefined, name: string): XmlObject | undefined {
  const member = value?.[name];
  return isXmlObject(member) ? member : undefined;
}

/** The `Items` of a list such as `Origins`. */
export function itemsOf(value: XmlObject | undefined, name: string): readonly XmlValue[] {
  const items = objectOf(value, name)?.['Items'];
  return Array.isArray(items) ? items : [];
}

export function objectsOf(value: XmlObject | undefined, name: string): readonly XmlObject[] {
  return itemsOf(value, name).filter(isXmlObject);
}

/** The default behaviour and all others. */
export function behaviorsOf(config: XmlObject): readonly XmlObject[] {
  const first = objectOf(config, 'DefaultCacheBehavior');
  return [...(first ? [first] : []), ...objectsOf(config, 'CacheBehaviors')];
}

/** What a configuration names, by the member that names it. Each name once. */
export interface References {
  readonly functions: ReadonlySet<string>;
  readonly lambdas: ReadonlySet<string>;
  readonly originAccessControls: ReadonlySet<string>;
  readonly originAccessIdentities: ReadonlySet<string>;
  readonly CachePolicy: ReadonlySet<string>;
  readonly OriginRequestPolicy: ReadonlySet<string>;
  readonly ResponseHeadersPolicy: ReadonlySet<string>;
}

const known = new WeakMap<XmlObject, References>();

/** Configurations are never changed in place, so what one names is read once. */
export function referencesOf(config: XmlObject): References {
  const read = known.get(config) ?? readReferences(config);
  known.set(config, read);
  return read;
}

function readReferences(config: XmlObject): References {
  const behaviors = behaviorsOf(config);
  const origins = objectsOf(config, 'Origins');
  const named = (from: readonly XmlObject[], name: string) =>
    new Set(from.map((each) => textOf(each, name)).filter((text) => text !== ''));
  const associated = (list: string, name: string) =>
    named(
      behaviors.flatMap((behavior) => objectsOf(behavior, list)),
      name,
    );
  const identities = origins
    .map((origin) => objectOf(origin, 'S3OriginConfig'))
    .filter((each) => each !== undefined);
  const ids = [...named(identities, 'OriginAccessIdentity')].map(
    (text) => text.split('/').at(-1) ?? text,
  );
  return {
    functions: associated('FunctionAssociations', 'FunctionARN'),
    lambdas: associated('LambdaFunctionAssociations', 'LambdaFunctionARN'),
    originAccessControls: named(origins, 'OriginAccessControlId'),
    originAccessIdentities: new Set(ids),
    CachePolicy: named(behaviors, 'CachePolicyId'),
    OriginRequestPolicy: named(behaviors, 'OriginRequestPolicyId'),
    ResponseHeadersPolicy: named(behaviors, 'ResponseHeadersPolicyId'),
  };
}

/** Ids of the distributions that name a resource: disabled, staging and propagating ones too. */
export function usersOf(store: Store, member: keyof References, name: string): readonly string[] {
  return [...store.distributions.values()]
    .filter(({ config }) => referencesOf(config)[member].has(name))
    .map(({ id }) => id);
}

/** Everything of a kind that some distribution names. */
export function namesUsed(store: Store, member: keyof References): ReadonlySet<string> {
  const configs = [...store.distributions.values()].map(({ config }) => config);
  return new Set(configs.flatMap((config) => [...referencesOf(config)[member]]));
}
