import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const lines = readFileSync('Dockerfile', 'utf8').split('\n');
const wordsOf = (instruction: string) =>
  lines.flatMap((line) =>
    line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [],
  );

describe('the container image', () => {
  it('runs as nobody who may change the tool', () => {
    expect(wordsOf('USER').at(-1)).toBe('node');
    const after = lines.slice(lines.indexOf('USER node'));
    expect(after.filter((line) => /^(?:RUN|COPY|ADD)/.test(line))).toEqual([]);
  });

  it('is built from one version of its base, which the package can run on', () => {
    const bases = new Set(wordsOf('FROM').map((words) => words.split(' ')[0]));
    expect([...bases]).toEqual([
      expect.stringMatching(/^node:2[2-9]\.\d+\.\d+-alpine(?:@sha256:\w{64})?$/),
    ]);
  });

  it('has what the package has for its commands, and is told of nothing else', () => {
    const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[] };
    const used = files.filter((file) => !/^(?:docs|deploy)\/|\.md$/.test(file));
    const copied = wordsOf('COPY').flatMap(
      (words) => /^--from=build \/source\/(\S+)/.exec(words)?.[1] ?? [],
    );
    expect(copied.toSorted()).toEqual([...used, 'node_modules', 'package.json'].toSorted());
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toContain('*');
    for (const file of ['src', ...used.filter((each) => each !== 'dist')])
      expect(ignored).toContain(`!${file}`);
  });
});
