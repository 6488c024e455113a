import { describe, expect, it } from 'vitest';
import { asksToKeep } from '../../../src/model/hold-tags.ts';
import { anAccount } from '../../account/account.ts';
import { verdicts } from '../traps/telling.ts';
import { everythingOf } from './everything.ts';

describe('a tag that asks to keep its resource', () => {
  it.each([
    ['DoNotDelete', 'true'],
    ['do-not-delete', ''],
    ['DO_NOT_NUKE', 'yes'],
    ['acme:do-not-remove', 'legal case 12'],
    ['not-to-be-deleted', ''],
    ['NoDelete', '1'],
    ['cloud-nuke-excluded', 'true'],
    ['keep', 'Alice'],
    ['retain', 'until the audit'],
    ['protected', 'true'],
    ['deletion_protection', 'enabled'],
    ['legal-hold', 'on'],
    ['auto-delete', 'no'],
    ['delete', 'never'],
    ['DontDelete', 'true'],
    ['never_delete', ''],
    ['PreventDestroy', 'true'],
    ['do-not-purge', 'yes'],
    ['undeletable', 'true'],
    ['keep-until', '2027-01-01'],
    ['delete-after', 'never'],
    ['ttl', 'never'],
    ['awsnuke', 'ignore'],
    ['cleanup', 'skip'],
    ['custodian', 'exempt'],
    ['lifecycle', 'permanent'],
    ['DeletionPolicy', 'Retain'],
    ['safe-to-delete', 'no'],
    ['note', 'DO NOT DELETE, ask Alice'],
    ['status', 'legal hold 12/2026'],
  ])('is %s = "%s"', (tag, value) => {
    expect(asksToKeep(tag, value)).toBe(true);
  });

  it.each([
    ['DoNotDelete', 'false'],
    ['keep', 'no'],
    ['deletion_protection', 'off'],
    ['auto-delete', 'yes'],
    ['delete', ''],
    ['Name', 'do-not-delete'],
    ['Owner', 'keeper'],
    ['bookkeeping', 'true'],
    ['retention', '30d'],
    ['household', 'yes'],
    ['delete-after', '2026-12-01'],
    ['ttl', '30d'],
    ['lifecycle', 'preview'],
    ['note', 'moved to the new site'],
    ['sst:stage', 'keep'],
  ])('is not %s = "%s"', (tag, value) => {
    expect(asksToKeep(tag, value)).toBe(false);
  });
});

it('what somebody tagged to be kept is unknown, and so is what it uses', async () => {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const { site, parts, entries, ids } = everythingOf({ stage: 'pr-1', at });
  const [distribution] = site.distributions;
  distribution.tags = { ...distribution.tags, DoNotDelete: 'true' };
  account
    .with(...parts)
    .home()
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 60 }));
  expect(await verdicts(account, ids)).toMatchObject({
    distribution: 'unknown (8)',
    function: 'unknown (5)',
    bucket: 'unknown (5)',
  });
});
