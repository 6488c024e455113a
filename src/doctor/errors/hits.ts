import { codeWords, isTelling, type KnownCode } from './codes/index.ts';
import { conflictCodes } from './codes/operations.ts';
import { lastOperation } from './operation.ts';
import type { Output } from './output.ts';
import { sentenceHits, type Sentence } from './sentences.ts';

/** The place of an error in the text without white space. */
export interface Hit {
  /** AWS's code, `HandlerErrorCode:...` of CloudFormation, or ours for a sentence. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence | null;
  /** Where the code alone does not say it. */
  readonly meaning: Pick<KnownCode, 'family' | 'kind'> | null;
  readonly name: string | null;
  /** Name or ARN of a CloudFormation stack. */
  readonly stack: string | null;
}

const handlerCode = String.raw`HandlerErrorCode:[A-Z]\w+?(?=[)",;]|$)`;
const anyCode = new RegExp([...codeWords.map(escaped), handlerCode].join('|'), 'g');

/** Where the SDKs, CloudFormation and the AWS CLI put the code of whatever error. */
const places: readonly RegExp[] = [
  // Go: `StatusCode: 409, RequestID: x, HostID: y, api error Code: message`
  // An id may be struck out: by who pasted it, or by CI that takes it for a secret.
  /responseerrorStatusCode:\d*,RequestID:[^,]{0,80},(?:HostID:[^,]{0,200},)?(?:apierror)?([A-Z][\w.]{2,80}):/g,
  // The older Go SDK: `Code: message status code: 409, request id: x`
  /(?:^|[^\w.])([A-Z][\w.]{3,80}):(?=[^:]{1,400}?statuscode:\d{3},requestid)/g,
  // The AWS CLI and Python: `An error occurred (Code) when calling the CreateTable operation`
  /Anerroroccurred\(([A-Z][\w.]{2,80})\)whencalling/g,
  // Java and CloudFormation: `(Service: S3; Status Code: 409; Error Code: Code; Request ID: x)`
  /(?<!Handler)ErrorCode:([A-Z][\w.]{2,80})[;,)]/g,
  // JavaScript: `Code: 'NoSuchBucket'`, `__type: '...#ValidationException'`
  /(?:\bCode|__type|"code")['"]?:['"](?:[\w.]+#)?([A-Z][\w.]{2,80})['"]/g,
];

/** Every place that tells of an error, in their order, each once. */
export function hitsIn(output: Output): readonly Hit[] {
  const coded = [...placedCodes(output), ...bareCodes(output)].map((place) => ({
    ...place,
    ...nothingMore,
  }));
  const sentences = sentenceHits(output).map((hit) => ({ ...hit, meaning: hit.sentence }));
  const hits = mergedHits([...coded, ...sentences], output);
  const cut = hitAtCut(output, hits.at(-1)?.end ?? 0);
  return cut ? [...hits, cut] : hits;
}

type Place = Pick<Hit, 'code' | 'start' | 'end'>;

const nothingMore = { sentence: null, meaning: null, name: null, stack: null };

function placedCodes({ text }: Output): readonly Place[] {
  return places.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const code = match[1];
      if (code === undefined) return [];
      const start = match.index + match[0].indexOf(code);
      return [{ code, start, end: start + code.length }];
    }),
  );
}

/** Codes wherever they stand as words of their own. */
function bareCodes(output: Output): readonly Place[] {
  return [...output.text.matchAll(anyCode)].flatMap((match) => {
    const [code] = match;
    const place = { code, start: match.index, end: match.index + code.length };
    const counts = code.startsWith('Handler') || isTelling(code);
    return counts && isWord(place, output) ? [place] : [];
  });
}

/** Nine of CloudFront's codes begin with `TooManyDistributions`: a part of a word is no code. */
function isWord({ start, end }: Place, output: Output): boolean {
  const { text } = output;
  if (/\w/.test(text.charAt(start - 1)) && output.gapBefore(start) === 'none') return false;
  const next = text.charAt(end);
  if (!/\w/.test(next)) return true;
  const gap = output.gapBefore(end);
  if (gap === 'space') return true;
  // The line was full here: if a colon ends the next word, that word is the rest of this one.
  return gap === 'wrap' && !/^\w+:/.test(text.slice(end, end + 80));
}

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
  if (between.length > oneMessage || /responseerrorStatusCode|_FAILED|→|✕|✖|×/.test(between))
    return false;
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

/** The output ends before the code, or within it. */
function hitAtCut({ text }: Output, from: number): Hit | null {
  const rest = text.slice(from);
  const whole = { start: text.length, end: text.length, ...nothingMore };
  const begun = codeWords.filter(
    (code) => isTelling(code) && beginnings(code).some((part) => rest.endsWith(part)),
  );
  if (begun.length === 1 && begun[0] !== undefined) return { ...whole, code: begun[0] };
  const end = placeOfCode.exec(rest);
  const operation = end ? lastOperation(rest.slice(0, end.index)) : null;
  const code = operation ? conflictCodes[`${operation.service}:${operation.name}`] : undefined;
  return code !== undefined && code.startsWith(end?.[1] ?? '') ? { ...whole, code } : null;
}

/** Long enough to be the beginning of this code and of no other word. */
function beginnings(code: string): readonly string[] {
  return Array.from({ length: code.length }, (_, length) => code.slice(0, length)).slice(8);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
