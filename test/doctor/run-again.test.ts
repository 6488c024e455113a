import { describe, expect, it } from 'vitest';
import { refused } from './outputs.ts';
import { doctored, functionEntry, sceneOf, taken } from './scenes.ts';

const denied = refused('doing it (a-thing)', 'CloudFront: UpdateFunction', {
  status: 403,
  code: 'AccessDenied',
  text: 'no',
});

function outputOf(stage: string, verb: string): string {
  return `➜  App:        docs\n   Stage:      ${stage}\n\n~  ${verb}\n\n✕  Failed\n   ${denied}\n`;
}

/** The newest recorded run of the stage is a deploy. */
async function afterwards(text: string, stage = 'dev'): Promise<string | null | undefined> {
  const { account, home } = sceneOf();
  home.stage('docs', stage).deploy(account.ago({ days: 9 }), [functionEntry(taken)]);
  const { json } = await doctored(account, text);
  return json.errors[0]?.causes[0]?.after;
}

describe('what is to be run again', () => {
  it('is what the output says that SST was doing, whatever the record says', async () => {
    expect(await afterwards(outputOf('dev', 'Remove'))).toContain('sst remove --stage dev');
    expect(await afterwards(outputOf('dev', 'Deploy'))).toContain('sst deploy --stage dev');
    expect(await afterwards(outputOf('dev', 'Refresh'))).toContain('sst refresh --stage dev');
    expect(await afterwards(`$ sst remove --stage dev\n${denied}`)).toContain('sst remove');
  });

  it('is what the record says where the output does not', async () => {
    expect(await afterwards(outputOf('dev', '').replace('~  \n', ''))).toContain('sst deploy');
  });

  it('is no removal of production that no record asks for', async () => {
    expect(await afterwards(outputOf('production', 'Remove'), 'production')).toBe(
      'Run what failed once more.',
    );
  });
});
