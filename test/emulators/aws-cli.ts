import { execFile } from 'node:child_process';
import { anyKeys, pythonTool } from './programs.ts';

export interface AwsCli {
  /** The JSON that a command prints. */
  read<Answer>(...words: readonly string[]): Promise<Answer>;
  /** The code of the error with which a command is refused. */
  refusal(...words: readonly string[]): Promise<string>;
}

const commandMs = 30_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The AWS CLI against an endpoint, without anything of this machine's AWS settings. */
export function awsCli(endpoint: string): AwsCli {
  const env = {
    ...anyKeys,
    PATH: process.env['PATH'] ?? '',
    AWS_ENDPOINT_URL: endpoint,
    AWS_PAGER: '',
    AWS_MAX_ATTEMPTS: '1',
  };
  const run = (words: readonly string[]) =>
    new Promise<Ended>((resolve) => {
      const options = { env, timeout: commandMs, maxBuffer: 64 * 1024 * 1024 };
      execFile(
        pythonTool('aws'),
        [...words, '--output', 'json'],
        options,
        (error, stdout, stderr) =>
          resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });
  return {
    async read<Answer>(...words: readonly string[]) {
      const { code, stdout, stderr } = await run(words);
      if (code !== 0) throw new Error(`aws ${words.join(' ')}: ${stderr}`);
      return JSON.parse(stdout) as Answer;
    },
    async refusal(...words) {
      const { code, stdout, stderr } = await run(words);
      if (code === 0) throw new Error(`aws ${words.join(' ')} was not refused: ${stdout}`);
      return /An error occurred \((\w+)\)/.exec(stderr)?.[1] ?? stderr;
    },
  };
}
