/** One error of a deploy, as its parts. */
export interface Failure {
  readonly version?: string;
  readonly app?: string;
  readonly stage?: string;
  /** `Web sst:aws:Nextjs → WebFn aws:cloudfront:Function`. */
  readonly path: string;
  readonly message: string;
}

/** The provider's words: the name in brackets, then AWS's refusal. */
export function refused(
  what: string,
  call: string,
  {
    status = 409,
    code,
    text,
  }: { readonly status?: number; readonly code: string; readonly text: string },
): string {
  return `${what}: operation error ${call}, https response error StatusCode: ${status}, RequestID: 7f7c6dd0-3f2b-4f1e-b9b4-6b0d7a5cbb51, ${code}: ${text}`;
}

/** The output of `sst deploy`, or of the `sst remove` that deletes (SST cmd/sst/mosaic/ui): header, progress, the error twice. */
export function sstOutput({
  version = '3.7.15',
  app = 'docs',
  stage = 'dev',
  path,
  message,
}: Failure): string {
  return [
    `SST ${version}  ready!`,
    '',
    `➜  App:        ${app}`,
    `   Stage:      ${stage}`,
    '',
    `~  ${/: Delete[A-Z]/.test(message) ? 'Remove' : 'Deploy'}`,
    '',
    '|  Created     Docs sst:aws:Nextjs → DocsAssetsBucket aws:s3:BucketV2 (2.1s)',
    '|  Created     Default aws:cloudfront:Function (0.4s)',
    `|  Error       ${path}`,
    `|  ${message}`,
    '|  Created     Docs sst:aws:Nextjs → DocsServerCachePolicy aws:cloudfront:CachePolicy (1.9s)',
    '',
    '✕  Failed',
    `   ${path}`,
    `   ${message}`,
    '',
  ].join('\n');
}

/** Pulumi's own display. */
export function pulumiOutput({ path, message }: Failure): string {
  const [, name = '', type = ''] = /→ (\S+) (\S+)$/.exec(path) ?? [];
  return [
    'Updating (dev):',
    ` +  ${type} ${name} creating (0s)`,
    ` +  ${type} ${name} **creating failed** error: 1 error occurred:`,
    'Diagnostics:',
    `  ${type} (${name}):`,
    '    error:   sdk-v2/provider2.go:515: sdk.helper_schema: 1 error occurred: provider=aws@6.66.2',
    '    error: 1 error occurred:',
    `    \t* ${message}`,
    '',
  ].join('\n');
}

/** A terminal of so many columns breaks wherever a line is full. */
export function hardWrapped(output: string, columns = 80): string {
  return output
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [''])
    .join('\n');
}

export function coloured(output: string): string {
  return output
    .split('\n')
    .map(
      (line) =>
        `\u001b[90m${line.slice(0, 3)}\u001b[0m\u001b[1m\u001b[31m${line.slice(3)}\u001b[39m\u001b[22m`,
    )
    .join('\n');
}

export function windows(output: string): string {
  return output.replaceAll('\n', '\r\n');
}
