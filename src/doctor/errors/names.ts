import type { Output } from './output.ts';

/** The physical name of the resource that an error is about. */
export interface Named {
  readonly name: string | null;
  /** The output has only its end. */
  readonly nameIsCut: boolean;
}

const inBrackets = /\(([\w./:+=,@-]{1,600})\):/g;

const afterPatterns = [
  /^[:;,"')}]*(?:Role|Policy|User)withname([\w+=,.@-]{1,128}?)alreadyexists/,
  /cannotdeletefunction[:(]*([\w-]{4,64}?)\)?,itisinuse/i,
];
const beforePatterns = [
  /withidentifier'(?:\{"[^"]*":")?([\w./+=,@-]+)/,
  /Rolewithname([\w+=,.@-]{1,128}?)alreadyexists/,
  /Cannotdeletefunction[:(]*([\w-]{4,64}?)\)?,itisinuse/i,
];

/** CloudFormation: `dev-docs-assets already exists`. A sentence of AWS's has no hyphen there. */
const inSentence = /(?= already exists)(?<=([\w./]+-[\w./-]+))/;

/** aws-nuke: `global - CloudFrontDistribution - E1 - DistributionNotDisabled`. */
const inRow = / - '?([^\s']+)'? - (?:\[[^[\]]*\] - )?$/;

/** A name typed behind a code: `FunctionAlreadyExists acme-dev-WebFn`. A host name has dots. */
const typed = /(?<![\w./:-])[A-Za-z]\w*(?:-\w+){2,}(?![\w./:-])/g;
const notTyped = /^[a-z]{2}(?:-[a-z]+)+-\d$|^key-value-store$|^[\da-f]{8}(?:-[\da-f]{4}){3}-/i;
const typedAtMost = 200;

/** In the provider's brackets before the code, in AWS's sentence, or in the row of another tool. */
export function nameAt(
  output: Output,
  range: {
    readonly from: number;
    readonly start: number;
    readonly end: number;
    readonly to: number;
  },
): Named {
  const before = output.text.slice(range.from, range.start);
  const after = output.text.slice(range.end, Math.min(range.to, range.end + 600));
  const bracket = [...before.matchAll(inBrackets)].at(-1)?.[1];
  if (bracket !== undefined) return { name: bracket, nameIsCut: false };
  // The output begins within the name.
  const end = range.from === 0 ? /^([\w./-]{4,})\):/.exec(before)?.[1] : undefined;
  if (end !== undefined) return { name: end, nameIsCut: true };
  const block = output.rawBetween(range.from, range.start);
  const found = [
    ...afterPatterns.map((pattern) => pattern.exec(after)?.[1]),
    ...beforePatterns.map((pattern) => pattern.exec(before)?.[1]),
    inSentence.exec(block.replaceAll(/\s+/g, ' '))?.[1],
    inRow.exec(block)?.[1],
    output.raw.length > typedAtMost
      ? undefined
      : [...output.raw.matchAll(typed)].map(([word]) => word).find((word) => !notTyped.test(word)),
  ].find((name) => name !== undefined);
  return { name: found ?? null, nameIsCut: false };
}

/** `arn:aws:lambda:us-east-1:123456789012:function:acme-pr-1-WebEdgeFn-bkmtoxcd:3`, or the bare name. */
export function bareName(arn: string): string {
  return /:function:([\w-]+)/.exec(arn)?.[1] ?? arn;
}
