import type { AccountData, ObjectData } from 'simulated-aws';

const account = '123456789012';
const home = 'sst-state-bcdefghkmnot';

interface Owned {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** One removed stage that left a function, a distribution and an asset bucket behind; one stage that lives. */
export function smallAccount(): AccountData {
  const gone: Owned[] = [
    {
      type: 'aws:cloudfront/function:Function',
      name: 'WebCloudfrontFunctionRequest',
      id: functionName('pr-1'),
    },
    {
      type: 'aws:cloudfront/distribution:Distribution',
      name: 'WebCdnDistribution',
      id: 'E1GONE00000000',
    },
  ];
  const alive: Owned[] = [
    {
      type: 'aws:cloudfront/function:Function',
      name: 'WebCloudfrontFunctionRequest',
      id: functionName('prod'),
    },
  ];
  return {
    schema: 'sst-sweep/simulated-account@1',
    account,
    now: '2026-11-22T10:00:00.000Z',
    cloudfront: {
      functions: [aFunction('pr-1', '-20d'), aFunction('prod', '-20d')],
      distributions: [
        {
          id: 'E1GONE00000000',
          comment: 'acme app',
          modifiedAt: '-20d',
          origins: [{ domainName: 'placeholder.sst.dev' }],
          behaviors: [{ functions: [{ event: 'viewer-request', arn: functionArn('pr-1') }] }],
          tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
        },
      ],
    },
    s3: {
      buckets: [
        {
          name: home,
          region: 'us-east-1',
          versioning: 'Enabled',
          createdAt: '-90d',
          objects: [
            ...run('pr-1', { id: updateId(2), command: 'deploy', from: '-20d', owned: gone }),
            ...run('pr-1', { id: updateId(1), command: 'remove', from: '-10d', owned: [] }),
            ...run('prod', { id: updateId(3), command: 'deploy', from: '-20d', owned: alive }),
          ],
        },
      ],
    },
    ssm: {
      parameters: [
        {
          name: '/sst/bootstrap',
          region: 'us-east-1',
          value: JSON.stringify({ version: 5, state: home, asset: home.replace('state', 'asset') }),
        },
      ],
    },
  };
}

interface RunData {
  readonly id: string;
  readonly command: string;
  readonly from: string;
  readonly owned: readonly Owned[];
}

/** What one run writes, in SST's order: lock, record, state, record, and the lock's end. */
function run(stage: string, { id, command, from, owned }: RunData): ObjectData[] {
  const started = new Date(
    Date.parse('2026-11-22T10:00:00.000Z') - Number.parseInt(from.slice(1), 10) * 86_400_000,
  );
  const after = (seconds: number) => new Date(started.getTime() + seconds * 1000).toISOString();
  const record = { id, version: '3.17.0', command, errors: [], timeStarted: after(0) };
  const key = (kind: string, name = `${stage}.json`) => `${kind}/acme/${name}`;
  return [
    {
      key: key('lock'),
      at: after(0),
      body: { created: after(0), updateID: id, command, ignore: true },
    },
    { key: key('update', `${stage}/${id}.json`), at: after(1), body: record },
    { key: key('app'), at: after(60), body: checkpoint(stage, owned) },
    {
      key: key('update', `${stage}/${id}.json`),
      at: after(61),
      body: { ...record, timeCompleted: after(61) },
    },
    { key: key('lock'), at: after(62), deleteMarker: true },
  ];
}

function checkpoint(stage: string, owned: readonly Owned[]): Record<string, unknown> {
  const site = `urn:pulumi:${stage}::acme::sst:aws:Astro`;
  const resources = owned.map(({ type, name, id }) => ({
    urn: `${site}$${type}::${name}`,
    custom: true,
    id,
    type,
    parent: `${site}::Web`,
    inputs: { name: id },
    outputs: { name: id },
  }));
  const parents =
    owned.length === 0 ? [] : [{ urn: `${site}::Web`, custom: false, type: 'sst:aws:Astro' }];
  return {
    version: 3,
    checkpoint: {
      stack: `organization/acme/${stage}`,
      latest: { resources: [...parents, ...resources] },
    },
  };
}

function aFunction(stage: string, modifiedAt: string) {
  return {
    name: functionName(stage),
    createdAt: modifiedAt,
    modifiedAt,
    code: 'function handler(event) { return event.request; }',
    tags: { 'sst:app': 'acme', 'sst:stage': stage },
  };
}

function functionName(stage: string): string {
  return `acme-${stage}-WebCloudfrontFunctionRequest-bkmtoxcd`;
}

function functionArn(stage: string): string {
  return `arn:aws:cloudfront::${account}:function/${functionName(stage)}`;
}

/** Newer ones sort first: the complement of their time. */
function updateId(rank: number): string {
  return `e6000000000${rank}00000000000${rank}`;
}
