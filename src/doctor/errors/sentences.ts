import type { DeployError } from '../../model/diagnosis.ts';
import { spaced } from './output.ts';

interface Sentence {
  readonly code: string;
  readonly pattern: RegExp;
}

/** What SST and Lambda say without a code (SST cmd/sst/mosaic/errors, pkg/project/provider). */
const sentences: readonly Sentence[] = [
  {
    code: 'StageLocked',
    pattern:
      /concurrent update was detected[^.]*\.?|(?:run|use) .?sst unlock\b.{0,60}|(?:stage|state) is locked.{0,40}|ErrLockExists/i,
  },
  { code: 'StageNotFound', pattern: /stage (?:.{1,60} )?(?:was )?not found/i },
  {
    code: 'ReplicatedFunction',
    pattern: /(?:unable to delete (\S+) )?because it is a replicated function/i,
  },
  {
    code: 'BootstrapLost',
    pattern:
      /NoSuchBucket.{0,200}sst-(?:state|asset)-[a-z]+|sst-(?:state|asset)-[a-z]+.{0,200}NoSuchBucket|\/sst\/bootstrap.{0,200}ParameterNotFound|ParameterNotFound.{0,200}\/sst\/bootstrap/i,
  },
];

export function readSentences(output: string): readonly DeployError[] {
  const text = spaced(output);
  return sentences.flatMap(({ code, pattern }) => {
    const match = pattern.exec(text);
    if (!match) return [];
    const named = match[1] === undefined ? null : functionName(match[1]);
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
        stage: /--stage[= ]([\w-]+)/.exec(text)?.[1] ?? null,
        region: null,
        message: match[0].trim(),
        from: 'input',
      } as const,
    ];
  });
}

/** `arn:aws:lambda:us-east-1:123456789012:function:acme-pr-1-WebEdgeFn-bkmtoxcd:3`, or the bare name. */
function functionName(arn: string): string {
  return /:function:([\w-]+)/.exec(arn)?.[1] ?? arn;
}
