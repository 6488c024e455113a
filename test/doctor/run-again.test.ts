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

/** The newest recorded run of the stage is a deploy, unless one more is said. */
async function afterwards(
  text: string,
  stage = 'dev',
  later?: 'edit' | 'refresh',
): Promise<string | null | undefined> {
  const { account, home } = sceneOf();
  const builder = home
    .stage('docs', stage)
    .deploy(account.ago({ days: 9 }), [functionEntry(taken)]);
  if (later !== undefined)
    builder.run({ at: account.ago({ days: 3 }), command: later, entries: [functionEntry(taken)] });
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

  it.each(['edit', 'refresh'] as const)(
    'is no removal where the newest record is of %s: nobody asked for one',
    async (later) => {
      const text = outputOf('dev', '').replace('~  \n', '');
      const again = await afterwards(text, 'dev', later);
      expect(again).toMatch(later === 'edit' ? /^Run what failed/ : /sst refresh --stage dev$/);
    },
  );

  it.each([
    ['Remove', 'Run what failed once more.'],
    ['Deploy', 'sst deploy --stage jane'],
    ['', 'Run what failed once more.'],
  ])('of a stage that is not in this account is what the output says: %s', async (verb, again) => {
    const inUse = refused('deleting it (a-thing)', 'ServiceDiscovery: DeleteNamespace', {
      code: 'ResourceInUse',
      text: 'it is used',
    });
    const text = outputOf('jane', verb).replace(denied, inUse).replace('~  \n', '');
    expect(await afterwards(text)).toBe(again);
  });

  it('of a production that is not in this account is never the other verb', async () => {
    const missing = 'could not find hosted zone for domain docs.example';
    const text = outputOf('prod', 'Remove').replace(denied, missing);
    expect(await afterwards(text)).toBe('Run what failed once more.');
  });

  it('is no removal of production that no record asks for', async () => {
    expect(await afterwards(outputOf('production', 'Remove'), 'production')).toBe(
      'Run what failed once more.',
    );
  });
});
