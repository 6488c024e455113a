import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { outputPieces } from '../fuzz/texts.ts';

const size = 300_000;
const repeated = (text: string) => text.repeat(Math.ceil(size / text.length));

describe('an output that is long and odd', () => {
  it.each(outputPieces)('is read in a time that grows with its length: %j', (text) => {
    // Of this process alone: what else runs on the machine does not count.
    const before = process.cpuUsage();
    readOutput(`✕  Failed\n${repeated(text)}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });

  it('may be a log that nests without an end', () => {
    const nested = (levels: number) =>
      `${'['.repeat(levels)}"FunctionAlreadyExists"${']'.repeat(levels)}`;
    expect(readOutput(nested(20)).map(({ code }) => code)).toEqual(['FunctionAlreadyExists']);
    expect(readOutput(nested(100_000))).toEqual([]);
  });
});
