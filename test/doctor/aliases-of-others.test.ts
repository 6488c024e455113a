import { describe, expect, it } from 'vitest';
import { aSite } from '../account/sites.ts';
import { refused, sstOutput } from './outputs.ts';
import { commandsOf, doctored, sceneOf } from './scenes.ts';

const hosts = ['acme.example', 'www.acme.example', 'api.acme.example'];

/** A preview asks for a host that another distribution has. */
async function asked(holder: 'live' | 'lost') {
  const { account, home } = sceneOf();
  const at = account.ago({ days: 90 });
  const other = aSite({ app: 'docs', stage: 'next', at });
  const preview = aSite({ app: 'docs', stage: 'pr-7', at });
  account.with(
    { ...other, distributions: [{ ...other.distributions[0], aliases: hosts }] },
    preview,
  );
  if (holder === 'live') home.stage('docs', 'next').deploy(at, other.entries);
  home.stage('docs', 'pr-7').deploy(at, preview.entries);
  const id = preview.distributions[0]?.id ?? '';
  const output = sstOutput({
    path: 'Web sst:aws:Nextjs → WebCdnDistribution aws:cloudfront:Distribution',
    message: refused(`updating CloudFront Distribution (${id})`, 'CloudFront: UpdateDistribution', {
      code: 'CNAMEAlreadyExists',
      text: 'One or more of the CNAMEs you provided are already associated with a different resource: acme.example',
    }),
  }).replace('Stage:      dev', 'Stage:      pr-7');
  const commands = commandsOf(await doctored(account, output));
  return commands.filter((text) => text.includes('associate-alias'));
}

describe('a host that another distribution has', () => {
  it('is never moved from a stage that lives to another one', async () => {
    expect(await asked('live')).toEqual([]);
  });

  it('is moved alone where nothing that lives has it: no other host was asked for', async () => {
    expect(await asked('lost')).toEqual([expect.stringMatching(/ --alias acme\.example$/)]);
  });
});
