import { describe, expect, it } from 'vitest';
import { resultSchema, type ResultJson } from '../../src/report/json/schema/result.ts';
import { type AccountData, createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { checkpointJson } from '../account/checkpoint.ts';
import { aSite, aUserBucket } from '../account/sites.ts';
import { resourcesOf } from '../e2e/account-bytes.ts';
import { run } from '../e2e/in-process.ts';
import { somebody } from './somebody.ts';

const app = 'acme';
const sweep = ['sweep', '--demo', '--yes', '--account', '123456789012', '--delete-data', '--json'];
/** A view may be so old, and nothing that it approved takes longer to arrive. */
const viewMs = 61_000;

function aStory() {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  const live = aSite({ app, stage: 'production', at });
  const site = aSite({ app, stage: 'pr-1', at });
  const uploads = aUserBucket({ app, stage: 'pr-1', at });
  const entries = [...site.entries, ...uploads.entries];
  account.with(live, site, uploads);
  home.stage(app, 'production').deploy(at, live.entries);
  home
    .stage(app, 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 9 }));
  return { data: account.data, home: home.bucket.name, live, site, uploads, entries };
}

type Story = ReturnType<typeof aStory>;

interface Race {
  readonly name: string;
  happen(story: Story, aws: SimulatedAws): Promise<unknown>;
  /** What must not be written to any more. */
  spared(story: Story): readonly string[];
}

const idsOf = ({ site, uploads }: Story) => [
  site.distributions[0].id,
  site.functions[0].name,
  site.buckets[0].name,
  uploads.buckets[0].name,
];

const state = (stage: string, entries: Story['entries']) =>
  checkpointJson({ app, stage, region: 'us-east-1', entries, pending: 0 });

const races: readonly Race[] = [
  {
    name: 'its stage is deployed again',
    happen: (story, aws) =>
      somebody(aws).put(story.home, `app/${app}/pr-1.json`, state('pr-1', story.entries)),
    spared: idsOf,
  },
  {
    name: 'a lock appears',
    happen: ({ home }, aws) =>
      somebody(aws).put(home, `lock/${app}/pr-1.json`, {
        created: aws.clock.now().toISOString(),
        updateID: 'abc',
        command: 'deploy',
        ignore: true,
      }),
    spared: idsOf,
  },
  {
    name: "another stage's state adopts it",
    happen: (story, aws) =>
      somebody(aws).put(story.home, `app/${app}/pr-9.json`, state('pr-9', story.entries)),
    spared: idsOf,
  },
  {
    name: 'its function is attached to a live distribution',
    happen: ({ live, site }, aws) =>
      somebody(aws).change(live.distributions[0].id, (config) => ({
        ...config,
        DefaultCacheBehavior: config.DefaultCacheBehavior && {
          ...config.DefaultCacheBehavior,
          FunctionAssociations: {
            Quantity: 1,
            Items: [
              {
                EventType: 'viewer-request',
                FunctionARN: `arn:aws:cloudfront::123456789012:function/${site.functions[0].name}`,
              },
            ],
          },
        },
      })),
    spared: ({ site }) => [site.functions[0].name],
  },
  {
    name: 'its distribution is enabled again',
    happen: ({ site }, aws) =>
      somebody(aws).change(site.distributions[0].id, (config) => ({
        ...config,
        Comment: 'in use again',
        Enabled: true,
      })),
    spared: idsOf,
  },
  {
    name: 'an object is written',
    happen: ({ uploads }, aws) =>
      somebody(aws).put(uploads.buckets[0].name, 'new.txt', { fresh: true }),
    spared: ({ uploads }) => [uploads.buckets[0].name],
  },
];

interface Raced {
  readonly result: ResultJson;
  readonly happenedAt: number | null;
  readonly failed: boolean;
  readonly aws: SimulatedAws;
}

/** The race happens right before the n-th write of the sweep. */
async function raced(story: Story, race: Race, before: number): Promise<Raced> {
  const aws = createSimulatedAws(structuredClone(story.data) as AccountData);
  let happenedAt: number | null = null;
  let failed = false;
  let others = false;
  let writes = 0;
  aws.beforeWrite = async () => {
    if (others) return;
    writes += 1;
    if (writes !== before) return;
    others = true;
    happenedAt = aws.clock.now().getTime();
    // What is gone already cannot be used again: then there is no race.
    await race.happen(story, aws).catch(() => (failed = true));
    others = false;
  };
  const { stdout, stderr } = await run(aws, sweep);
  expect(stdout, stderr).not.toBe('');
  return { result: resultSchema.parse(JSON.parse(stdout)), happenedAt, failed, aws };
}

describe('while a sweep runs', { timeout: 600_000 }, () => {
  it.each(races.map((race) => [race.name, race] as const))(
    '%s: what would be wrong now is skipped, at every write',
    async (_name, race) => {
      const wrong: string[] = [];
      let points = 0;
      for (let before = 1; ; before += 1) {
        const story = aStory();
        const { result, happenedAt, failed, aws } = await raced(story, race, before);
        if (happenedAt === null) break;
        if (failed) continue;
        points += 1;
        const spared = race.spared(story);
        const late = aws.requests.filter(
          ({ at, target, action, status, writes }) =>
            writes &&
            status < 300 &&
            /^(Delete|Update)/.test(action) &&
            Date.parse(at) > happenedAt + viewMs &&
            spared.some((id) => (target ?? '').includes(id)),
        );
        const left = resourcesOf(aws.snapshot());
        const bad = result.outcomes.filter(
          ({ resource, action, outcome }) =>
            action === 'delete' &&
            spared.includes(resource) &&
            left.has(resource) &&
            outcome !== 'skipped',
        );
        if (late.length + bad.length > 0)
          wrong.push(
            `before write ${before}: ${late.map(({ operation, at }) => `${operation} at ${at}`).join()} ${bad.map(({ step, outcome, reason }) => `${step} ${outcome} ${reason}`).join(', ')}`,
          );
      }
      console.info(`${race.name}: ${points} points of time, ${wrong.length} wrong`);
      expect(wrong).toEqual([]);
      expect(points).toBeGreaterThan(2);
    },
  );
});
