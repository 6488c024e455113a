import { join } from 'node:path';
import { installPythonTools } from '../../test/emulators/python-tools.ts';
import { compiled } from '../compiled.ts';
import { bucket, pathOf } from './environment.ts';
import { installGoTool } from './go-tools.ts';

/** Somebody who empties the bucket at a URL. */
export interface Contestant {
  readonly name: string;
  words(url: string): readonly string[];
}

export async function compileOurs(): Promise<Contestant> {
  const program = await compiled('empty-bucket/ours');
  return { name: 'sst-sweep', words: (url) => [process.execPath, program, url] };
}

const say = (text: string) => void process.stderr.write(text);

/** Those that this machine can run, and why the others are not there. */
export async function findOthers(): Promise<{
  readonly others: readonly Contestant[];
  readonly missing: readonly string[];
}> {
  const found = await Promise.all([boto3(), s5cmd(), cls3()]);
  return {
    others: found.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    missing: found.flatMap((one) => (typeof one === 'string' ? [one] : [])),
  };
}

async function boto3(): Promise<Contestant | string> {
  const folder = await installPythonTools(say);
  if (folder === null) return 'boto3: there is no Python for it';
  const python = join(folder, 'python');
  return { name: 'boto3', words: (url) => [python, pathOf('delete-versions.py'), url, bucket] };
}

async function s5cmd(): Promise<Contestant | string> {
  const tool = await installGoTool({ module: 'github.com/peak/s5cmd/v2', version: 'v2.3.0' }, say);
  if ('missing' in tool) return `s5cmd: ${tool.missing}`;
  const { path } = tool;
  return {
    name: 's5cmd',
    words: (url) => [path, '--endpoint-url', url, 'rm', '--all-versions', `s3://${bucket}/*`],
  };
}

async function cls3(): Promise<Contestant | string> {
  const tool = await installGoTool(
    { module: 'github.com/go-to-k/cls3', version: 'v0.32.1', command: 'cmd/cls3' },
    say,
  );
  if ('missing' in tool) return `cls3: ${tool.missing}`;
  const { path } = tool;
  return { name: 'cls3', words: (url) => [path, '-b', bucket, '-e', url, '-q'] };
}
