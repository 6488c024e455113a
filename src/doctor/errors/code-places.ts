import { codeWords, isTelling, meaningOf } from './codes/index.ts';
import type { Output } from './output.ts';

/** A code and its place in the text without white space. */
export interface CodePlace {
  /** AWS's code, `HandlerErrorCode:...` of CloudFormation, or ours for a sentence. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

const handlerCode = String.raw`HandlerErrorCode:[A-Z]\w+?(?=[)",;]|$)`;
/** The SDK for JavaScript ends the names of IAM's codes in a word of its own. */
const anyCode = new RegExp(
  [`(?:${codeWords.map(escaped).join('|')})(?:Exception)?`, handlerCode].join('|'),
  'g',
);

/** Where the SDKs, CloudFormation and the AWS CLI put the code of whatever error. */
const places: readonly RegExp[] = [
  // Go: `StatusCode: 409, RequestID: x, HostID: y, api error Code: message`. Early SST v3 prints no more
  // than that. An id may be struck out: by who pasted it, or by CI that takes it for a secret.
  /StatusCode:\d*,RequestID:[^,]{0,80},(?:HostID:[^,]{0,200},)?(?:apierror)?(?!ExtendedRequestID)([A-Z][\w.]{2,80}):/g,
  // Go, without the words before it.
  /apierror([A-Z][\w.]{2,80}):/g,
  // The AWS CLI and Python: `An error occurred (Code) when calling the CreateTable operation`
  /Anerroroccurred\(([A-Z][\w.]{2,80})\)whencalling/g,
  // Java and CloudFormation: `(Service: S3; Status Code: 409; Error Code: Code; Request ID: x)`
  /(?<!Handler)ErrorCode:([A-Z][\w.]{2,80})[;,)]/g,
  // JavaScript: `Code: 'NoSuchBucket'`, `__type: '...#ValidationException'`
  /(?:\bCode|__type|"code")['"]?:['"](?:[\w.]+#)?([A-Z][\w.]{2,80})['"]/g,
];

/** The older Go SDK: `Code: message status code: 409, request id: x`. The message may hold colons of its own. */
const beforeStatus =
  /(?<![\w.])([A-Z][a-z]+[A-Z][\w.]{1,80}):(?=(?:(?!statuscode:).){1,400}statuscode:\d{3},requestid)/g;

/** A record of SST's, or what somebody typed: `urn:pulumi:...: Code: message`. */
const first = /^(?:urn:pulumi:.{1,600}?::[\w.-]+:)?([A-Z][a-z]+[A-Z]\w{2,80}):(?=\w)/g;

/** Every code that stands where its error is told, or that is AWS's word wherever it stands. */
export function codePlaces(output: Output): readonly CodePlace[] {
  return [
    ...places.flatMap((pattern) => codesAt(pattern, output)),
    ...codesAt(beforeStatus, output).filter((place) => isCodeAlone(place, output)),
    ...codesAt(first, output).filter(({ code }) => meaningOf(code, null) !== null),
    ...bareCodes(output),
  ];
}

function codesAt(pattern: RegExp, { text }: Output): readonly CodePlace[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const code = match[1];
    if (code === undefined) return [];
    const start = match.index + match[0].indexOf(code);
    return [{ code, start, end: start + code.length }];
  });
}

/** Neither `Error deleting Target Group:` nor a part of a URN is a code. */
function isCodeAlone({ code, start, end }: CodePlace, output: Output): boolean {
  const isParted = (index: number) => output.gapBefore(index) === 'space';
  const within = Array.from({ length: code.length - 1 }, (_, index) => start + index + 1);
  return isParted(start) && isParted(end + 1) && !within.some(isParted);
}

/** Codes wherever they stand as words of their own. */
function bareCodes(output: Output): readonly CodePlace[] {
  return [...output.text.matchAll(anyCode)].flatMap((match) => {
    const [word] = match;
    const code = codeOfWord(word);
    const place = { code, start: match.index, end: match.index + word.length };
    const counts = code.startsWith('Handler') || isTelling(code);
    return counts && isWord(place, output) ? [place] : [];
  });
}

function codeOfWord(word: string): string {
  return codeWords.includes(word) ? word : word.replace(/Exception$/, '');
}

/** Nine of CloudFront's codes begin with `TooManyDistributions`: a part of a word is no code. */
function isWord({ start, end }: CodePlace, output: Output): boolean {
  const { text } = output;
  if (/\w/.test(text.charAt(start - 1)) && output.gapBefore(start) === 'none') return false;
  const next = text.charAt(end);
  if (!/\w/.test(next)) return true;
  const gap = output.gapBefore(end);
  if (gap === 'space') return true;
  // The line was full here: if a colon ends the next word, that word is the rest of this one.
  return gap === 'wrap' && !/^\w+:/.test(text.slice(end, end + 80));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
