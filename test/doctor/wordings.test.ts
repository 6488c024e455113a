import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { demoAccount } from '../account/demo.ts';
import { copies } from './copies.ts';
import { doctored } from './scenes.ts';
import { treatments } from './treatments.ts';
import { wordings } from './wordings.ts';

function told(text: string): readonly string[] {
  return readOutput(text).map(({ code, family }) => `${code} ${family}`);
}

describe('what people paste', () => {
  it.each(wordings)('is read as %s', (errors, text) => {
    expect(told(text)).toEqual(errors);
  });

  it.each([...treatments, ...copies])('is read the same %s', (_how, treat) => {
    const changed = wordings.filter(([errors, text]) => told(treat(text)).join() !== errors.join());
    expect(changed.map(([errors, text]) => [errors, told(treat(text))])).toEqual([]);
  });

  it('has an answer, and never asks for more than was given', async () => {
    for (const [errors, text] of wordings) {
      const { json } = await doctored(demoAccount(), text);
      for (const { causes, next } of json.errors) {
        const ways = causes.flatMap((cause) => [
          ...cause.do,
          ...(cause.after ? [cause.after] : []),
        ]);
        expect([...ways, ...next], errors.join()).not.toEqual([]);
        expect(JSON.stringify([causes, next])).not.toMatch(/whole (?:output|error)/i);
      }
    }
  }, 120_000);
});
