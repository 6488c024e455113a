import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/errors.ts';
import { optionsFrom } from '../../../src/commands/input/options.ts';
import type { GivenFlags } from '../../../src/commands/input/given-flags.ts';
import type { Config } from '../../../src/commands/input/config-schema.ts';
import { checkRails, refuseWithoutConfirmation } from '../../../src/commands/sweeping/rails.ts';

const pinned: GivenFlags = { yes: true, account: '123456789012' };
const nobody = { typed: [], interactive: false };

function codeOf(run: () => void): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof UserError) return `${error.code} ${error.exitCode}`;
    throw error;
  }
}

describe('the rails of --yes', () => {
  it.each<[string, GivenFlags, Config, readonly string[], string | null]>([
    ['no account', { yes: true }, {}, [], 'ACCOUNT_NOT_PINNED 2'],
    ['the account in the config', { yes: true }, { account: '123456789012' }, [], null],
    ['low confidence', { ...pinned, minConfidence: 'low' }, {}, [], 'LOW_CONFIDENCE 2'],
    ['low confidence without --yes', { minConfidence: 'low' }, {}, [], null],
    [
      'retained without a stage',
      { ...pinned, includeRetained: true },
      {},
      [],
      'RETAINED_WITHOUT_STAGE 2',
    ],
    [
      'retained with a pattern',
      { ...pinned, includeRetained: true, stage: ['pr-*'] },
      {},
      [],
      'RETAINED_WITHOUT_STAGE 2',
    ],
    [
      'retained with one pattern of two',
      { ...pinned, includeRetained: true, stage: ['a', 'b?'] },
      {},
      [],
      'RETAINED_WITHOUT_STAGE 2',
    ],
    [
      'retained with an exact stage',
      { ...pinned, includeRetained: true, stage: ['pr-1'] },
      {},
      [],
      null,
    ],
    [
      'traffic without a stage',
      { ...pinned, allowTraffic: true },
      {},
      [],
      'TRAFFIC_WITHOUT_STAGE 2',
    ],
    ['traffic with an ID', { ...pinned, allowTraffic: true }, {}, ['EABC'], null],
    [
      'a stage given up that the config does not name',
      { ...pinned, abandon: ['a/b@1'] },
      {},
      [],
      'ABANDON_NOT_IN_CONFIG 2',
    ],
    [
      'an unread stage ignored that the config does not name',
      { ...pinned, ignoreStage: ['a/b'] },
      { ignoreStages: ['a/c'] },
      [],
      'IGNORED_STAGE_NOT_IN_CONFIG 2',
    ],
    [
      'an unread stage ignored that the config names',
      { ...pinned, ignoreStage: ['a/b'] },
      { ignoreStages: ['a/b'] },
      [],
      null,
    ],
    [
      'a stage given up at another update',
      { ...pinned, abandon: ['a/b@1'] },
      { abandon: ['a/b@2'] },
      [],
      'ABANDON_NOT_IN_CONFIG 2',
    ],
    [
      'a stage given up that the config names',
      { ...pinned, abandon: ['a/b@1'] },
      { abandon: ['a/b@1'] },
      [],
      null,
    ],
    [
      'a stage given up without its update',
      { ...pinned, abandon: ['a/b'] },
      { abandon: ['a/b'] },
      [],
      'ABANDON_WITHOUT_UPDATE 2',
    ],
  ])('%s', (_what, flags, config, typed, expected) => {
    expect(
      codeOf(() => checkRails(optionsFrom(flags, config), { typed, interactive: false })),
    ).toBe(expected);
  });

  it('want the update of a stage that is given up wherever nobody types it once more', () => {
    const options = optionsFrom({ abandon: ['a/b'] });
    expect(codeOf(() => checkRails(options, nobody))).toBe('ABANDON_WITHOUT_UPDATE 2');
    expect(codeOf(() => checkRails(options, { typed: [], interactive: true }))).toBeNull();
  });
});

describe('without a terminal', () => {
  it('nothing is deleted without --yes', () => {
    expect(codeOf(() => refuseWithoutConfirmation(optionsFrom({}), nobody, 'Say yes.'))).toBe(
      'NO_CONFIRMATION 6',
    );
    expect(
      codeOf(() => refuseWithoutConfirmation(optionsFrom(pinned), nobody, 'Say yes.')),
    ).toBeNull();
  });
});
