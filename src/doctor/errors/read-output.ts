import type { DeployError } from '../../model/diagnosis.ts';
import type { Family } from '../../model/error-family.ts';
import type { Kind } from '../../model/kind.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { isCommon, meaningOf } from './codes/index.ts';
import { cloudFormationCodes, operationKinds } from './codes/operations.ts';
import { distinct } from './distinct.ts';
import { headersIn, type RunHeader } from './headers.ts';
import { hitsIn, type Hit } from './hits.ts';
import { looseHits } from './loose.ts';
import { bareName, nameAt } from './names.ts';
import { lastOperation, operationAfter, serviceOf } from './operation.ts';
import { outputOf, type Output } from './output.ts';
import { pathIn, type ProgramPath } from './paths.ts';
import { unknownErrorOf } from './unknown-error.ts';
import { otherBlocks, unknownBlocks, type UnknownBlock } from './unknown.ts';

/**
 * The errors in the output of a deploy or remove, in their order, each once. An error with neither a known
 * code nor a known sentence gets the code `UnknownError` and the family `unknown`.
 */
export function readOutput(given: string): readonly DeployError[] {
  const output = outputOf(given);
  const headerAt = headersIn(output);
  const known = hitsIn(output);
  const hits = known.length > 0 ? known : looseHits(output);
  const errors = hits.map((hit, index) => ({
    at: output.placeOf(hit.start),
    error: errorAt(hit, output, {
      from: hits[index - 1]?.end ?? 0,
      to: hits[index + 1]?.start ?? output.text.length,
    }),
  }));
  const named = unknownBlocks(output);
  const blocks = errors.length + named.length === 0 ? otherBlocks(output) : named;
  const unknown = blocks
    .filter((block) => !errors.some(({ at }) => at >= block.from && at <= block.to))
    .map((block) => ({ at: block.from, error: unknownError(block, output) }));
  return telling(
    [...errors, ...unknown]
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, error }) => withHeader(error, headerAt(at))),
  );
}

/** The run that a text without any error is of, as an error that nobody knows; null: no stage stands there. */
export function runWithoutError(given: string): DeployError | null {
  const output = outputOf(given);
  const header = headersIn(output)(output.raw.length);
  if (header.stage === null) return null;
  return { ...unknownErrorOf('The given text ends without an error.'), ...header };
}

/** Errors that only tell that a run ended follow from another one beside them. */
function telling(errors: readonly DeployError[]): readonly DeployError[] {
  const each = distinct(errors);
  const others = each.filter(({ code }) => code !== 'ProgramFailed');
  const stops = others.some(({ family }) => stopping.has(family));
  const left = stops ? others.filter(({ family }) => family !== 'interrupted') : others;
  return left.length > 0 ? left : each;
}

/** The engine refuses to begin: SST prints that it was interrupted. */
const stopping: ReadonlySet<Family> = new Set(['damaged-state', 'passphrase', 'pending']);

function withHeader(error: DeployError, header: RunHeader): DeployError {
  return {
    ...error,
    app: error.app ?? header.app,
    stage: error.stage ?? header.stage,
    region: error.region ?? header.region,
    run: header.run,
    sstVersion: header.sstVersion,
    account: error.account ?? header.account,
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function errorAt(hit: Hit, output: Output, range: Range): DeployError {
  const before = output.text.slice(range.from, hit.start);
  const after = output.text.slice(hit.end, Math.min(range.to, hit.end + 600));
  // SST's sentences about a whole run name no resource.
  const path = hit.sentence?.isOfSst ? null : pathIn(output.rawBetween(range.from, hit.start));
  const meaning = meaningAt(hit, { before, after, path });
  const urn = ownUrn(path, hit, output, range);
  const named = nameAt(output, { ...range, start: hit.start, end: hit.end });
  return {
    ...meaning,
    kind: meaning.kind ?? path?.kind ?? null,
    ...(hit.name !== null
      ? { name: bareName(hit.name), nameIsCut: false }
      : hit.sentence?.isOfSst || hit.stack !== null
        ? { name: null, nameIsCut: false }
        : named),
    stack: hit.stack,
    path: path?.text ?? null,
    component: path?.component ?? null,
    logicalName: path?.logicalName ?? null,
    app: urn?.app ?? null,
    stage: urn?.stage ?? null,
    region: null,
    run: null,
    sstVersion: null,
    account: null,
    message: messageAt(hit, output, range),
    from: 'input',
  };
}

/** SST's and Pulumi's own sentences name their resource below them. */
function ownUrn(path: ProgramPath | null, hit: Hit, output: Output, range: Range) {
  const below = hit.sentence?.isOfSst
    ? pathIn(output.rawBetween(hit.start, Math.min(range.to, hit.end + 600)))
    : null;
  const urn = path?.urn ?? below?.urn ?? null;
  return urn === null ? null : parseUrn(urn);
}

/** From the line that names its resource, or the error's own line, to the end of its message. */
function messageAt(hit: Hit, output: Output, range: Range): string {
  const before = output.rawBetween(range.from, hit.start);
  const lines = before.split('\n');
  const owner = lines.findLastIndex((line) => pathIn(line) !== null);
  const from = lines.slice(owner === -1 ? -1 : owner).join('\n').length;
  const start = output.placeOf(hit.start) - from;
  const rest = output.raw.slice(
    output.placeOf(hit.start),
    output.placeOf(Math.min(range.to, hit.end + 600)),
  );
  const end = /\n\s*\n/.exec(rest)?.index ?? rest.length;
  return oneLine(output.raw.slice(start, output.placeOf(hit.start) + end));
}

type Meaning = Pick<DeployError, 'code' | 'kind' | 'family'>;

function meaningAt(
  hit: Hit,
  {
    before,
    after,
    path,
  }: { readonly before: string; readonly after: string; readonly path: ProgramPath | null },
): Meaning {
  if (hit.meaning) return { code: hit.code, kind: hit.meaning.kind, family: hit.meaning.family };
  const fromStack = hit.code.startsWith('Handler') ? stackError(hit.code, before) : null;
  const code = fromStack?.code ?? hit.code;
  const called = lastOperation(before);
  const service = serviceOf(before, after);
  const meaning = meaningOf(code, service);
  // From a service that is not listed, such a common word says nothing about the listed kinds.
  const isForeign =
    service === null &&
    isCommon(code) &&
    (called !== null || (path !== null && path.kind === null));
  const operation = called?.name ?? operationAfter(after);
  const done = operation === null ? null : (operationKinds[`${service}:${operation}`] ?? null);
  return {
    code: code.replace(/^HandlerErrorCode:/, ''),
    kind: fromStack?.kind ?? (isForeign ? null : meaning?.kind) ?? done,
    family: familyOf(meaning?.family ?? 'unknown', { code, operation }),
  };
}

/** Some codes mean another thing where something is made. */
function familyOf(
  family: Family,
  { code, operation }: { readonly code: string; readonly operation: string | null },
): Family {
  if (code === 'ResourceConflictException' && operation === 'CreateFunction') return 'name-taken';
  // What a new thing asks for has another one: a rule's priority, an address.
  if (family === 'in-use' && /^Create[A-Z]/.test(operation ?? '')) return 'refused';
  return family;
}

const cloudFormationType =
  /AWS::\w+?::(?:Function|KeyValueStore|OriginAccessControl|CachePolicy|OriginRequestPolicy|ResponseHeadersPolicy|Distribution|Role|LogGroup|Bucket|Table)/g;

/** CloudFormation names the type, and its own word for the reason. */
function stackError(
  marker: string,
  before: string,
): { readonly code: string; readonly kind: Kind } | null {
  const type = [...before.matchAll(cloudFormationType)].at(-1)?.[0];
  const known = type === undefined ? undefined : cloudFormationCodes[type];
  if (type === undefined || !known) return null;
  const [kind, taken] = known;
  const noun = type.split('::').at(-1) ?? '';
  const code = marker.endsWith('AlreadyExists')
    ? taken
    : marker.endsWith('ServiceLimitExceeded')
      ? `TooMany${noun.replace(/y$/, 'ie')}s`
      : marker.endsWith('ResourceConflict')
        ? `${noun}InUse`
        : null;
  return code !== null && meaningOf(code, null) ? { code, kind } : null;
}

function unknownError(block: UnknownBlock, output: Output): DeployError {
  const path = pathIn(output.raw.slice(block.from, block.to));
  const urn = path?.urn ? parseUrn(path.urn) : null;
  return {
    ...unknownErrorOf(block.message),
    kind: path?.kind ?? null,
    path: path?.text ?? null,
    component: path?.component ?? null,
    logicalName: path?.logicalName ?? null,
    app: urn?.app ?? null,
    stage: urn?.stage ?? null,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
