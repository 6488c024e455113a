import { restsOnUse } from '../../../src/advice/removal.ts';
import { describe, expect, it } from 'vitest';
import { match } from '../../../src/match/match.ts';
import { stageWays } from '../../../src/advice/stage-ways.ts';
import { commandText } from '../../../src/text/command-text.ts';
import { nothingRepeated } from '../../../src/model/command.ts';
import type { StageReport } from '../../../src/model/finding.ts';
import type { DistributionData, StackData } from 'simulated-aws';
import { anAccount, type AccountBuilder } from '../../account/account.ts';
import { looking, plainOptions } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';

const place = { app: 'acme', stage: 'dev' };

/** What is printed for each stage, and what tells that it is needed. */
async function printed(account: AccountBuilder) {
  const { stages, takenAt } = await looking(account, { isInQuestion: restsOnUse });
  const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
  const commandsOf = (stage: StageReport) =>
    stageWays(stage, context).map(({ command }) => commandText(command, nothingRepeated));
  return (app: string, name: string) => {
    const found = stages.filter((each) => each.app === app && each.stage === name);
    return {
      commands: found.flatMap(commandsOf).filter((text) => !text.includes('--abandon')),
      signs: found.flatMap(({ use }) => (use ? use.map(({ code }) => code) : ['not asked'])),
    };
  };
}

function ask(account: AccountBuilder, id: string | undefined, value: number, at: string): void {
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/CloudFront',
    name: 'Requests',
    region: 'us-east-1',
    dimensions: { DistributionId: id ?? '', Region: 'Global' },
    points: [{ at, value }],
  });
}

function call(account: AccountBuilder, name: string, at: string): void {
  account.data.cloudwatch?.metrics.push({
    namespace: 'AWS/Lambda',
    name: 'Invocations',
    region: 'us-east-1',
    dimensions: { FunctionName: name },
    points: [{ at, value: 1 }],
  });
}

const removal = { commands: ['sst remove --stage dev'], signs: [] };

describe('a stage that nobody touched for long', () => {
  function idle() {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const site = aSite({ ...place, at });
    const server = aServer({ ...place, at });
    const uploads = aUserBucket({ ...place, at });
    const home = account.with(site, server, uploads).home();
    home.stage('acme', 'dev').deploy(at, [...site.entries, ...server.entries, ...uploads.entries]);
    return { account, home, site, server, uploads };
  }

  it('is removed by a command where nobody asks for it or calls it', async () => {
    const { account } = idle();
    expect((await printed(account))('acme', 'dev')).toEqual(removal);
  });

  it('has none where its site answered a request in 30 days', async () => {
    const { account, site } = idle();
    ask(account, site.distributions[0]?.id, 1, account.ago({ days: 29 }));
    expect((await printed(account))('acme', 'dev')).toEqual({ commands: [], signs: ['in-use'] });
  });

  it('is removed by a command where its site answered none since then', async () => {
    const { account, site } = idle();
    ask(account, site.distributions[0]?.id, 400_000, account.ago({ days: 31 }));
    expect((await printed(account))('acme', 'dev')).toEqual(removal);
  });

  it('has none where one of its functions was called', async () => {
    const { account, server } = idle();
    call(account, server.lambdas[0].name, account.ago({ days: 2 }));
    expect((await printed(account))('acme', 'dev').commands).toEqual([]);
  });

  it('has none where nobody looked whether it is in use', async () => {
    const { account } = idle();
    const { stages, takenAt } = await looking(account);
    const context = { now: takenAt.toISOString(), all: stages, passphrases: null };
    expect(stages.flatMap((stage) => stageWays(stage, context))).toEqual([]);
  });

  it('has none where its state is damaged', async () => {
    const { account, home } = idle();
    const at = account.ago({ days: 100 });
    home.stage('acme', 'dev').object({ key: 'app/acme/dev.json', at, body: '{"latest' });
    const { commands } = (await printed(account))('acme', 'dev');
    expect(commands).toEqual([]);
  });

  it('has none as long as its requests were not read', async () => {
    const { inventory } = await looking(idle().account);
    const asked = match(inventory, plainOptions, undefined, [], restsOnUse);
    expect(asked.openQuestions.map(({ type }) => type)).toContain('traffic');
    expect(asked.stages.map(({ use }) => use)).toEqual([null]);
  });

  it('has none where its requests could not be counted', async () => {
    const { account } = idle();
    account.data.faults = [{ kind: 'deny', operation: 'CloudWatch.GetMetricData' }];
    const { commands, signs } = (await printed(account))('acme', 'dev');
    expect(commands).toEqual([]);
    expect(new Set(signs)).toEqual(new Set(['gap']));
  });

  it('has none where the state of another stage names its bucket', async () => {
    const { account, home, uploads } = idle();
    const [{ name: id }] = uploads.buckets;
    const shared = { type: 'aws:s3/bucket:Bucket', name: 'Shared', id, external: true };
    home.stage('shop', 'pr-7').deploy(account.ago({ days: 2 }), [shared]);
    expect((await printed(account))('acme', 'dev')).toEqual({ commands: [], signs: ['named'] });
  });

  it('is removed by a command once that other stage was removed', async () => {
    const { account, home, uploads } = idle();
    const [{ name: id }] = uploads.buckets;
    const shared = { type: 'aws:s3/bucket:Bucket', name: 'Shared', id, external: true };
    home
      .stage('shop', 'pr-7')
      .deploy(account.ago({ days: 20 }), [shared])
      .remove(account.ago({ days: 2 }));
    expect((await printed(account))('acme', 'dev')).toEqual(removal);
  });

  it('has none where a distribution that was made by hand serves its bucket', async () => {
    const { account, uploads } = idle();
    const domainName = `${uploads.buckets[0].name}.s3.us-east-1.amazonaws.com`;
    const byHand: DistributionData = {
      id: 'EBYHAND0000001',
      modifiedAt: account.ago({ days: 100 }),
      origins: [{ id: 'o', domainName }],
      behaviors: [{ originId: 'o' }],
    };
    account.with({ distributions: [byHand] });
    expect((await printed(account))('acme', 'dev')).toEqual({
      commands: [],
      signs: ['referenced'],
    });
  });
});

describe('what an idle stage left behind itself', () => {
  function behind() {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const site = aSite({ ...place, at });
    const isFront = ({ type }: { type: string }) => type.endsWith(':Distribution');
    account
      .with(site)
      .home()
      .stage('acme', 'dev')
      .deploy(at, site.entries)
      .deploy(
        account.ago({ days: 100 }),
        site.entries.filter((entry) => !isFront(entry)),
      );
    return { account, id: site.distributions[0]?.id };
  }

  it('keeps nothing of it', async () => {
    const { account } = behind();
    expect((await printed(account))('acme', 'dev')).toEqual(removal);
  });

  it('keeps it where that still serves', async () => {
    const { account, id } = behind();
    ask(account, id, 7, account.ago({ days: 1 }));
    const { commands, signs } = (await printed(account))('acme', 'dev');
    expect(commands).toEqual([]);
    expect(new Set(signs)).toEqual(new Set(['in-use']));
  });
});

describe('a stage whose remove failed', () => {
  function failed(requests: number) {
    const account = anAccount();
    const at = account.ago({ days: 90 });
    const site = aSite({ ...place, at });
    account
      .with(site)
      .home()
      .stage('acme', 'dev')
      .deploy(at, site.entries)
      .run({
        at: account.ago({ days: 3 }),
        command: 'remove',
        entries: site.entries.slice(0, 1),
        errors: [{ urn: 'u', message: 'm' }],
      });
    ask(account, site.distributions[0]?.id, 400_000, account.ago({ days: 4 }));
    ask(account, site.distributions[0]?.id, requests, account.ago({ days: 1 }));
    return account;
  }

  it('is removed by a command though bots ask for what is left of it', async () => {
    expect((await printed(failed(900)))('acme', 'dev').commands).toEqual(removal.commands);
  });

  it('has none where visitors still ask for it', async () => {
    expect((await printed(failed(400_000)))('acme', 'dev')).toEqual({
      commands: [],
      signs: ['in-use'],
    });
  });
});

describe('a stack of SST v2', () => {
  const tags = { 'sst:app': 'acme', 'sst:stage': 'dev' };

  function stacks(status: string, others: readonly Partial<StackData>[] = []) {
    const account = anAccount();
    account.home();
    const at = account.ago({ days: 200 });
    const site: DistributionData = {
      id: 'ESITE000000001',
      modifiedAt: at,
      tags,
      origins: [{ id: 'o', domainName: 'origin.example.com' }],
      behaviors: [{ originId: 'o' }],
    };
    const resources = [
      {
        logicalId: 'Site',
        physicalId: site.id,
        type: 'AWS::CloudFront::Distribution',
        status: 'CREATE_COMPLETE',
        at,
      },
    ];
    const base = { region: 'us-east-1', createdAt: at, tags };
    account.with({
      distributions: [site],
      stacks: [
        { ...base, name: 'dev-acme-Site', status, resources },
        ...others.map((other, index) => ({
          ...base,
          name: `other-${index}`,
          status: 'CREATE_COMPLETE',
          ...other,
        })),
      ],
    });
    return account;
  }

  it('whose deletion failed is deleted by a command where nobody asks for what it has', async () => {
    expect((await printed(stacks('DELETE_FAILED')))('acme', 'dev')).toEqual({
      commands: ['aws cloudformation delete-stack --stack-name dev-acme-Site --region us-east-1'],
      signs: [],
    });
  });

  it('whose deletion failed has none where its distribution serves', async () => {
    const account = stacks('DELETE_FAILED');
    ask(account, 'ESITE000000001', 400_000, account.ago({ hours: 3 }));
    expect((await printed(account))('acme', 'dev')).toEqual({ commands: [], signs: ['in-use'] });
  });

  it('whose deletion failed has none where what it has could not be read', async () => {
    const account = stacks('DELETE_FAILED');
    account.data.faults = [{ kind: 'deny', operation: 'CloudFormation.ListStackResources' }];
    expect((await printed(account))('acme', 'dev').commands).toEqual([]);
  });

  it('whose deletion failed has none where another stack of its stage names what it has', async () => {
    const account = stacks('DELETE_FAILED', [{ outputs: { Site: 'ESITE000000001' } }]);
    const { commands } = (await printed(account))('acme', 'dev');
    expect(commands.filter((text) => text.startsWith('aws'))).toEqual([]);
  });

  it('whose deletion failed has none where another stack names what it has', async () => {
    const outputs = { Site: 'ESITE000000001' };
    const account = stacks('DELETE_FAILED', [{ tags: {}, outputs }]);
    expect((await printed(account))('acme', 'dev')).toEqual({ commands: [], signs: ['named'] });
  });

  it('is removed by a command though another stack of its stage names what it has', async () => {
    const account = stacks('CREATE_COMPLETE', [{ outputs: { Site: 'ESITE000000001' } }]);
    const { commands } = (await printed(account))('acme', 'dev');
    expect(new Set(commands)).toEqual(new Set(['npx sst remove --stage dev']));
  });

  it('has none where another stack of its stage serves', async () => {
    const account = stacks('CREATE_COMPLETE', [{ resources: [] }]);
    ask(account, 'ESITE000000001', 1, account.ago({ hours: 3 }));
    expect((await printed(account))('acme', 'dev').commands).toEqual([]);
  });
});
