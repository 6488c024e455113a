import { expect, it } from 'vitest';
import { resultSchema } from '../../src/report/json/schema/result.ts';
import { createSimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import type { Place, Shape } from '../account/building.ts';
import { lambdaLogs } from '../account/servers.ts';
import { shapes } from '../account/shapes.ts';
import type { AwsParts } from '../account/sites.ts';
import { resourcesOf } from './account-bytes.ts';
import { run } from './in-process.ts';

const words = [
  'sweep',
  '--demo',
  '--yes',
  '--account',
  '123456789012',
  '--delete-data',
  '--wait-edge',
  '12h',
  '--json',
];

/** One shape of a removed stage, all still there, beside a live one of the same shape. */
function beside(make: (place: Place) => Shape) {
  const account = anAccount();
  const home = account.home('eu-west-1');
  const place = { app: 'acme', at: account.ago({ days: 40 }), region: 'eu-west-1' } as const;
  const gone = make({ ...place, stage: 'pr-1' });
  const live = make({ ...place, stage: 'production' });
  account.with(...gone.parts, ...live.parts);
  const kept = {
    name: 'acme-pr-1-uploadsbucket-frontend',
    region: 'eu-west-1',
    createdAt: place.at,
    tags: { 'sst:app': 'acme', 'sst:stage': 'pr-1' },
  };
  account.with({ buckets: [kept] });
  const keptEntry = {
    type: 'aws:s3/bucket:Bucket',
    name: 'UploadsBucket',
    id: kept.name,
    retainOnDelete: true,
  };
  home.stage('acme', 'production').deploy(place.at, live.entries);
  home
    .stage('acme', 'pr-1')
    .deploy(place.at, [...gone.entries, keptEntry])
    .remove(account.ago({ days: 9 }));
  return { account, gone, live, kept: kept.name };
}

/** Names of everything in the account that the parts hold. */
function namesOf({ parts }: Shape): readonly string[] {
  const data = anAccount().with(...parts).data;
  return [...resourcesOf(data).keys()];
}

it.each(Object.entries(shapes))(
  '%s: one sweep leaves nothing but what is retained, and the live one beside it as it was',
  async (_shape, make) => {
    const { account, gone, live, kept } = beside(make);
    const aws = createSimulatedAws(account.data);
    const before = resourcesOf(aws.snapshot());
    const { code, stdout } = await run(aws, words);
    const result = resultSchema.parse(JSON.parse(stdout));
    expect(result.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(code).toBe(0);
    const after = resourcesOf(aws.snapshot());
    expect(namesOf(gone).filter((name) => after.has(name))).toEqual([]);
    expect(after.get(kept)).toBe(before.get(kept));
    const touched = namesOf(live).filter((name) => after.get(name) !== before.get(name));
    expect(touched).toEqual([]);
    expect(namesOf(gone).length).toBeGreaterThanOrEqual(6);
    expect(before.size - after.size).toBe(namesOf(gone).length);
  },
);

/** A NextjsSite of SST v2 with a Lambda@Edge server; its stack in the state that is given. */
function versionTwo(
  stage: string,
  status: string,
  ago: (age: { readonly days: number }) => string,
): AwsParts {
  const [made, deletedAt] = [ago({ days: 40 }), ago({ days: 9 })];
  const stack = `${stage}-acme-Site`;
  const tags = { 'sst:app': 'acme', 'sst:stage': stage };
  const edge = `${stack}-SiteServerFunction9A8B7C6D-abcdefghijkl`;
  const server = `${stack}-ImageFunction1A2B3C4D-mnopqrstuvwx`;
  const bucket = `${stack}-sites3bucket-1a2b3c4d5e6f`.toLowerCase();
  const distribution = `E2${stage.replaceAll(/\W/g, '').toUpperCase()}`.padEnd(13, 'X');
  const edgeArn = `arn:aws:lambda:us-east-1:123456789012:function:${edge}`;
  const role = `${stack}-EdgeRole5E6F7A8B-abcdefghijkl`;
  const region = 'eu-west-1';
  const listed = (logicalId: string, type: string, physicalId: string) => ({
    logicalId,
    type,
    physicalId,
    status: status === 'DELETE_COMPLETE' ? status : 'CREATE_COMPLETE',
  });
  return {
    distributions: [
      {
        id: distribution,
        modifiedAt: made,
        tags,
        origins: [{ domainName: `${bucket}.s3.${region}.amazonaws.com` }],
        behaviors: [{ lambdas: [{ event: 'origin-request', arn: `${edgeArn}:1` }] }],
      },
    ],
    buckets: [{ name: bucket, region, createdAt: made, tags }],
    lambdas: [
      { name: edge, region: 'us-east-1', modifiedAt: made, role, versions: [{ version: '1' }] },
      { name: server, region, modifiedAt: made, tags },
    ],
    roles: [{ name: role, createdAt: made, trusts: ['edgelambda.amazonaws.com'] }],
    logGroups: [
      lambdaLogs(server, { region, at: ago({ days: 39 }) }),
      lambdaLogs(edge, { region, at: ago({ days: 39 }), replicasOf: 'us-east-1' }),
    ],
    stacks: [
      {
        name: stack,
        region,
        status,
        createdAt: made,
        ...(status === 'DELETE_COMPLETE' && { deletedAt }),
        tags,
        resources: [
          listed('Distribution', 'AWS::CloudFront::Distribution', distribution),
          listed('Bucket', 'AWS::S3::Bucket', bucket),
          listed('Server', 'Custom::SSTEdgeLambda', edgeArn),
          listed('ServerVersion', 'Custom::SSTEdgeLambdaVersion', `${edgeArn}:1`),
          listed('Image', 'AWS::Lambda::Function', server),
          listed('EdgeRole', 'AWS::IAM::Role', role),
        ],
      },
    ],
  };
}

it('a NextjsSite of SST v2 with edge functions: the same', async () => {
  const account = anAccount();
  const ago = (age: { readonly days: number }) => account.ago(age);
  const gone = versionTwo('pr-1', 'DELETE_COMPLETE', ago);
  const live = versionTwo('production', 'UPDATE_COMPLETE', ago);
  account.with(gone, live);
  const aws = createSimulatedAws(account.data);
  const before = resourcesOf(aws.snapshot());
  const { stdout } = await run(aws, words);
  const result = resultSchema.parse(JSON.parse(stdout));
  expect(result.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const after = resourcesOf(aws.snapshot());
  const left = namesOf({ parts: [{ ...gone, stacks: [] }], entries: [] });
  expect(left).toHaveLength(7);
  expect(left.filter((name) => after.has(name))).toEqual([]);
  expect([...before.keys()].filter((name) => !after.has(name)).toSorted()).toEqual(left.toSorted());
  expect([...after].filter(([name, bytes]) => before.get(name) !== bytes)).toEqual([]);
});
