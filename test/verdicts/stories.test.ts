import { describe, expect, it } from 'vitest';
import { match } from '../../src/match/match.ts';
import { verdictRows } from '../../src/match/rows/index.ts';
import { looking, type Looked, plainOptions, said } from '../account/looking.ts';
import { claimStories } from './claim.stories.ts';
import { doubtStories } from './doubt.stories.ts';
import { leftoverStories } from './leftover.stories.ts';
import { signStories } from './sign.stories.ts';
import { standingStories } from './standing.stories.ts';
import { unreadStories } from './unread.stories.ts';
import type { Told } from './story.ts';

const stories = [
  ...standingStories,
  ...claimStories,
  ...doubtStories,
  ...leftoverStories,
  ...signStories,
  ...unreadStories,
];

function verdictsOf(looked: Looked, { expected }: Told): Record<string, string | null> {
  return Object.fromEntries(
    Object.keys(expected).map((id) => [id, looked.has(id) ? said(looked.of(id)) : null]),
  );
}

describe.each([...new Set(stories.map(({ row }) => row))].sort((a, b) => a - b))(
  'row %i',
  (row) => {
    it.each(
      stories.filter((story) => story.row === row).map((story) => [story.sentence, story] as const),
    )('%s', async (_, story) => {
      const told = story.tell();
      expect(verdictsOf(await looking(told.account, told.options), told)).toEqual(told.expected);
    });
  },
);

it.each(verdictRows.map(({ number }) => number))(
  'row %i decides something that no other row does',
  async (number) => {
    const rows = verdictRows.filter((row) => row.number !== number);
    const changed: string[] = [];
    for (const story of stories.filter(({ row }) => row === number)) {
      const told = story.tell();
      const looked = await looking(told.account, told.options);
      const { findings } = match(
        looked.inventory,
        { ...plainOptions, ...told.options?.match },
        rows,
      );
      const without = Object.fromEntries(
        Object.keys(told.expected).map((id) => {
          const finding = findings.find((each) => each.id === id);
          return [id, finding ? said(finding) : null];
        }),
      );
      if (JSON.stringify(without) !== JSON.stringify(told.expected)) changed.push(story.sentence);
    }
    expect(changed).not.toEqual([]);
  },
);
