import type { Kind } from '../model/kind.ts';
import type { AppStage } from '../model/resource.ts';
import {
  createdBySst,
  type Generation,
  markedKinds,
  type NameShape,
  nameShapes,
} from './name-shapes.ts';

/** One way to read a physical name as SST's. */
export interface NameReading {
  readonly generation: Generation;
  /** `<app>-<stage>`; empty for automatic names, which have neither. */
  readonly prefix: string;
  readonly logicalName: string;
  /** The component with which the logical name begins; null where the name is only the suffix. */
  readonly component: string | null;
  readonly weak: boolean;
  /** Its description is SST's, too. */
  readonly described: boolean;
}

export interface NameFit extends NameReading {
  readonly pair: AppStage;
}

/**
 * `-` and 8 of 19 letters; the first is never `a` (SST naming.ts: leading base-19 digits of a hash).
 * The letters spell words (`frontend`), so a tail alone says nothing.
 */
const tail = /-[bcdefhkmnorstuvwxz][abcdefhkmnorstuvwxz]{7}$/;
const pulumiTail = /-[0-9a-f]{7}$/;
/**
 * SST's provider for access controls appends 8 letters or digits to a name that may have a tail already
 * (since 3.2.16).
 */
const accessControlTail = /-[a-z0-9]{8}$/;

export interface NameRules {
  /** Length at which SST may have cut app, stage or name; null where this kind's names have none of them. */
  readonly nameLimit: number | null;
  /** The whole name was lower-cased: the case of app and stage is lost. */
  readonly lowerCaseNames: boolean;
}

/** Every way to read `name` as one that SST gives to this kind. Versions are read like their function. */
export function readName(
  kind: Kind,
  name: string,
  description: string | null = null,
): readonly NameReading[] {
  const shapeKind: Kind = kind === 'lambda-edge-version' ? 'lambda-edge-function' : kind;
  const readings: NameReading[] = [];
  for (const { generation, rest } of generationsOf(kind, bareName(kind, name))) {
    const hyphen = rest.lastIndexOf('-');
    const logicalName = rest.slice(hyphen + 1);
    const prefix = hyphen === -1 ? '' : rest.slice(0, hyphen);
    if ((generation === 'auto') !== (prefix === '')) continue;
    const matching = nameShapes.filter(
      (shape) =>
        shape.kind === shapeKind &&
        shape.generations.includes(generation) &&
        isDescribed(shape, logicalName, description) &&
        shape.suffix.test(logicalName),
    );
    if (matching.length === 0) continue;
    const suffix = matching[0]?.suffix.exec(logicalName);
    readings.push({
      generation,
      prefix,
      logicalName,
      component: suffix && suffix.index > 0 ? logicalName.slice(0, suffix.index) : null,
      weak: matching.every(({ weak }) => weak),
      described: matching.some((shape) => shape.description !== null),
    });
  }
  return readings.filter(({ component }) => component !== null);
}

function isDescribed(shape: NameShape, logicalName: string, description: string | null): boolean {
  const component = logicalName.replace(shape.suffix, '');
  return (
    shape.description === null ||
    shape.description.replace('{component}', component) === description
  );
}

interface Generated {
  readonly generation: Generation;
  readonly rest: string;
}

function generationsOf(kind: Kind, name: string): readonly Generated[] {
  if (kind === 'iam-role') return [...tailsOf(name), ...regionTailOf(name)];
  if (kind !== 'cloudfront-origin-access-control') return tailsOf(name);
  const plain = { generation: 'plain', rest: name } as const;
  return accessControlTail.test(name)
    ? [...tailsOf(name.replace(accessControlTail, '')), plain]
    : [plain];
}

/** Before 3.8.0 a role's name ended in its region without dashes: `-useast1` (3.7.15 component.ts). */
function regionTailOf(name: string): readonly Generated[] {
  const rest = name.replace(/-(?:us|eu|ap|sa|ca|me|af|il|mx)(?:gov)?[a-z]{4,9}\d$/, '');
  return rest === name ? [] : [{ generation: 'plain', rest }];
}

function tailsOf(name: string): readonly Generated[] {
  return [
    ...(tail.test(name) ? [{ generation: 'tail' as const, rest: name.replace(tail, '') }] : []),
    ...(pulumiTail.test(name)
      ? [{ generation: 'auto' as const, rest: name.replace(pulumiTail, '') }]
      : []),
    { generation: 'plain', rest: name },
  ];
}

/**
 * A log group is named after a function or a state machine; the name of SST's own group may differ from its
 * function's (3.8.0 and later). Groups of replicas have the function's home before the name
 * (`/aws/lambda/us-east-1.NAME`).
 */
function bareName(kind: Kind, name: string): string {
  return kind === 'log-group'
    ? name.replace(/^\/aws\/(?:lambda\/(?:us-east-1\.)?|states\/)/, '')
    : name;
}

/**
 * A name of its kind's full length may have lost its app, its stage, or both. So may one that is a little
 * shorter: where stage and name alone fill the limit the whole app is dropped, with its hyphen, and hyphens
 * that then meet become one (platform/src/components/naming.ts, `prefixName` and `physicalName`).
 */
export function mayBeCut(kind: Kind, name: string, rules: NameRules): boolean {
  return rules.nameLimit !== null && bareName(kind, name).length >= rules.nameLimit - 2;
}

/**
 * The generation of a name whose kind has no shapes here: SST puts `<app>-<stage>-` before all of them, and
 * since 3.8.0 a random tail at the end. Null: it is not SST's for this stage.
 */
export function generationOfPrefixed(name: string, pair: AppStage): 'tail' | 'plain' | null {
  if (!name.startsWith(`${prefixOf(pair)}-`)) return null;
  return tail.test(name) ? 'tail' : 'plain';
}

/** Known pairs by `<app>-<stage>` in lower case: accounts have thousands of names and of stages. */
export type PairsByPrefix = ReadonlyMap<string, readonly AppStage[]>;

export function pairsByPrefix(pairs: Iterable<AppStage>): PairsByPrefix {
  const byPrefix = new Map<string, AppStage[]>();
  for (const pair of pairs) {
    const prefix = prefixOf(pair).toLowerCase();
    const known = byPrefix.get(prefix);
    if (known) known.push(pair);
    else byPrefix.set(prefix, [pair]);
  }
  return byPrefix;
}

function prefixOf({ app, stage }: AppStage): string {
  return `${app}-${stage}`;
}

/**
 * The known pairs that a whole, uncut name fits. `my-app` + `staging` and `my` + `app-staging` give the
 * same prefix, so there may be several: then its owner is unknown. A name that may be cut fits none:
 * `acme-123-...` can belong to the app `acme-shop-pr`.
 */
export function fitName(
  resource: { readonly kind: Kind; readonly name: string; readonly description?: string | null },
  rules: NameRules,
  pairs: PairsByPrefix,
): readonly NameFit[] {
  if (mayBeCut(resource.kind, resource.name, rules)) return [];
  const fits: NameFit[] = [];
  for (const reading of readName(resource.kind, resource.name, resource.description)) {
    for (const pair of pairs.get(reading.prefix.toLowerCase()) ?? []) {
      const written = rules.lowerCaseNames ? prefixOf(pair).toLowerCase() : prefixOf(pair);
      if (written !== reading.prefix) continue;
      const { generation, prefix, logicalName, component, weak, described } = reading;
      fits.push({ generation, prefix, logicalName, component, weak, described, pair });
    }
  }
  return fits;
}

/**
 * A name, or a description in place of one, that nobody but SST gives: listed even where no known pair
 * fits.
 */
export function isSstShaped(
  kind: Kind,
  name: string | null,
  description: string | null = null,
): boolean {
  if (markedKinds.has(kind)) return description === createdBySst;
  return readName(kind, name ?? '', description).some(
    ({ generation, weak, described }) => described || (generation === 'tail' && !weak),
  );
}
