import { describe, expect, it } from 'vitest';
import { optionsFrom } from '../../../src/commands/input/options.ts';
import { narrowFoundConfig } from '../../../src/commands/input/narrow-found-config.ts';
import { filledCommand, parseRemoveCommand } from '../../../src/commands/input/remove-command.ts';

const values = { app: 'acme', stage: 'pr-1', region: 'eu-west-1' };
const filled = (text: string) => filledCommand(parseRemoveCommand(text), values);

describe('the command of --remove-with', () => {
  it('is split at spaces, and a placeholder stays in its word', () => {
    expect(filled('npx sst remove --stage {stage}')).toEqual([
      'npx',
      'sst',
      'remove',
      '--stage',
      'pr-1',
    ]);
    expect(filled(`run "in {region}" 'a  b' --at=apps/{app} {stage}{stage}`)).toEqual([
      'run',
      'in eu-west-1',
      'a  b',
      '--at=apps/acme',
      'pr-1pr-1',
    ]);
  });

  it('never makes two words, or another placeholder, of a name', () => {
    const odd = { ...values, stage: 'a b; {region} $(x)' };
    expect(filledCommand(parseRemoveCommand('x {stage}'), odd)).toEqual(['x', odd.stage]);
  });

  it.each([
    ['', 'is empty'],
    ['npx sst remove', 'has no {stage}'],
    ['npx sst remove {stage} && echo done', 'has a &'],
    ['npx sst remove {stage} > log', 'has a >'],
    ['sh -c "sst remove {stage}; true"', 'has a ;'],
    ['npx $SST remove {stage}', 'has a $'],
    ['npx sst remove {stage} {name}', 'has {name}'],
    ['npx sst remove {stage', 'has a brace'],
    ['npx sst remove "{stage}', 'has a quote'],
    ['AWS_PROFILE=a sst remove {stage}', 'begins with a variable'],
    ['{app} remove {stage}', 'has a placeholder in the name of the program'],
    ['npx sst\u202e remove {stage}', 'cannot be seen'],
  ])('%j is refused: it %s', (text, why) => {
    expect(() => parseRemoveCommand(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(why) }),
    );
  });
});

describe('whoever lets stages be removed', () => {
  const removeWith = 'npx sst remove --stage {stage}';

  it('says which are meant to exist, in a flag or in a file that --config names', () => {
    const missing = expect.objectContaining({ code: 'USAGE' });
    expect(() => optionsFrom({ removeWith })).toThrow(missing);
    // That of a config that was only found.
    expect(() => optionsFrom({ removeWith }, { stagesFrom: 'stages.txt' })).toThrow(missing);
    const named = { removeWith, stagesFrom: 'stages.txt', maxRemovals: 7 };
    expect(optionsFrom({ config: 'mine.json' }, named)).toMatchObject({
      removeWith: ['npx', 'sst', 'remove', '--stage', '{stage}'],
      maxRemovals: 7,
    });
  });

  it('is no config file that was only found', () => {
    const { config, dropped } = narrowFoundConfig({
      removeWith,
      maxRemovals: 6,
      stagesFrom: 'github',
    });
    expect(config).toEqual({ stagesFrom: 'github' });
    expect(dropped).toEqual(['removeWith', 'maxRemovals']);
  });
});
