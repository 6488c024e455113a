import { describe, expect, it } from 'vitest';
import { kindsInHelp } from '../../../src/commands/program/command-help.ts';
import { commandNames, optionsOf } from '../../../src/commands/input/flags.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { flag, ownCommand, type OwnCommandName } from '../../../src/model/command.ts';
import { mainHelp } from '../../../src/commands/program/help.ts';
import { parseCommandLine } from '../../../src/commands/program/program.ts';
import { UserError } from '../../../src/model/errors.ts';

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
    ['scan extra', '"sst-sweep scan" takes fewer words than that.'],
    ['resume --plan p.json', "Unknown option '--plan'."],
  ])('refuses %j in one sentence', (line, message) => {
    expect(refusalOf(line)).toMatchObject({ message, code: 'USAGE', exitCode: 2 });
  });

  it('guesses what was meant', () => {
    expect(refusalOf('scan --profil x').hint).toBe('Did you mean --profile?');
    expect(refusalOf('sacn').hint).toContainEqual(ownCommand('scan', { flags: [flag('--help')] }));
    expect(refusalOf('help resme').hint).toContainEqual(
      ownCommand('resume', { flags: [flag('--help')] }),
    );
  });
});

describe('help', () => {
  it('is text, and so is the version', () => {
    expect(parsed('--help')).toEqual({ type: 'text', text: mainHelp });
    expect(parsed('--version')).toEqual({ type: 'text', text: '1.2.3\n' });
  });

  it('names every command but the one for developers', () => {
    const names = commandNames.filter((name) => name !== 'interactive' && name !== 'simulate');
    expect(names.filter((name) => !mainHelp.includes(`\n  ${name} `))).toEqual([]);
    expect(mainHelp).not.toContain('simulate --');
  });

  it.each([
    ['help', '--help'],
    ['help sweep', 'sweep --help'],
    ['version', '--version'],
    ['-v', '--version'],
    ['-V', '--version'],
  ])('%j is what %j is', (line, same) => {
    expect(parsed(line)).toEqual(parsed(same));
  });

  const pages = commandNames.map((name) => [name, pageOf(name)] as const);

  it.each(pages)('of %s fits into 80 columns and 40 lines', (_name, page) => {
    const lines = page.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(40);
  });

  it.each(pages.filter(([name]) => name !== 'interactive'))(
    'of %s names all of its flags, and none that is refused',
    (name, page) => {
      const flags = optionsOf(name).filter(({ hidden }) => !hidden);
      const forms = flags.map(({ long, short }) => [long ?? '', short ?? '?'] as const);
      const missing = forms.filter(
        ([long, short]) =>
          !page.includes(`${long} `) && !page.includes(`${long}\n`) && !page.includes(`${short} `),
      );
      expect(missing).toEqual([]);
      expect(page).not.toContain('--output');
    },
  );

  it('of kinds names every kind', () => {
    const braces = /([\w-]*)\{([^}]*)\}/g;
    const text = kindsInHelp.replace(/\s+/g, '');
    const spread = text.replace(braces, (_all, lead: string, ends: string) =>
      ends
        .split(',')
        .map((end) => `${lead}${end}`)
        .join(','),
    );
    const known = [...kinds.map(({ facts }) => facts.kind), 'other'];
    expect(spread.split(',').toSorted()).toEqual(known.toSorted());
  });
});

function pageOf(name: OwnCommandName): string {
  const request = parsed(name === 'interactive' ? '--help' : `${name} --help`);
  return request.type === 'text' ? request.text : '';
}
