import { afterAll, beforeAll, expect, it } from 'vitest';
import { sstSweep } from '../e2e/sst-sweep.ts';
import { missingParts } from './backups.ts';
import { clientsOf } from './clients.ts';
import { startProxy } from './loopback-proxy.ts';
import { seedAccount } from './seed-account.ts';
import { allowed, allowedAllBut, createUser } from './moto-users.ts';
import type { MotoUser } from './moto-users.ts';
import { startMoto, unknownToMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import type { ServerProcess } from './server-process.ts';
import { toolAgainst } from './tool.ts';
import type { ReportJson, Tool } from './tool.ts';

const account = '123456789012';
/**
 * moto names an action by the service that a request is signed for; IAM says `tag:GetResources`
 * and `cloudwatch:GetMetricData`.
 */
const namesOfMoto = ['tagging:GetResources', 'monitoring:GetMetricData'];

/** Besides the lists that moto does not know. */
const gapsOf = ({ gaps }: ReportJson) =>
  [...new Set(gaps.map(({ cause, operation }) => `${operation} ${cause}`))]
    .filter((gap) => !unknownToMoto.includes(gap))
    .sort();

const leftoverKinds = ({ findings }: ReportJson) =>
  [
    ...new Set(findings.flatMap(({ kind, verdict }) => (verdict === 'leftover' ? [kind] : []))),
  ].sort();

/** The actions of the document that `sst-sweep iam-policy` prints. */
async function printedActions(command: 'scan' | 'sweep'): Promise<readonly string[]> {
  const { stdout } = await sstSweep(['iam-policy', command]);
  const { Statement: statements }: { Statement: { Action: string[] }[] } = JSON.parse(stdout);
  return statements.flatMap(({ Action }) => Action);
}

describeWithPython('an account on moto of which not everything may be read', () => {
  let server: ServerProcess;
  let user: MotoUser;
  let tool: Tool;

  beforeAll(async () => {
    server = await startMoto();
    const clients = clientsOf(server.url);
    await seedAccount(clients);
    user = await createUser('auditor', clients);
    tool = await toolAgainst(server.url, account, user.keys);
  });
  afterAll(() => server.stop());

  const edge = ['lambda-edge-function', 'lambda-edge-version'];
  it.each<[action: string, gap: string, leftovers: readonly string[]]>([
    ['cloudfront:ListDistributions', 'cloudfront:ListDistributions denied', []],
    ['cloudfront:GetDistribution', 'cloudfront:GetDistribution denied', []],
    [
      'cloudfront:ListFunctions',
      'cloudfront:ListFunctions denied',
      ['cloudfront-distribution', 'iam-role', ...edge, 's3-bucket'],
    ],
    [
      'lambda:ListFunctions',
      'lambda:ListFunctions denied',
      ['cloudfront-distribution', 'cloudfront-function'],
    ],
    ['s3:GetObject*', 's3:GetObjectVersion denied', []],
    [
      's3:GetBucketAcl',
      's3:GetBucketAcl denied',
      ['cloudfront-distribution', 'cloudfront-function', 'iam-role', ...edge],
    ],
    ['cloudformation:DescribeStacks', 'cloudformation:DescribeStacks denied', []],
    // What left a state in a completed run does not rest on it.
    [
      'ssm:GetParameter',
      'ssm:GetParameter denied',
      ['cloudfront-distribution', 'cloudfront-function', 'iam-role', ...edge, 's3-bucket'],
    ],
  ])('without %s has a gap, and no leftover that rests on it', async (action, gap, leftovers) => {
    await user.may(allowedAllBut(action));
    const report = await tool.scan();
    expect(gapsOf(report)).toEqual([gap]);
    expect(report.exitCode).toBe(3);
    expect(leftoverKinds(report)).toEqual(leftovers);
  });

  it('that does not know a call and answers with an HTML page has a gap too', async () => {
    await user.may(allowedAllBut());
    const proxy = await startProxy(server.url, {
      path: (_method, path) => path.replace('/2020-05-31/function', '/2020-05-31/no-such-thing'),
    });
    const report = await (await toolAgainst(proxy.url, account, user.keys)).scan();
    await proxy.stop();
    expect(gapsOf(report)).toEqual(['cloudfront:ListFunctions error']);
    expect(leftoverKinds(report)).not.toContain('cloudfront-function');
  });

  it('is read whole with the actions that iam-policy scan prints', async () => {
    await user.may(allowed([...(await printedActions('scan')), ...namesOfMoto]));
    const report = await tool.scan();
    expect(gapsOf(report)).toEqual([]);
    expect(report.summary).toMatchObject({ leftover: 14 });
  });

  it('is swept with the actions that iam-policy sweep prints', async () => {
    await user.may(allowed([...(await printedActions('sweep')), ...namesOfMoto]));
    const { backup, outcomes } = await tool.sweep();
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    const reasons = [...(await missingParts(backup)).values()];
    expect(reasons.filter((reason) => /denied|forbidden|authorized/i.test(reason))).toEqual([]);
  });
});
