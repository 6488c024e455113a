import { describe, expect, it } from 'vitest';
import { readOutput } from '../../src/doctor/errors/read-output.ts';
import { copies } from './copies.ts';
import { reportInputs } from './reports.ts';
import { treatments } from './treatments.ts';

function told(text: string) {
  return readOutput(text).map(({ code, family, kind, name, app, stage, component, run }) => ({
    code,
    family,
    kind,
    name,
    app,
    stage,
    component,
    run,
  }));
}

describe.each(copies)('a copy %s', (_how, copy) => {
  it('tells the same errors of every report', () => {
    for (const [input, text] of reportInputs()) expect(told(copy(text)), input).toEqual(told(text));
  });
});

describe.each(treatments)('an output %s', (_how, treat) => {
  it.each(reportInputs())('tells the same errors: %s', (_input, text) => {
    expect(told(treat(text))).toEqual(told(text));
    expect(told(text).filter(({ family }) => family === 'unknown')).toEqual([]);
  });
});
