import { describe, expect, it } from 'vitest';
import { isUnwanted, unwantedSentence } from '../../../src/commands/account/unwanted-stages.ts';
import { optionsFrom } from '../../../src/commands/input/options.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { sentenceText } from '../../../src/text/command-text.ts';
import { parseStages } from '../../../src/wanted-stages/wanted-stages.ts';
import { aStage } from '../../builders.ts';

const wantedStages = parseStages('production\npr-1', 'stages.txt');
const live = (stage: string) => aStage({ stage, status: 'live' });

function told(stages: readonly string[], filter: readonly string[] = []): string | null {
  const sentence = unwantedSentence(
    { stages: stages.map(live) },
    { wantedStages, options: optionsFrom({ stage: filter }) },
  );
  return sentence && sentenceText(sentence, nothingRepeated);
}

describe('a stage that is not meant to exist', () => {
  it('is one that is still there and not named', () => {
    expect(isUnwanted(live('pr-2'), { wantedStages })).toBe(true);
    expect(isUnwanted(live('pr-1'), { wantedStages })).toBe(false);
    expect(isUnwanted(aStage({ stage: 'pr-2', status: 'removed' }), { wantedStages })).toBe(false);
    expect(isUnwanted(live('pr-2'), { wantedStages: null })).toBe(false);
  });

  it('is none where the source knows of no stage like it', () => {
    const ofPulls = { isWanted: () => false, isKnown: (stage: string) => stage.startsWith('pr-') };
    expect(isUnwanted(live('staging'), { wantedStages: ofPulls })).toBe(false);
  });

  it('is told with the command that lists what removes it', () => {
    expect(told(['pr-1', 'pr-2'])).toBe(
      '1 stage that is not meant to exist is still there: acme/pr-2. "sst-sweep stages" lists the commands that remove them; a sweep does not.',
    );
    expect(told(['pr-2'], ['me'])).toBeNull();
    expect(told(['pr-1'])).toBeNull();
  });
});
