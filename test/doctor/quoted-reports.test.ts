import { describe, expect, it } from 'vitest';
import { run } from '../e2e/in-process.ts';
import { quotedReports } from './quoted-reports.ts';
import { deadEnds } from '../e2e/reports.ts';
import { reported, reportInput } from './reports.ts';

const cases = quotedReports.flatMap((asked) =>
  (asked.inputs ?? []).map((input) => [input, asked] as const),
);

describe('what people pasted of a failed run', () => {
  it.each(cases)(
    'is answered with its cause: %s',
    async (input, { folder, words, says, never = [] }) => {
      const { code, stdout } = await run(reported(folder), [...words, '--demo'], {
        stdin: reportInput(folder, input),
      });
      expect(code).toBe(0);
      const text = stdout.replaceAll(/\s+/g, ' ');
      for (const expected of says) expect(text).toMatch(expected);
      for (const unexpected of [...deadEnds, ...never]) expect(text).not.toMatch(unexpected);
    },
  );
});
