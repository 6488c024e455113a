import { codePlaces, type CodePlace } from './code-places.ts';
import { codeWords, isTelling, type KnownCode } from './codes/index.ts';
import { conflictCodes } from './codes/operations.ts';
import { lastOperation } from './operation.ts';
import type { Output } from './output.ts';
import { sentenceHits, type Sentence } from './sentences.ts';

/** The place of an error in the text without white space. */
export interface Hit extends CodePlace {
  readonly sentence: Sentence | null;
  /** Where the code alone does not say it. */
  readonly meaning: Pick<KnownCode, 'family' | 'kind'> | null;
  readonly name: string | null;
  /** Name or ARN of a CloudFormation stack. */
  readonly stack: string | null;
}

/** Every place that tells of an error, in their order, each once. */
export function hitsIn(output: Output): readonly Hit[] {
  const coded = codePlaces(output).map((place) => ({ ...place, ...nothingMore }));
  const sentences = sentenceHits(output).map((hit) => ({ ...hit, meaning: hit.sentence }));
  const hits = withoutWrappers(
    mergedHits([...coded, ...sentences, ...quotedHits(output)], output),
    output,
  );
  const cut = hitAtCut(output, hits.at(-1)?.end ?? 0);
  return cut ? [...hits, cut] : hits;
}

/** What the function of a custom resource met is the error, where its message tells it. */
function withoutWrappers(hits: readonly Hit[], { text }: Output): readonly Hit[] {
  return hits.filter(({ code, end }, index) => {
    const next = hits[index + 1];
    const isWrapper = code === 'CustomResourceFailed' && next !== undefined;
    return !isWrapper || next.start - end > 300 || /_FAILED/.test(text.slice(end, next.start));
  });
}

const nothingMore = { sentence: null, meaning: null, name: null, stack: null };

/** A code and the sentence that goes with it are one error, whichever stands first. */
function mergedHits(all: readonly Hit[], output: Output): readonly Hit[] {
  const ordered = all.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hit[] = [];
  for (const hit of ordered) {
    const last = kept.at(-1);
    if (!last || !areOne(last, hit, output)) kept.push(hit);
    else kept[kept.length - 1] = mergedHit(last, hit);
  }
  return kept;
}

const oneMessage = 500;

function areOne(first: Hit, second: Hit, { text }: Output): boolean {
  if (second.start < first.end) return true;
  const isTold = tellsOf(first, second) || tellsOf(second, first);
  if ((first.sentence?.isOfSst || second.sentence?.isOfSst) && !isTold) return false;
  const between = text.slice(first.end, second.start);
  // `failed to refresh cached credentials, ...: CreateToken, https response error ...` is one.
  const isOfRun = isTold && first.sentence?.isOfSst === true;
  if (between.length > oneMessage || /_FAILED|→|✕|✖|×/.test(between)) return false;
  if (/responseerrorStatusCode/.test(between) && !isOfRun) return false;
  // A service passes on what another one answered, and puts its own code behind that.
  if (/^;[^()]{0,200}\)\(Service:[^()]{0,100};ErrorCode:$/.test(between)) return true;
  if (second.code.startsWith('Handler')) return true;
  // The same sentence twice is two errors.
  if (first.sentence && second.sentence) return false;
  if (first.code === second.code) return first.sentence !== null || second.sentence !== null;
  return isTold;
}

function tellsOf({ sentence }: Hit, { code }: Hit): boolean {
  return sentence !== null && sentence.codes.includes(code);
}

/** The sentence says more than a code, and a code more than CloudFormation's own word. */
function mergedHit(first: Hit, second: Hit): Hit {
  const span = { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) };
  const telling = [first, second].find(({ sentence }) => sentence !== null);
  const coded = [first, second].find(
    ({ code, sentence }) => !sentence && !code.startsWith('Handler'),
  );
  return { ...(telling ?? coded ?? first), ...span };
}

const placeOfCode =
  /StatusCode:409,(?:RequestID:[^,]{0,80},?)?(?:HostID:[^,]*,?)?(?:apierror)?([A-Za-z]*)$/;
/** People quote a call without what follows: `DeleteOriginAccessControl, https response error StatusCode: 409`. */
const quotedCall = /(?<![A-Za-z])[A-Za-z]{1,80},httpsresponseerrorStatusCode:409(?!,)/g;

/** Calls whose refusal was quoted without its code (anomalyco/sst#5199). */
function quotedHits({ text, gapBefore }: Output): readonly Hit[] {
  return [...text.matchAll(quotedCall)].flatMap(({ 0: call, index }) => {
    const end = index + call.length;
    const code = conflictCodeOf(text.slice(0, end).replace(/StatusCode:409$/, ''));
    const isWhole = gapBefore(end) !== 'none' || !/\w/.test(text.charAt(end));
    return code === null || !isWhole ? [] : [{ code, start: end, end, ...nothingMore }];
  });
}

/** The output ends before the code, or within it. */
function hitAtCut({ text }: Output, from: number): Hit | null {
  const rest = text.slice(from);
  const whole = { start: text.length, end: text.length, ...nothingMore };
  const begun = codeWords.filter(
    (code) => isTelling(code) && beginnings(code).some((part) => rest.endsWith(part)),
  );
  if (begun.length === 1 && begun[0] !== undefined) return { ...whole, code: begun[0] };
  const end = placeOfCode.exec(rest);
  const code = end ? conflictCodeOf(rest.slice(0, end.index)) : null;
  return code !== null && code.startsWith(end?.[1] ?? '') ? { ...whole, code } : null;
}

/** People leave its service out, too. */
function conflictCodeOf(before: string): string | null {
  const operation = lastOperation(before);
  if (operation) return conflictCodes[`${operation.service}:${operation.name}`] ?? null;
  const called = /([A-Za-z]{1,80}),httpsresponseerror$/.exec(before)?.[1] ?? '';
  const known = Object.entries(conflictCodes).filter(([call]) =>
    called.endsWith(call.split(':')[1] ?? call),
  );
  const [only, ...others] = new Set(known.map(([, code]) => code));
  return others.length === 0 ? (only ?? null) : null;
}

/** Long enough to be the beginning of this code and of no other word. */
function beginnings(code: string): readonly string[] {
  return Array.from({ length: code.length }, (_, length) => code.slice(0, length)).slice(8);
}
