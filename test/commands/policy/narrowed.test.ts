import { beforeAll, describe, expect, it } from 'vitest';
import { createSimulatedAws, type SimulatedAws } from 'simulated-aws';
import type { PolicyPurpose } from '../../../src/commands/input/policy-purposes.ts';
import { policyFor, type PolicyDocument } from '../../../src/commands/policy/document.ts';
import { policyScope } from '../../../src/commands/policy/scope.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { restoreSchema } from '../../../src/report/json/schema/restore.ts';
import { resultSchema } from '../../../src/report/json/schema/result.ts';
import { aStateDir, run } from '../../e2e/in-process.ts';
import { sweepIn } from '../../sweep/restored.ts';
import { allows, gateOf, type Question } from './policy-gate.ts';
import { cutBucket, twoStages } from './two-stages.ts';

const account = '123456789012';
const yes = ['--demo', '--yes', '--account', account, '--json', '--quiet'];
const swept = ['--delete-data', '--wait-edge', '4h', '--archive', 's3://our-archive'];
const scope = policyScope(account, { app: ['acme-shop'], stage: ['pr-7'] });

function narrowed(purpose: PolicyPurpose): PolicyDocument {
  const text = JSON.stringify(policyFor(purpose, kinds, scope));
  return JSON.parse(text.replaceAll('YOUR-ARCHIVE-BUCKET', 'our-archive')) as PolicyDocument;
}

/** What no run of this account has to ask: an event source, an object in parts, a stage without a passphrase. */
const rare: readonly Question[] = [
  {
    action: 'lambda:DeleteEventSourceMapping',
    resource: `arn:aws:lambda:eu-west-1:${account}:event-source-mapping:5a1f`,
    context: {
      'lambda:FunctionArn': `arn:aws:lambda:eu-west-1:${account}:function:acme-shop-pr-7-Api-bcdefhkb`,
    },
  },
  {
    action: 's3:ListBucketMultipartUploads',
    resource: 'arn:aws:s3:::our-archive',
    context: {},
  },
  { action: 'ssm:DescribeParameters', resource: '*', context: {} },
];

const deniedIn = ({ requests }: SimulatedAws) => [
  ...new Set(
    requests.flatMap(({ errorCode, action }) => (/Denied/.test(errorCode ?? '') ? action : [])),
  ),
];

/** What IAM was asked in a sweep of pr-7 with an archive, in its restore, and in a sweep of pr-8. */
const asked = {
  archive: new Map<string, Question>(),
  restore: new Map<string, Question>(),
  other: new Map<string, Question>(),
};

describe('a policy that is narrowed to one stage', { timeout: 120_000 }, () => {
  const data = twoStages();
  const aws = createSimulatedAws(structuredClone(data));
  const stateDir = aStateDir();
  let pr7: ReturnType<typeof resultSchema.parse>;
  let back: ReturnType<typeof restoreSchema.parse>;
  let pr8: ReturnType<typeof resultSchema.parse>;
  const refused: Record<string, readonly string[]> = {};

  beforeAll(async () => {
    aws.authorize = gateOf(narrowed('archive'), data, asked.archive);
    const sweep = async (stage: string) =>
      resultSchema.parse(
        JSON.parse(
          (await run(aws, ['sweep', ...yes, '--stage', stage, ...swept], { stateDir })).stdout,
        ),
      );
    pr7 = await sweep('pr-7');
    refused['sweep'] = deniedIn(aws);
    // Objects that were archived are read where they are.
    const both = [...narrowed('restore').Statement, ...narrowed('archive').Statement];
    aws.authorize = gateOf({ ...narrowed('restore'), Statement: both }, data, asked.restore);
    const restore = ['restore', await sweepIn(stateDir), ...yes];
    back = restoreSchema.parse(JSON.parse((await run(aws, restore, { stateDir })).stdout));
    refused['restore'] = deniedIn(aws).filter((action) => !refused['sweep']?.includes(action));
    aws.authorize = gateOf(narrowed('archive'), data, asked.other);
    pr8 = await sweep('pr-8');
  }, 120_000);

  it('is enough for a sweep of everything that the stage left', () => {
    expect(refused['sweep']).toEqual([]);
    expect(pr7.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(new Set(pr7.outcomes.map(({ kind }) => kind)).size).toBe(kinds.length - 1);
    expect(pr7.outcomes.map(({ resource }) => resource)).toContain(cutBucket);
    expect(pr7.outcomes.some(({ resource }) => /mailerFunction/.test(resource))).toBe(true);
  });

  it('needs no right to archive where nothing is archived', () => {
    const forArchive = (resource: string) => /our-archive|\/app\.js|invoice/.test(resource);
    const others = [...asked.archive.values()].filter(
      ({ action, resource }) => !forArchive(resource) && !action.startsWith('s3:GetObject'),
    );
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter((question) => !allows(narrowed('sweep'), question))).toEqual([]);
  });

  it('is enough for the restore of all that SST named', () => {
    const open = back.outcomes.filter(({ outcome }) => outcome !== 'done');
    // Only a tag shows whose it was, and what is made anew has none yet.
    expect(open.filter(({ key }) => !/mailer/.test(key))).toEqual([]);
    expect(open.map(({ outcome }) => outcome).toSorted()).toEqual(['failed', 'failed', 'held']);
  });

  it('takes nothing that has a name or tags of another stage', () => {
    const nameless = /cache-policy|origin-|response-headers|key-value-store/;
    const taken = pr8.outcomes.filter(
      ({ kind, outcome }) => outcome === 'done' && !nameless.test(kind),
    );
    expect(taken).toEqual([]);
    expect(pr8.exitCode).toBe(4);
  });

  it.each<[PolicyPurpose, readonly (keyof typeof asked)[]]>([
    ['archive', ['archive']],
    ['restore', ['archive', 'restore']],
  ])('of %s has no statement that nothing needs', (purpose, runs) => {
    const policy = narrowed(purpose);
    const questions = [...rare, ...runs.flatMap((each) => [...asked[each].values()])].filter(
      (question) => allows(policy, question),
    );
    const idle = policy.Statement.filter((statement) => {
      const rest = { ...policy, Statement: policy.Statement.filter((each) => each !== statement) };
      return questions.every((question) => allows(rest, question));
    });
    expect(idle.map(({ Sid }) => Sid)).toEqual([]);
  });
});
