import { nothingRepeated } from '../../src/model/command.ts';
import { sentenceText } from '../../src/text/command-text.ts';
import { describe, expect, it } from 'vitest';
import {
  aFunction,
  anEdgeFunction,
  anEdgeVersion,
  aFinding,
  planFor,
  takenBy,
  unattended,
} from './builders.ts';

const many = (stage: string, count: number) =>
  Array.from({ length: count }, (_, at) =>
    aFunction(`${stage}-${at}`, { stage, ofStages: [`acme/${stage}`] }),
  );

describe('a plan is refused', () => {
  it('with --yes where the account is not named', () => {
    expect(planFor([], unattended, { accountPinned: false }).refusal).toMatchObject({
      code: 'ACCOUNT_NOT_PINNED',
    });
    expect(planFor([], {}, { accountPinned: false }).refusal).toBeNull();
  });

  it('where a typed id names nothing', () => {
    const { refusal } = planFor([aFunction('fn')], { typed: ['fn', 'f*'] });
    expect(refusal).toMatchObject({ code: 'UNKNOWN_ID', message: expect.stringContaining('"f*"') });
  });

  it('where a typed name names two resources', () => {
    const findings = [aFunction('a', { name: 'web' }), aFinding('iam-role', 'b', { name: 'web' })];
    const { refusal } = planFor(findings, { typed: ['web'] });
    expect(refusal).toMatchObject({
      code: 'AMBIGUOUS_ID',
      hint: expect.stringContaining('arn:aws:iam-role:b'),
    });
  });

  it('not where a name is that of a function and of its versions', () => {
    const made = planFor([anEdgeFunction('edge'), anEdgeVersion('edge', 1)], { typed: ['edge'] });
    expect(made.refusal).toBeNull();
    expect(takenBy(made)).toEqual(['lambda-edge-function:edge']);
  });

  it('where it takes more than --max-deletions, with counts and a command for one stage', () => {
    const { refusal } = planFor([...many('pr-1', 4), ...many('pr-2', 3)], {
      ...unattended,
      maxDeletions: 5,
    });
    expect(refusal && { ...refusal, hint: sentenceText(refusal.hint, nothingRepeated) }).toEqual({
      code: 'TOO_MANY_DELETIONS',
      message:
        'The plan would delete 7 resources, and --max-deletions is 5: acme/pr-1 4, acme/pr-2 3.',
      hint: 'Take one stage at a time, such as "sst-sweep sweep --yes --account 111122223333 --app acme --stage pr-1".',
    });
  });

  it('not where a function and its versions count as one', () => {
    const versions = Array.from({ length: 9 }, (_, at) => anEdgeVersion('edge', at + 1));
    expect(
      planFor([anEdgeFunction('edge'), ...versions], { ...unattended, maxDeletions: 1 }).refusal,
    ).toBeNull();
    expect(planFor(versions, { ...unattended, maxDeletions: 1 }).refusal).toBeNull();
  });

  it('where it takes a larger share of all that is here than the config file lets', () => {
    const live = Array.from({ length: 6 }, (_, at) => aFunction(`live-${at}`, { verdict: 'live' }));
    const account = [...many('pr-1', 2), ...live];
    expect(planFor(account, { ...unattended, maxShare: 0.25 }).refusal).toBeNull();
    expect(planFor(account, { ...unattended, maxShare: 0.24 }).refusal).toMatchObject({
      code: 'TOO_LARGE_SHARE',
      message:
        'The plan would delete 2 of 8 resources of SST here (25%), and "maxShare" in the config file is 24%.',
    });
    expect(planFor(account, { maxShare: 0.24 }).refusal).toBeNull();
  });

  it('not for its size where somebody is asked', () => {
    expect(planFor(many('pr-1', 9), { maxDeletions: 5 }).refusal).toBeNull();
  });
});
