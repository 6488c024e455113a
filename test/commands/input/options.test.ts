import { nothingRepeated } from '../../../src/model/command.ts';
import { sentenceText } from '../../../src/text/command-text.ts';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/errors.ts';
import { optionsFrom } from '../../../src/commands/input/options.ts';
import type { GivenFlags } from '../../../src/commands/input/given-flags.ts';
import { typedId } from '../../../src/commands/input/flag-values.ts';

function refusalOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('options', () => {
  it('have the contract’s defaults', () => {
    expect(optionsFrom({})).toMatchObject({
      minConfidence: 'high',
      maxDeletions: 50,
      maxShare: null,
      quarantineMs: null,
      waitEdgeMs: 600_000,
      pollIntervalMs: 10_000,
      timeoutMs: null,
      format: 'table',
      failOn: ['gaps'],
      wait: true,
      match: { keep: [], olderThanMs: null, allowTraffic: false, abandon: [] },
    });
  });

  it('have the quarantine of the flag before that of the config, and none for 0s', () => {
    const config = { quarantine: '7d' };
    expect(optionsFrom({}, config).quarantineMs).toBe(604_800_000);
    expect(optionsFrom({ quarantine: '2h' }, config).quarantineMs).toBe(7_200_000);
    expect(optionsFrom({ quarantine: '0s' }, config).quarantineMs).toBeNull();
  });

  it('wait for no replicas where nobody looks on', () => {
    expect(optionsFrom({ yes: true }).waitEdgeMs).toBe(0);
    expect(optionsFrom({ yes: true, waitEdge: '5m' }).waitEdgeMs).toBe(300_000);
  });

  it.each([
    ['90s', 90_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['0s', 0],
  ])('read the duration %s', (text, expected) => {
    expect(optionsFrom({ timeout: text }).timeoutMs).toBe(expected);
  });

  it('take single values from the flag first and lists from both', () => {
    const options = optionsFrom(
      { account: '111111111111', keep: ['b'] },
      { account: '222222222222', keep: ['a'], maxDeletions: 7, profile: 'work' },
    );
    expect(options).toMatchObject({
      account: '111111111111',
      profile: 'work',
      maxDeletions: 7,
      match: { keep: ['a', 'b'] },
    });
  });

  it('read several reasons to fail, in one flag or in many', () => {
    expect(optionsFrom({ failOn: ['parked,leftover', 'gaps'] }).failOn).toEqual([
      'leftover',
      'gaps',
      'parked',
    ]);
    expect(optionsFrom({ failOn: ['none'] }).failOn).toEqual([]);
  });

  it('read an abandon word in all its parts', () => {
    expect(
      optionsFrom({ abandon: ['sst-state-abc:acme/pr-1@0af1', 'acme/pr-1'] }).match.abandon,
    ).toEqual([
      { bucket: 'sst-state-abc', app: 'acme', stage: 'pr-1', update: '0af1' },
      { bucket: null, app: 'acme', stage: 'pr-1', update: null },
    ]);
  });
});

describe('options that are refused in one sentence', () => {
  it.each<[GivenFlags, string, string]>([
    [{ timeout: '10' }, '--timeout is "10", which is no duration.', 'Write 90s, 10m, 2h or 7d.'],
    [
      { olderThan: '1 hour' },
      '--older-than is "1 hour", which is no duration.',
      'Write 90s, 10m, 2h or 7d.',
    ],
    [
      { account: '123' },
      '--account is "123", which is no AWS account.',
      'Give the 12 digits of the account id.',
    ],
    [
      { region: ['Europe'] },
      '--region is "Europe", which is no AWS region.',
      'Write it like eu-west-1.',
    ],
    [
      { kind: ['bucket'] },
      '--kind is "bucket", which is no kind.',
      'Kinds: cloudfront-distribution,',
    ],
    [{ stage: [''] }, '--stage is empty.', 'Is a variable of your script unset?'],
    [{ app: ['  '] }, '--app is empty.', 'Is a variable of your script unset?'],
    [{ minConfidence: 'sure' }, '--min-confidence is "sure".', 'Choose low, high or certain.'],
    [{ maxDeletions: '0' }, '--max-deletions is "0".', 'Give a whole number from 1 to 100000.'],
    [{ maxDeletions: '1e3' }, '--max-deletions is "1e3".', 'Give a whole number from 1 to 100000.'],
    [
      { failOn: ['none', 'gaps'] },
      '--fail-on names none and others.',
      'Give none alone, or leave it out.',
    ],
    [{ failOn: ['errors'] }, '--fail-on is "errors".', 'Choose leftover'],
    [
      { format: 'pdf' },
      '--format is "pdf", which is no format of this version.',
      'Choose table, json, markdown, html',
    ],
    [
      { json: true, format: 'table' },
      '--json and --format table contradict each other.',
      'Give one of them.',
    ],
    [
      { report: ['out.pdf'] },
      '--report is "out.pdf": its ending names no format of this version.',
      'End the file',
    ],
    [
      { output: 'x.json' },
      'There is no --output.',
      'Use --format FORMAT for what goes to standard output, and --report FILE',
    ],
    [{ abandon: ['acme/*'] }, '--abandon is "acme/*".', 'without wildcards'],
    [{ abandon: ['acme'] }, '--abandon is "acme".', 'Write [BUCKET:]APP/STAGE@UPDATE'],
  ])('%o', (flags, message, hint) => {
    const error = refusalOf(() => optionsFrom(flags));
    expect(error.message).toBe(message);
    expect(sentenceText(error.hint ?? '', nothingRepeated)).toContain(hint);
    expect(error.exitCode).toBe(2);
  });

  it('never echoes control characters', () => {
    expect(refusalOf(() => optionsFrom({ region: ['\u001b[31mx'] })).message).toBe(
      '--region is "x", which is no AWS region.',
    );
  });

  it.each(['us-east-1', 'eusc-de-east-1', 'us-gov-west-1', 'us-iso-east-1', 'ap-southeast-4'])(
    'takes the region %s',
    (region) => {
      expect(optionsFrom({ region: [region] }).filter.regions).toEqual([region]);
    },
  );

  it('takes no pattern for an ID', () => {
    expect(refusalOf(() => typedId('acme-*')).message).toBe(
      'The ID is "acme-*", which is a pattern.',
    );
  });
});
