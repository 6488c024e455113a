import { expect, it } from 'vitest';
import { restsOnUse, stageCommand } from '../../../src/advice/removal.ts';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';

/** A site that ten people ask for, and a failed remove after which so many of its entries stand. */
async function afterRemove(left: number) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const site = aSite({ app: 'acme', stage: 'dev', at });
  account
    .with(site)
    .home()
    .stage('acme', 'dev')
    .deploy(at, site.entries)
    .run({
      at: account.ago({ days: 30 }),
      command: 'remove',
      entries: site.entries.slice(0, left),
      errors: [{ urn: 'u', message: 'm' }],
    });
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    region: 'us-east-1',
    dimensions: { DistributionId: site.distributions[0]?.id ?? '', Region: 'Global' },
    points: [{ at: account.ago({ days: 1 }), value: 10 }],
  });
  const { stages } = await looking(account, { isInQuestion: restsOnUse });
  return stages.map((stage) => stageCommand(stage, stages) !== null);
}

it('a remove that took nothing out, as with a target or by mistake, shows no will', async () => {
  expect(await afterRemove(3)).toEqual([false]);
});

it('a few requests keep no stage of which a remove took most', async () => {
  expect(await afterRemove(1)).toEqual([true]);
});

/** A site and an API that is called as ever, and a remove with an error after which so much of the API stands. */
async function afterRemoveOfSite(left: number, buckets = 0) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const place = { app: 'acme', stage: 'internal', at };
  const site = aSite(place);
  const api = aServer({ ...place, component: 'Api' });
  const spare = Array.from({ length: 9 }, (_, index) =>
    aUserBucket({ ...place, component: `B${index}` }),
  );
  account
    .with(site, api, ...spare)
    .home()
    .stage('acme', 'internal')
    .deploy(at, [...site.entries, ...spare.flatMap(({ entries }) => entries), ...api.entries])
    .run({
      at: account.ago({ days: 30 }),
      command: 'remove',
      entries: [
        ...api.entries.slice(0, left),
        ...spare.slice(0, buckets).flatMap(({ entries }) => entries),
      ],
      errors: [{ urn: 'u', message: 'm' }],
    });
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/Lambda',
    name: 'Invocations',
    region: 'us-east-1',
    dimensions: { FunctionName: api.lambdas[0]?.name ?? '' },
    points: [{ at: account.ago({ days: 1 }), value: 840 }],
  });
  const { stages, takenAt } = await looking(account, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  return stages.flatMap((stage) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated)),
  );
}

it('a remove that spared a whole component had a target, and what it spared is in use', async () => {
  expect(await afterRemoveOfSite(4)).toEqual([]);
});

it.each([
  ['took something of every component', 0],
  ['left a component of a single thing, which it may have failed to delete,', 1],
])('a remove that %s aimed at all of them', async (_, buckets) => {
  expect(await afterRemoveOfSite(2, buckets)).toEqual([
    'sst remove --stage internal',
    expect.stringMatching(/^sst-sweep plan --abandon acme\/internal@/),
  ]);
});
