import { restsOnUse } from '../../../src/advice/removal.ts';
import type { Fault, FunctionData } from 'simulated-aws';
import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { looking, said } from '../../account/looking.ts';
import { aServer } from '../../account/servers.ts';
import { aUserBucket } from '../../account/sites.ts';

const certain = 'leftover certain (11)';

interface Names {
  readonly bucket: string;
  readonly server: string;
  readonly url: string;
}

interface Story {
  /** Of the function that somebody made by hand; null: there is none. */
  readonly environment: ((names: Names) => Record<string, string>) | null;
  readonly other?: Partial<FunctionData>;
  readonly faults?: readonly Fault[];
  /** A function of another stage, whose environment may not be decrypted. */
  readonly livingServer?: 'in a state' | 'in no state';
  /** Of the function that the stage let go of. */
  readonly serverNames?: (names: Names) => Record<string, string>;
}

/** A bucket and a function that their stage let go of, and a function that no tool of SST's made. */
async function told({
  environment,
  other = {},
  serverNames = () => ({}),
  faults = [],
  livingServer,
}: Story) {
  const account = anAccount();
  const at = account.ago({ days: 90 });
  const user = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const server = aServer({ app: 'acme', stage: 'pr-1', component: 'Api', at });
  const names = {
    bucket: user.buckets[0].name,
    server: server.lambdas[0].name,
    url: `https://${Buffer.from(server.arn).toString('hex').slice(-32)}.lambda-url.us-east-1.on.aws/`,
  };
  Object.assign(server.lambdas[0], { environment: serverNames(names) });
  const exporter: FunctionData = {
    name: 'nightly-export',
    region: 'us-east-1',
    modifiedAt: at,
    ...(environment && { environment: environment(names) }),
    ...other,
  };
  const home = account
    .with({
      buckets: [...user.buckets, { name: 'pictures-of-cats', region: 'eu-west-1', createdAt: at }],
      lambdas: [...server.lambdas, ...(environment ? [exporter] : [])],
      roles: server.roles,
      logGroups: server.logGroups,
    })
    .home();
  home
    .stage('acme', 'pr-1')
    .deploy(at, [...user.entries, ...server.entries])
    .remove(account.ago({ days: 60 }));
  if (livingServer) {
    const living = aServer({ app: 'shop', stage: 'prod', at });
    Object.assign(living.lambdas[0], { environmentIsDenied: true });
    account.with(living);
    if (livingServer === 'in a state') home.stage('shop', 'prod').deploy(at, living.entries);
  }
  account.data.faults = [...faults];
  const looked = await looking(account);
  return {
    bucket: said(looked.of(names.bucket)),
    server: said(looked.of(`us-east-1:${names.server}`)),
    evidence: looked.of(names.bucket).evidence.map(({ detail }) => detail),
    gaps: looked.inventory.gaps.map(({ operation }) => operation),
    text: JSON.stringify(looked),
  };
}

describe('what a stage let go of', () => {
  it('is left over where no environment names it', async () => {
    const { bucket, server } = await told({ environment: () => ({ BUCKET: 'another-bucket' }) });
    expect({ bucket, server }).toEqual({ bucket: certain, server: certain });
  });

  it.each<[string, (names: Names) => Record<string, string>]>([
    ['by its name', ({ bucket }) => ({ BUCKET: bucket })],
    ['by its ARN', ({ bucket }) => ({ TARGET: `arn:aws:s3:::${bucket}/exports/*` })],
    [
      'by its host',
      ({ bucket }) => ({ URL: `https://${bucket}.s3.eu-west-1.amazonaws.com/a.csv` }),
    ],
    ['within JSON', ({ bucket }) => ({ CONFIG: JSON.stringify({ out: { bucket } }) })],
    [
      'within base64',
      ({ bucket }) => ({ C: Buffer.from(`{"bucket":"${bucket}"}`).toString('base64') }),
    ],
    ['by the name of a variable', ({ bucket }) => ({ [bucket]: 'read' })],
  ])('is in use where a function that is not SST’s names it %s', async (_, environment) => {
    const { bucket, evidence } = await told({ environment });
    expect(bucket).toBe('live (5)');
    expect(evidence).toContain(
      'lambda-function:us-east-1:nightly-export names it in its environment, and that is a resource that is not SST’s.',
    );
  });

  it('is in use where that function is of another region that is read', async () => {
    const environment = ({ bucket }: Names) => ({ BUCKET: bucket });
    const { bucket } = await told({ environment, other: { region: 'eu-west-1' } });
    expect(bucket).toBe('live (5)');
  });

  it('is in use where a function that is not SST’s names a function', async () => {
    const { server, bucket } = await told({
      environment: ({ server: name }) => ({ TARGET: name }),
    });
    expect(server).toBe('live (5)');
    expect(bucket).toBe(certain);
  });

  it('is in use where a function that is not SST’s names the URL of a function', async () => {
    const { server } = await told({ environment: ({ url }) => ({ API_URL: url }) });
    expect(server).toBe('live (5)');
  });

  it('is unknown where a function names it that may itself be anybody’s', async () => {
    const { bucket, evidence } = await told({
      environment: ({ bucket: name }) => ({ BUCKET: name }),
      other: { tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' } },
    });
    expect(bucket).toBe('unknown (5)');
    expect(evidence).toContain(
      'lambda-function:us-east-1:nightly-export names it in its environment, and that is a resource that is unknown.',
    );
  });

  it('is left over where only a function names it that is left over as well', async () => {
    const { bucket, server } = await told({
      environment: null,
      serverNames: ({ bucket: name }) => ({ BUCKET: name }),
    });
    expect({ bucket, server }).toEqual({ bucket: certain, server: certain });
  });

  it('is left over where only a longer name has it in it', async () => {
    const { bucket } = await told({ environment: ({ bucket: name }) => ({ B: `${name}-copy` }) });
    expect(bucket).toBe(certain);
  });

  it('is unknown where the environment of a function that is not SST’s cannot be decrypted', async () => {
    const { bucket, server, gaps } = await told({
      environment: () => ({ BUCKET: 'another-bucket' }),
      other: { environmentIsDenied: true },
    });
    expect(bucket).toBe('unknown (7)');
    expect(server).toBe(certain);
    expect(gaps).toEqual(['kms:Decrypt']);
  });

  it('is unknown where functions of another region cannot be listed, whose environment may name it', async () => {
    const { bucket } = await told({
      environment: () => ({ BUCKET: 'another-bucket' }),
      faults: [{ kind: 'deny', operation: 'Lambda.ListFunctions', region: 'eu-west-1' }],
    });
    expect(bucket).toBe('unknown (7)');
  });

  it.each<[string, 'in a state' | 'in no state', string, readonly string[]]>([
    ['is left over', 'in a state', certain, []],
    ['is unknown', 'in no state', 'unknown (7)', ['kms:Decrypt']],
  ])(
    '%s where the environment of a function of SST that stands %s cannot be decrypted',
    async (_, livingServer, verdict, gaps) => {
      const denied = await told({ environment: null, livingServer });
      expect({ bucket: denied.bucket, gaps: denied.gaps }).toEqual({ bucket: verdict, gaps });
    },
  );

  it('is told of without a word of the values', async () => {
    const { text } = await told({
      environment: ({ bucket }) => ({ BUCKET: bucket, TOKEN: 'planted-secret' }),
    });
    expect(text).not.toContain('planted-secret');
  });
});

describe('a stage that nobody touched for long', () => {
  it('is needed where a function that is not SST’s names its bucket in its environment', async () => {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const { buckets, entries } = aUserBucket({ app: 'acme', stage: 'dev', at });
    const environment = { BUCKET: buckets[0].name };
    account
      .with({
        buckets,
        lambdas: [{ name: 'nightly-export', region: 'us-east-1', modifiedAt: at, environment }],
      })
      .home()
      .stage('acme', 'dev')
      .deploy(at, entries);
    const { stages } = await looking(account, { isInQuestion: restsOnUse });
    expect(stages.flatMap(({ use }) => use?.map(({ code }) => code))).toEqual(['referenced']);
  });
});
