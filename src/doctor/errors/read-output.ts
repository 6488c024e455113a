import type { DeployError } from '../../model/diagnosis.ts';
import type { Kind } from '../../model/kind.ts';
import { parseUrn } from '../../sst/checkpoint.ts';
import { cloudFormationCodes, conflictCodes, knownCodes, operationKinds } from './codes.ts';
import { spaced, squeezed, type Squeezed } from './output.ts';
import { pathIn } from './paths.ts';
import { readSentences } from './sentences.ts';

const codePattern = new RegExp(
  [
    ...Object.keys(knownCodes).toSorted((a, b) => b.length - a.length),
    'HandlerErrorCode:(?:AlreadyExists|ServiceLimitExceeded|ResourceConflict)',
  ].join('|'),
  'g',
);
const operationPattern = /operationerror([A-Za-z0-9]+?):([A-Za-z]+)/g;
const namePattern = /\(([\w./:+=,@-]{1,600})\):/g;
const cloudFormationType =
  /AWS::\w+?::(?:Function|KeyValueStore|OriginAccessControl|CachePolicy|Distribution|Role|LogGroup|Bucket)/g;

/** Where an error stands in the squeezed output. */
interface Hit {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The errors in the output of a deploy or remove, in their order, each once: SST prints every error
 * when it happens and again at its end.
 */
export function readOutput(output: string): readonly DeployError[] {
  const text = squeezed(output);
  const hits = hitsIn(text.text);
  const errors = hits.flatMap((hit, index) => {
    const error = errorAt(hit, text, {
      from: hits[index - 1]?.end ?? 0,
      to: hits[index + 1]?.start ?? text.text.length,
    });
    return error ? [error] : [];
  });
  const pair = headerIn(output);
  return distinct(
    [...errors, ...readSentences(text)].map((error) => ({
      ...error,
      app: error.app ?? pair.app,
      stage: error.stage ?? pair.stage,
    })),
  );
}

/** SST begins with the app and the stage, each on a line of its own; a command may stand there too. */
function headerIn(output: string): Pick<DeployError, 'app' | 'stage'> {
  const text = spaced(output);
  return {
    app: /\bApp: ([\w-]+)/.exec(text)?.[1] ?? null,
    stage: /\bStage: ([\w-]+)/.exec(text)?.[1] ?? /--stage[= ]([\w-]+)/.exec(text)?.[1] ?? null,
  };
}

function hitsIn(text: string): readonly Hit[] {
  const hits = [...text.matchAll(codePattern)].map((match) => ({
    code: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const cut = cutOff(text, hits.at(-1)?.end ?? 0);
  return cut ? [...hits, cut] : hits;
}

/** The output ends before the code, or within it. */
function cutOff(text: string, from: number): Hit | null {
  const rest = text.slice(from);
  const begun = Object.keys(knownCodes).filter((code) =>
    Array.from({ length: code.length }, (_, length) => length).some(
      (length) => length >= 8 && rest.endsWith(code.slice(0, length)),
    ),
  );
  if (begun.length === 1 && begun[0] !== undefined) {
    return { code: begun[0], start: text.length, end: text.length };
  }
  const operation = [...rest.matchAll(operationPattern)].at(-1);
  if (!operation || !/StatusCode:409/.test(rest.slice(operation.index))) return null;
  const code = conflictCodes[`${operation[1]}:${operation[2]}`];
  return code === undefined ? null : { code, start: text.length, end: text.length };
}

function errorAt(
  hit: Hit,
  output: Squeezed,
  range: { readonly from: number; readonly to: number },
): DeployError | null {
  const before = output.text.slice(range.from, hit.start);
  const after = output.text.slice(hit.end, Math.min(range.to, hit.end + 600));
  const operation = [...before.matchAll(operationPattern)].at(-1);
  const done = operation ? `${operation[1]}:${operation[2]}` : null;
  const fromStack = hit.code.startsWith('Handler') ? stackError(hit.code, before) : null;
  if (hit.code.startsWith('Handler') && !fromStack) return null;
  const code = fromStack?.code ?? hit.code;
  // Lambda says the same of an update that is under way.
  if (code === 'ResourceConflictException' && done !== null && !done.endsWith(':CreateFunction'))
    return null;
  const path = pathIn(output.rawBetween(range.from, hit.start));
  const urn = path?.urn ? parseUrn(path.urn) : null;
  const block = output.rawBetween(range.from, hit.start).replaceAll(/\s+/g, ' ');
  const named = nameIn(before, after, { block, isFirst: range.from === 0 });
  return {
    code,
    kind: kindOf({ code, done, stack: fromStack?.kind ?? null, path: path?.kind ?? null }),
    ...named,
    path: path?.text ?? null,
    component: path?.component ?? null,
    logicalName: path?.logicalName ?? null,
    app: urn?.app ?? null,
    stage: urn?.stage ?? null,
    region: null,
    message: output
      .rawBetween(range.from, hit.end + after.length)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    from: 'input',
  };
}

function kindOf(said: {
  readonly code: string;
  readonly done: string | null;
  readonly stack: Kind | null;
  readonly path: Kind | null;
}): Kind | null {
  const byCode = knownCodes[said.code]?.kind ?? null;
  const byOperation = said.done === null ? null : (operationKinds[said.done] ?? null);
  return said.stack ?? byCode ?? byOperation ?? said.path;
}

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
      : `${noun}InUse`;
  return code in knownCodes ? { code, kind } : null;
}

const afterPatterns = [
  /^[:;,"')}]*(?:Role|Policy|User)withname([\w+=,.@-]+?)alreadyexists/,
  /^[:;,"')}]*Functionalreadyexist:([\w-]+)/,
  /cannotdeletefunction[:(]*([\w-]{4,64}?)\)?,itisinuse/i,
];
const beforePatterns = [
  /withidentifier'(?:\{"[^"]*":")?([\w./+=,@-]+)/,
  /Rolewithname([\w+=,.@-]+?)alreadyexists/,
  /Cannotdeletefunction[:(]*([\w-]{4,64}?)\)?,itisinuse/i,
];

/** CloudFormation: `dev-docs-assets already exists`. A sentence of AWS's has no hyphen there. */
const namedInSentence = /([\w./]+-[\w./-]+) already exists/;

/** The physical name: in the provider's brackets before the code, or in AWS's sentence. */
function nameIn(
  before: string,
  after: string,
  { block, isFirst }: { readonly block: string; readonly isFirst: boolean },
): Pick<DeployError, 'name' | 'nameIsCut'> {
  const bracket = [...before.matchAll(namePattern)].at(-1)?.[1];
  if (bracket !== undefined) return { name: bracket, nameIsCut: false };
  // The output begins within the name.
  const end = isFirst ? /^([\w./-]{4,})\):/.exec(before)?.[1] : undefined;
  if (end !== undefined) return { name: end, nameIsCut: true };
  const found = [
    ...afterPatterns.map((pattern) => pattern.exec(after)?.[1]),
    ...beforePatterns.map((pattern) => pattern.exec(before)?.[1]),
    namedInSentence.exec(block)?.[1],
  ].find((name) => name !== undefined);
  return { name: found ?? null, nameIsCut: false };
}

/** What says more of the same error is kept. */
function distinct(errors: readonly DeployError[]): readonly DeployError[] {
  const kept = new Map<string, DeployError>();
  for (const error of errors) {
    const key = `${error.code} ${error.name ?? error.path ?? ''}`;
    const known = kept.get(key);
    if (!known || (known.path === null && error.path !== null)) kept.set(key, error);
  }
  return [...kept.values()].filter(
    (error, _, all) =>
      error.name !== null ||
      !all.some((other) => other !== error && other.code === error.code && tellsMore(other, error)),
  );
}

function tellsMore(one: DeployError, other: DeployError): boolean {
  if (other.path === null) return one.name !== null || one.path !== null;
  return one.path === other.path && one.name !== null;
}
