import { describe, expect, it } from 'vitest';
import { nothingRepeated } from '../../../src/model/command.ts';
import { sentenceText } from '../../../src/text/command-text.ts';
import { mendsOf } from '../../../src/advice/gap-mends.ts';
import { looking, said } from '../../account/looking.ts';
import { leftBehind } from '../definitions/given.ts';

const damaged = '{"version":3,"checkpoint":{"latest":{"resources":[{"urn"';

interface Before {
  /** The state that lists what was imported: whole, cut off, or never written. */
  readonly listing?: 'whole' | 'cut off' | 'none';
  readonly emptied?: boolean;
}

/**
 * `web/prod` imported the bucket that `acme/pr-1` left behind. A script wrote an empty state over that of
 * `web/prod` (`sst deploy` said so at once), and the state that somebody wrote back was cut off.
 */
async function told({ listing = 'whole', emptied = true }: Before = {}) {
  const { account, home, imported, id } = leftBehind();
  const other = home.stage('web', 'prod');
  const key = 'app/web/prod.json';
  if (listing === 'whole') other.deploy(account.ago({ days: 8 }), imported);
  if (listing === 'cut off')
    other.object({ key, at: account.ago({ days: 8 }), body: `${damaged}:"x"},{"id":"${id}"` });
  if (emptied) other.push(account.ago({ days: 4 }), []);
  other.object({ key, at: account.ago({ days: 3 }), body: damaged });
  const looked = await looking(account, { ignoreStages: ['web/prod'] });
  const [gap] = looked.inventory.gaps.filter(({ state }) => state !== null);
  const offered = gap?.state && { ...gap, state: { ...gap.state, ignored: false } };
  return {
    verdict: said(looked.of(id)),
    broughtBack: gap?.state?.readableVersion?.at ?? null,
    mends: offered ? mendsOf(offered).map((each) => sentenceText(each, nothingRepeated)) : [],
  };
}

describe('where the version before a damaged state is an empty one', () => {
  it('what an earlier one names stays live, whatever is vouched for', async () => {
    expect((await told({ emptied: false })).verdict).toBe('live (4)');
    expect((await told()).verdict).toBe('live (4)');
    expect((await told({ listing: 'cut off' })).verdict).toBe('live (4)');
  });

  it('the earlier one is brought back', async () => {
    const { broughtBack, mends } = await told();
    expect(broughtBack).toBe((await told({ emptied: false })).broughtBack);
    expect(mends.join()).toContain('copy-object');
  });

  it('nothing is brought back where no earlier one can be read', async () => {
    for (const listing of ['cut off', 'none'] as const) {
      const { broughtBack, mends } = await told({ listing });
      expect(broughtBack).toBeNull();
      expect(mends.join()).toContain('is damaged, and none of the versions right before it');
      expect(mends.join()).not.toContain('copy-object');
    }
  });
});
