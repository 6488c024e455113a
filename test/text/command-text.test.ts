import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  doctorReads,
  flag,
  foreignCommand,
  nothingRepeated,
  ownCommand,
  sstCommand,
  type Command,
  type Repeated,
} from '../../src/model/command.ts';
import { repeatedFrom } from '../../src/commands/input/repeated.ts';
import { commandText, sentenceText, shellWord } from '../../src/text/command-text.ts';

const text = (command: Command, repeated: Repeated = nothingRepeated) =>
  commandText(command, repeated);

describe('a printed command', () => {
  it('repeats the flags that decide what it means, and each command only those that it has', () => {
    const repeated = repeatedFrom({
      demo: true,
      profile: 'dev team',
      stateDir: '/tmp/x',
      region: ['eu-west-1'],
      stage: ['pr-*'],
      verbose: true,
      json: true,
    });
    expect(text(ownCommand('plan'), repeated)).toBe(
      "sst-sweep plan --demo --profile 'dev team' --state-dir /tmp/x --region eu-west-1 --stage 'pr-*'",
    );
    expect(text(ownCommand('runs'), repeated)).toBe('sst-sweep runs --demo --state-dir /tmp/x');
  });

  it('with an id leaves out filters, which could hide what is typed', () => {
    const repeated = repeatedFrom({ app: ['acme'], region: ['eu-west-1'], minConfidence: 'low' });
    expect(text(ownCommand('sweep', { operands: ['E1'] }), repeated)).toBe(
      'sst-sweep sweep --region eu-west-1 E1',
    );
  });

  it('says each flag once, and its own word goes before the person’s', () => {
    const repeated = repeatedFrom({ account: '111122223333', abandon: ['a/b@1'], stage: ['x'] });
    const flags = [flag('--account', '999999999999'), flag('--abandon', 'c/d@2')];
    expect(text(ownCommand('plan', { flags: [...flags, flag('--stage', 'y')] }), repeated)).toBe(
      'sst-sweep plan --account 999999999999 --abandon c/d@2 --stage y --abandon a/b@1',
    );
  });

  it('of SST runs in the region of its home and with the person’s profile', () => {
    const repeated = repeatedFrom({ profile: 'work' });
    expect(text(sstCommand('refresh', 'dev', 'eu-west-1'), repeated)).toBe(
      'AWS_PROFILE=work AWS_REGION=eu-west-1 sst refresh --stage dev',
    );
    expect(text(foreignCommand('aws', ['sts', 'get-caller-identity']), repeated)).toBe(
      'aws sts get-caller-identity --profile work',
    );
  });

  it('keeps a value or an id that begins with a hyphen from being read as a flag', () => {
    expect(text(sstCommand('refresh', '-x'))).toBe('sst refresh --stage=-x');
    expect(text(ownCommand('explain', { operands: ['-x'] }))).toBe('sst-sweep explain -- -x');
  });

  it('may read another one, write a file, or take a value from one', () => {
    expect(text(doctorReads('deploy'))).toBe('sst deploy 2>&1 | sst-sweep doctor');
    expect(text(ownCommand('plan', { flags: [flag('--json')], into: 'plan.json' }))).toBe(
      'sst-sweep plan --json > plan.json',
    );
    const value = foreignCommand('aws', ['ssm'], { into: foreignCommand('sed', ['s/a/b/g']) });
    expect(text(foreignCommand('aws', ['ssm'], { flags: [flag('--value', value)] }))).toBe(
      'aws ssm --value "$(aws ssm | sed s/a/b/g)"',
    );
  });

  it('stands in a sentence in quotes', () => {
    expect(sentenceText(['See ', ownCommand('scan'), '.'], nothingRepeated)).toBe(
      'See "sst-sweep scan".',
    );
  });
});

describe('a word of a shell', () => {
  it.each([
    ['pr-1', 'pr-1'],
    ["it's; rm -rf", String.raw`'it'\''s; rm -rf'`],
    ['$(touch x)', "'$(touch x)'"],
    ['a\u001b[31mb', String.raw`$'a\x1b[31mb'`],
    ['a\u202eb', String.raw`$'a\U0000202eb'`],
  ])('%j is written so that it does nothing but stand there', (word, expected) => {
    expect(shellWord(word)).toBe(expected);
  });

  it.each(['plain', "it's", 'a b', '$HOME `id`', 'a\nb', "q'\\\u001b]0;x\u0007\u202e", 'ünï'])(
    '%j is read back by bash as it was',
    (word) => {
      const read = execFileSync('bash', ['-c', `printf %s ${shellWord(word)}`], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      expect(read).toBe(word);
    },
  );
});
