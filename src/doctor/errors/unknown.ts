import type { Output } from './output.ts';
import { pathIn } from './paths.ts';

/** An error with neither a known code nor a known sentence: its place in the raw output. */
export interface UnknownBlock {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** The end of a run: below it SST prints each error, first the name of its resource, then its message. */
const failed = /^[^\S\n]*[✕✖×x?❌][^\S\n]+(?:Failed|Errors)[^\S\n]*$/m;
/** While it runs: `|  Error       Web sst:aws:Nextjs → ...`, and the next lines. */
const running =
  /^[^\S\n]*Error[^\S\n]{2,}\S.*(?:\n(?![^\S\n]*(?:Error|Created|Updated|Deleted|Info|[✕✖×~])\b).+)*/gm;
/** `✕  Something`, SST's form for its own errors, and Pulumi's `error: something`. */
const ownErrors =
  /^[^\S\n]*(?:[✕✖×][^\S\n]+(?!Failed|Errors|Interrupted)|error: )(\S.*)(?:\n(?![^\S\n]*(?:[✕✖×~➜|│]|error: ))[^\S\n]*\S.*){0,2}$/gm;

/** A row of CloudFormation's with the text below it. Rows that failed only because another did say so. */
const rows =
  /^(?!.*(?:creation|update|deletion) cancelled)(?!.*_FAILED *\| *AWS::[\w:]+ *\| *[\w/]+ *$).*\b(?:CREATE|UPDATE|DELETE)_FAILED\b.*(?:\n[^\S\n]*(?=\n[^\S\n]*(?:Received response|Resource handler)))?(?:\n(?!.*_(?:FAILED|COMPLETE|IN_PROGRESS)\b)[^\S\n]*\S.*){0,3}/gim;

/** Errors of other programs, counted only where nothing else tells an error. */
const foreignErrors =
  /^.{0,80}?(?:(?:\b(?:\w*(?:Error|Exception)|panic|fatal):|❌) +(\S.*)|(?=\boperation error \w).*)$/gm;

const notErrors =
  /^View more in the console|^Deploying bootstrap stack|^Unexpected error occurred|^(?:update|preview|destroy) failed|errors? occurred:|^(?:Process completed|Command failed|command exited) with (?:exit )?code \d|^Failed to run: |^refusing to proceed|^Error initializing \w+:$|exited with non-zero/;

/** Parts of an output that tell an error that is not known. */
export function unknownBlocks({ raw }: Output): readonly UnknownBlock[] {
  const ends = [...endBlocks(raw)];
  const early = ends.length > 0 ? [] : [...raw.matchAll(running)].map(blockOf);
  const own = [...raw.matchAll(ownErrors)].map(blockOf);
  const ofStacks = [...raw.matchAll(rows)].map(blockOf);
  return [...ends, ...early, ...own, ...ofStacks].filter(isError);
}

/** Whatever calls itself an error. */
export function otherBlocks({ raw }: Output): readonly UnknownBlock[] {
  return [...raw.matchAll(foreignErrors)].map(blockOf).filter(isError);
}

function isError({ message }: UnknownBlock): boolean {
  return !notErrors.test(message);
}

/** A block begins with its owner, or stands first; text that other tools print below it belongs to none. */
function endBlocks(raw: string): readonly UnknownBlock[] {
  const heading = failed.exec(raw);
  if (!heading) return [];
  const blocks: { from: number; to: number; lines: string[] }[] = [];
  let at = heading.index + heading[0].length;
  let isOpen = true;
  for (const line of raw.slice(at).split('\n')) {
    const last = blocks.at(-1);
    const to = at + line.length;
    const goesOn = /(?:→|->|=>|\?) *$/.test(last?.lines.at(-1) ?? '');
    if ((isOwner(line) && !goesOn) || (line.trim() !== '' && !last)) {
      blocks.push({ from: at, to, lines: [line.trim()] });
      isOpen = true;
    } else if (line.trim() === '') {
      isOpen = last === undefined || last.lines.length === 1;
    } else if (last && isOpen) {
      last.to = to;
      last.lines.push(line.trim());
    }
    at = to + 1;
  }
  return blocks.map(({ from, to, lines }) => ({ from, to, message: lines.join(' ') }));
}

function isOwner(line: string): boolean {
  return pathIn(line) !== null && !/operation error|StatusCode|: |\S \S*urn:pulumi:/.test(line);
}

function blockOf(match: RegExpExecArray): UnknownBlock {
  const text = match[1] ?? match[0];
  return {
    from: match.index,
    to: match.index + match[0].length,
    message: text.replaceAll(/\s+/g, ' ').trim(),
  };
}
