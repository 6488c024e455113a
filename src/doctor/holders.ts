import type { DeployError } from '../model/diagnosis.ts';
import type { Finding } from '../model/finding.ts';
import type { Kind } from '../model/kind.ts';
import type { AppStage, Resource } from '../model/resource.ts';
import { fitName, generationOfPrefixed, pairsByPrefix, readName } from '../sst/names.ts';
import type { Facts } from './facts.ts';

/** A resource of this account that holds a name. */
export interface Holder {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: Kind;
  /** Null: listed by AWS, but nothing makes it SST's. */
  readonly finding: Finding | null;
  /** `has the alias`; else it holds the name. */
  readonly holds?: string;
}

/** Kinds that an error may be about. Lambda has one kind for the edge and one for a region. */
export function kindsOf({ code, kind }: DeployError): readonly Kind[] {
  if (kind === 'lambda-function' || kind === 'lambda-edge-function') {
    return ['lambda-function', 'lambda-edge-function'];
  }
  if (kind !== null) return [kind];
  return code === 'EntityAlreadyExists' ? ['cloudfront-key-value-store', 'iam-role'] : [];
}

/** One for all regions, so that two regions get into each other's way. */
export function isGlobal(kind: Kind): boolean {
  return kind.startsWith('cloudfront-');
}

/** Resources that have the name in question; several where the output does not have it whole. */
export function holdersOf(error: DeployError, facts: Facts): readonly Holder[] {
  const kinds = kindsOf(error);
  const { inventory, findings } = facts;
  const candidates = inventory.resources.filter(({ kind }) => kinds.includes(kind));
  const listed = candidates
    .filter((resource) => hasName(resource, error, facts))
    .map((resource) => ({
      id: resource.id,
      key: resource.key,
      name: resource.name ?? resource.id,
      kind: resource.kind,
      finding: findings.find(({ key }) => key === resource.key) ?? null,
    }));
  return [...listed, ...othersOf(error, facts)];
}

/** A kind that is not listed yet may still be tagged, and then it is a finding of kind `other`. */
function othersOf({ name, nameIsCut }: DeployError, { findings }: Facts): readonly Holder[] {
  if (name === null || nameIsCut) return [];
  return findings
    .filter(
      ({ kind, id, arn }) =>
        kind === 'other' && [id, arn ?? ''].some((word) => endsInName(word, name)),
    )
    .map((finding) => ({ id: finding.id, key: finding.key, name, kind: 'other', finding }));
}

/** `arn:aws:logs:...:log-group:/aws/lambda/x`, `.../role/x`; a log group's ARN may end in `:*`. */
function endsInName(arn: string, name: string): boolean {
  const bare = arn.replace(/:\*$/, '');
  return bare === name || bare.endsWith(`:${name}`) || bare.endsWith(`/${name}`);
}

function hasName(resource: Resource, error: DeployError, facts: Facts): boolean {
  const name = resource.name ?? resource.id;
  if (error.name !== null) {
    return error.nameIsCut ? name.endsWith(error.name) : [name, resource.id].includes(error.name);
  }
  const message = error.message.replaceAll(/\s+/g, '');
  if (name.length >= 6 && new RegExp(`(^|[^\\w-])${escaped(name)}($|[^\\w-])`).test(message))
    return true;
  return fitsPath(resource, error, facts);
}

/** SST's provider for access controls does not tell their name, only the component. */
function fitsPath(resource: Resource, error: DeployError, facts: Facts): boolean {
  const pair = deployingPair(error, facts);
  if (error.component === null || pair === null) return false;
  return readName(resource.kind, resource.name ?? '', resource.description).some(
    ({ generation, component, prefix }) =>
      // Names with a tail of their own are never made twice.
      generation === 'plain' &&
      component === error.component &&
      prefix === `${pair.app}-${pair.stage}`,
  );
}

/** The stage that was being deployed: from the error, the project, or the name where it fits one stage. */
export function deployingPair(error: DeployError, facts: Facts): AppStage | null {
  if (error.app !== null && error.stage !== null) return { app: error.app, stage: error.stage };
  const { project, inventory } = facts;
  const stage = error.stage ?? project?.stage ?? null;
  const app = error.app ?? project?.app ?? null;
  const fits = error.name === null || error.nameIsCut ? [] : pairsOfName(error, facts);
  const fitting = fits.filter(
    (pair) => (stage === null || pair.stage === stage) && (app === null || pair.app === app),
  );
  if (fitting.length === 1 && fitting[0]) return fitting[0];
  if (app !== null && stage !== null && fits.length === 0) return { app, stage };
  const ofStage = inventory.stages.filter(
    (state) => state.stage === stage && (app === null || state.app === app),
  );
  const apps = [...new Set(ofStage.map((state) => state.app))];
  return stage !== null && apps.length === 1 && apps[0] !== undefined
    ? { app: apps[0], stage }
    : null;
}

/** Known stages that the name is SST's for. */
function pairsOfName(error: DeployError, { inventory }: Facts): readonly AppStage[] {
  const { name } = error;
  if (name === null) return [];
  const known = pairsByPrefix(
    new Map(inventory.stages.map(({ app, stage }) => [`${app}/${stage}`, { app, stage }])).values(),
  );
  return kindsOf(error).flatMap((kind) => {
    const rules = inventory.kinds.find((facts) => facts.kind === kind);
    return rules ? fitName({ kind, name }, rules, known).map(({ pair }) => pair) : [];
  });
}

/**
 * `tail`: SST 3.8.0 and later made it; `plain`: an earlier one; null: it is not SST's shape. Kinds that are
 * not listed have no shapes: then the stage decides.
 */
export function generationOf(
  name: string,
  kind: Kind,
  pair: AppStage | null = null,
): 'tail' | 'plain' | 'auto' | null {
  if (kind === 'other') return pair === null ? null : generationOfPrefixed(name, pair);
  const readings = readName(kind, name);
  return (
    readings.find(({ generation }) => generation !== 'plain')?.generation ??
    readings[0]?.generation ??
    null
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
