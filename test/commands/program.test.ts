import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/commands/input/flags.ts';
import { mainHelp } from '../../src/commands/help.ts';
import { parseCommandLine } from '../../src/commands/program.ts';
import { UserError } from '../../src/model/errors.ts';

function parsed(line: string) {
  return parseCommandLine(line.split(' ').filter(Boolean), '1.2.3');
}

function refusalOf(line: string): UserError {
  try {
    parsed(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`"${line}" was taken.`);
}

describe('the command line', () => {
  it.each([
    ['', 'interactive', [], {}],
    ['scan --json', 'scan', [], { json: true }],
    ['--json scan', 'scan', [], { json: true }],
    ['--stage a scan --stage b', 'scan', [], { stage: ['a', 'b'] }],
    ['sweep one two -y --no-wait', 'sweep', ['one', 'two'], { yes: true, wait: false }],
    ['stages --idle 30d', 'stages', [], { idle: '30d' }],
    ['iam-policy scan', 'iam-policy', ['scan'], {}],
  ])('%j', (line, name, words, flags) => {
    expect(parsed(line)).toEqual({ type: 'command', name, words, flags });
  });

  it.each([
    ['frobnicate', 'There is no command "frobnicate".'],
    ['scan --frob', "Unknown option '--frob'."],
    ['scan --yes', "Unknown option '--yes'."],
    ['--yes scan', '"sst-sweep scan" has no --yes.'],
    ['scan --stage', "Option '--stage <glob>' argument missing."],
    ['explain', "Missing required argument 'id'."],
    ['scan extra', "Too many arguments for 'scan'. Expected 0 arguments but got 1."],
    ['resume --plan p.json', "Unknown option '--plan'."],
  ])('refuses %j in one sentence', (line, message) => {
    expect(refusalOf(line)).toMatchObject({ message, code: 'USAGE', exitCode: 2 });
  });

  it('guesses what was meant', () => {
    expect(refusalOf('scan --profil x').hint).toBe('Did you mean --profile?');
  });
});

describe('help', () => {
  it('is text, and so is the version', () => {
    expect(parsed('--help')).toEqual({ type: 'text', text: mainHelp });
    expect(parsed('--version')).toEqual({ type: 'text', text: '1.2.3\n' });
  });

  it('names every command but the one for developers', () => {
    const names = Object.keys(flagsOf).filter(
      (name) => name !== 'interactive' && name !== 'simulate',
    );
    expect(names.filter((name) => !mainHelp.includes(`\n  ${name} `))).toEqual([]);
    expect(mainHelp).not.toContain('simulate --');
  });

  it('fits into 100 columns', () => {
    expect(Math.max(...mainHelp.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('of a command lists its flags, but not those that are refused', () => {
    const help = parsed('sweep --help');
    expect(help).toMatchObject({
      type: 'text',
      text: expect.stringContaining('--max-deletions <n>'),
    });
    expect(help).not.toMatchObject({ text: expect.stringContaining('--output') });
  });
});
