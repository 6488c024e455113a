import type { Kind } from '../../model/kind.ts';
import { displayKinds } from './codes/operations.ts';

/** The resource or component of a program that an error is about. */
export interface ProgramPath {
  readonly text: string;
  readonly urn: string | null;
  readonly kind: Kind | null;
  readonly component: string | null;
  readonly logicalName: string | null;
}

/** SST: `Web sst:aws:Nextjs → WebCdnDistribution aws:cloudfront:Distribution`; some copies lose the arrow. */
const component =
  /(?<![\w-])([A-Za-z][\w-]{0,200}) sst:[\w:]{1,100} (?:→|->|=>|\?) ([\w.-]{1,200}) ([\w-]{1,60}:[\w/-]{1,100}:\w{1,100})/g;
/** Pulumi: `aws:cloudfront:Function (WebFn)`. */
const heading = /(?<![\w/:-])([\w-]{1,60}:[\w/-]{1,100}:\w{1,100}) \(([\w.-]{1,200})\)/g;
/** SST, about a resource in no component: `Pro stripe:index:Product`. */
const alone =
  /(?<![→>?] )(?<![\w.:/-])([A-Za-z][\w.-]{0,200}) (?!sst:)([a-z][\w-]{1,60}:[\w/-]{1,100}:[A-Z]\w{1,100})(?! (?:→|->|=>|\?|\())/g;
const urn = /urn:pulumi:(?:(?!urn:pulumi:)[^\s"'()])+::(?:(?!urn:pulumi:)[^\s"'()])+/g;

/** The last one that a block of output names; wrapped lines are tried with and without a space. */
export function pathIn(block: string): ProgramPath | null {
  const lines = block.split('\n');
  const soft = lines
    .map((line) => line.trim())
    .join(' ')
    .replaceAll(/ +/g, ' ');
  const hard = lines
    .map((line) => line.trimStart())
    .join('')
    .replaceAll(/ +/g, ' ');
  return lastPath(soft) ?? lastPath(hard);
}

function lastPath(text: string): ProgramPath | null {
  const found = [
    ...[...text.matchAll(component)].map((match) => ({
      at: match.index,
      path: pathOf(match[0], match[3], { component: match[1], logicalName: match[2] }),
    })),
    ...[...text.matchAll(heading)].map((match) => ({
      at: match.index,
      path: pathOf(match[0], match[1], { logicalName: match[2] }),
    })),
    ...[...text.matchAll(alone)].map((match) => ({
      at: match.index,
      path: pathOf(match[0], match[2], { logicalName: match[1] }),
    })),
    ...[...text.matchAll(urn)].map((match) => ({ at: match.index, path: fromUrn(match[0]) })),
  ];
  return found.toSorted((a, b) => b.at - a.at)[0]?.path ?? null;
}

/** `urn:pulumi:dev::docs::sst:aws:Nextjs$aws:cloudfront/function:Function::WebFn`. */
export function fromUrn(found: string): ProgramPath {
  const text = found.replace(/(?<![:.,])[:.,]+$/, '');
  const [, , types = '', logicalName] = text.split('::');
  return { ...pathOf(text, types.split('$').at(-1), { logicalName }), urn: text };
}

function pathOf(
  text: string,
  type: string | undefined,
  names: { readonly component?: string | undefined; readonly logicalName?: string | undefined },
): ProgramPath {
  // `aws:cloudfront/function:Function` is shown as `aws:cloudfront:Function`.
  const shown = (type ?? '').replace(/\/\w+(?=:)/, '');
  const isControl = names.logicalName?.endsWith('.sst.aws.OriginAccessControl');
  // SST shows `WebS3AccessControl.sst.aws.OriginAccessControl` without the part behind the dot.
  const logicalName = names.logicalName?.replace(/\.sst\.aws\.\w+$/, '') ?? null;
  const ofControl = isControl ? logicalName?.replace(/S3AccessControl$/, '') : undefined;
  return {
    text,
    urn: null,
    kind: isControl ? 'cloudfront-origin-access-control' : (displayKinds[shown] ?? null),
    component: names.component ?? ofControl ?? null,
    logicalName,
  };
}
