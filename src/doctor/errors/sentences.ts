import type { DeployError } from '../../model/diagnosis.ts';
import type { Squeezed } from './output.ts';

interface Sentence {
  readonly code: string;
  /** Without white space, as the text that it is looked for in. */
  readonly pattern: RegExp;
}

/** What SST and Lambda say without a code of AWS's (SST cmd/sst/mosaic/ui, pkg/project). */
const sentences: readonly Sentence[] = [
  {
    code: 'StageLocked',
    pattern: /aconcurrentupdatewasdetected[^.]*|(?:run|use).?sstunlock|(?:stage|state)islocked/i,
  },
  { code: 'StageNotFound', pattern: /stage(?:["'`/\w-]{0,60}?)(?:was)?notfound/i },
  {
    code: 'ReplicatedFunction',
    pattern: /(?:unabletodelete([\w:$-]+?))?becauseitisareplicatedfunction/i,
  },
  {
    code: 'BootstrapLost',
    pattern:
      /NoSuchBucket.{0,200}sst-(?:state|asset)-[a-z]+|sst-(?:state|asset)-[a-z]+.{0,200}NoSuchBucket|\/sst\/bootstrap.{0,200}ParameterNotFound|ParameterNotFound.{0,200}\/sst\/bootstrap/i,
  },
];

export function readSentences(output: Squeezed): readonly DeployError[] {
  return sentences.flatMap(({ code, pattern }) => {
    const match = pattern.exec(output.text);
    if (!match) return [];
    const named = match[1] === undefined ? null : functionName(match[1]);
    const end = match.index + match[0].length;
    return [
      {
        code,
        kind: code === 'ReplicatedFunction' ? 'lambda-edge-function' : null,
        name: named,
        nameIsCut: false,
        path: null,
        component: null,
        logicalName: null,
        app: null,
        stage: null,
        region: null,
        message: output.rawBetween(match.index, end).replaceAll(/\s+/g, ' ').trim(),
        from: 'input',
      } as const,
    ];
  });
}

/** `arn:aws:lambda:us-east-1:123456789012:function:acme-pr-1-WebEdgeFn-bkmtoxcd:3`, or the bare name. */
function functionName(arn: string): string {
  return /:function:([\w-]+)/.exec(arn)?.[1] ?? arn;
}
