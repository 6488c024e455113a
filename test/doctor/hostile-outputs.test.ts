import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { outputPieces } from '../fuzz/texts.ts';

const size = 75_000;

/** CPU time of this process alone, in milliseconds: what else runs on the machine does not count. */
function spentOn(text: string, length: number): number {
  const output = `✕  Failed\n${text.repeat(Math.ceil(length / text.length))}`;
  const before = process.cpuUsage();
  readOutput(output);
  return process.cpuUsage(before).user / 1000;
}

describe('an output that is long and odd', () => {
  it.each(outputPieces)('is read in a time that grows with its length: %j', (text) => {
    spentOn(text, size);
    const once = Math.max(spentOn(text, size), 50);
    // Four times as long: a time that grows with the square is sixteen times as long.
    expect(spentOn(text, 4 * size) / once).toBeLessThan(12);
  });

  it('may be a log that nests without an end', () => {
    const nested = (levels: number) =>
      `${'['.repeat(levels)}"FunctionAlreadyExists"${']'.repeat(levels)}`;
    expect(readOutput(nested(20)).map(({ code }) => code)).toEqual(['FunctionAlreadyExists']);
    expect(readOutput(nested(100_000))).toEqual([]);
  });
});
