import { afterAll, beforeAll, expect, it } from 'vitest';
import { missingParts } from './backups.ts';
import { clientsOf } from './clients.ts';
import type { Clients } from './clients.ts';
import { everythingIn, without } from './everything.ts';
import { startProxy } from './loopback-proxy.ts';
import { named, seedAccount } from './seed-account.ts';
import type { SeededAccount } from './seed-account.ts';
import { startMoto, unknownToMoto } from './moto.ts';
import { describeWithPython } from './programs.ts';
import { entriesOf } from './seed-checkpoint.ts';
import type { State } from './seed-runs.ts';
import type { ServerProcess } from './server-process.ts';
import { said, toolAgainst } from './tool.ts';
import type { ReportJson, Tool } from './tool.ts';

const ours = new Set([
  'aws:s3/bucket:Bucket',
  'aws:s3/bucketV2:BucketV2',
  'aws:cloudfront/function:Function',
  'aws:cloudfront/distribution:Distribution',
]);

/** Ids of the kinds that moto can hold and a checkpoint names, external ones too. */
function idsIn(states: readonly State[]): readonly string[] {
  const entries = states.flatMap(entriesOf);
  return entries.flatMap(({ id, type }) => (id !== undefined && ours.has(type) ? [id] : [])).sort();
}

describeWithPython('an account on moto', () => {
  let server: ServerProcess;
  let clients: Clients;
  let account: SeededAccount;
  let tool: Tool;
  let report: ReportJson;

  beforeAll(async () => {
    server = await startMoto();
    clients = clientsOf(server.url);
    account = await seedAccount(clients);
    tool = await toolAgainst(server.url, '123456789012');
    report = await tool.scan();
  });
  afterAll(() => server.stop());

  const verdictOf = (written: string): string => {
    const finding = report.findings.find(({ id }) => id === account.id(written));
    return finding ? said(finding) : 'not listed';
  };

  it('is read without a gap but what moto does not know: two homes in two regions, and the stages of both', () => {
    expect(report).toMatchObject({ endpoint: server.url, exitCode: 3 });
    const gaps = report.gaps.map(({ cause, operation }) => `${operation} ${cause}`);
    expect([...new Set(gaps)].sort()).toEqual(unknownToMoto);
    expect(report.homes).toMatchObject([
      { bucket: 'sst-state-abcdefhkmnor', region: 'us-east-1', registered: true, status: 'read' },
      { bucket: 'sst-state-stuvwxzabcde', region: 'eu-west-1', registered: true, status: 'read' },
    ]);
    const statuses = report.stages.map(({ app, stage, status }) => `${app}/${stage} ${status}`);
    expect(statuses).toEqual([
      'acme-shop/pr-123 removed',
      'acme-shop/pr-124 removed',
      'acme-shop/pr-200 unfinished',
      'acme-shop/pr-201 busy',
      'acme-shop/production live',
      'acme-shop/staging live',
      'billing/pr-7 removed',
      'billing/pr-8 unknown',
      'billing/pr-9 removed',
      'docs-site/production live',
      'legacy-app/dev live',
    ]);
  });

  it('has all live that a live checkpoint names, also what a removed stage only referred to', () => {
    const ids = idsIn(account.live);
    expect(ids).toHaveLength(25);
    expect(ids.map((id) => `${id} ${verdictOf(id)}`)).toEqual(ids.map((id) => `${id} live (4)`));
  });

  it('has leftovers in what removed stages owned, and nowhere else', () => {
    const leftovers = report.findings.filter(({ verdict }) => verdict === 'leftover');
    const certain = leftovers.filter(({ confidence }) => confidence === 'certain');
    expect(certain.map(said)).toEqual(certain.map(() => 'leftover certain (11)'));
    const owned = idsIn(account.removed).filter((id) => verdictOf(id) === 'leftover certain (11)');
    const versions = certain.filter(({ kind }) => kind.startsWith('lambda-edge'));
    expect(versions.map(({ id }) => id.split(':')[1])).toEqual([undefined, '1', '2', '3']);
    expect(owned).toHaveLength(8);
    const roles = certain.filter(({ kind }) => kind === 'iam-role');
    expect(roles).toHaveLength(1);
    expect(certain).toHaveLength(owned.length + versions.length + roles.length);
    expect(
      leftovers.filter(({ confidence }) => confidence !== 'certain').map(({ id }) => id),
    ).toEqual(['acme-shop-pr-200-WebEdgeFn-tsxhebob:1']);
  });

  it('has verdicts that hold back: retained, busy, unknown', () => {
    const kept = report.findings.find(({ verdict }) => verdict === 'retained');
    expect(kept?.id).toMatch(/^billing-pr-7-invoicesbucket-/);
    expect(verdictOf(named.unlocked)).toBe('busy (6)');
    // Tagged for a removed stage, but made outside of all its runs: by somebody else.
    expect([named.filled, named.empty].map(verdictOf)).toEqual(['unknown (16)', 'unknown (16)']);
  });

  it('is judged alike where ARNs of distributions lack the empty region', async () => {
    // CloudFront's answers and the tagging API's; state files stay as they are.
    const text = (path: string, answer: string) =>
      /^\/(?:2020-05-31\/|$)/.test(path)
        ? answer.replaceAll('arn:aws:cloudfront::', 'arn:aws:cloudfront:')
        : answer;
    const proxy = await startProxy(server.url, { text });
    const { findings } = await (await toolAgainst(proxy.url, '123456789012')).scan();
    await proxy.stop();
    const judged = (all: ReportJson['findings']) =>
      all.map((finding) => [finding.id, said(finding), finding.evidence.map(({ code }) => code)]);
    expect(judged(findings)).toEqual(judged(report.findings));
    const [distribution] = findings.filter(({ kind }) => kind === 'cloudfront-distribution');
    expect(distribution?.arn).toMatch(/^arn:aws:cloudfront:\d{12}:distribution\//);
  });

  it("lists nothing that is not SST's", () => {
    const { bucket, function: name, lambda } = named.notOfSst;
    const others = [bucket, name, lambda, 'marketing'].map(verdictOf);
    expect(others).toEqual(others.map(() => 'not listed'));
  });

  it('loses the leftovers to a sweep, nothing else, and no other host is contacted', async () => {
    const before = await everythingIn(clients);
    const result = await tool.sweep();
    const after = await everythingIn(clients);
    const deleted = result.outcomes.filter(({ action }) => action === 'delete');
    // What could not be read is said at the end of a sweep, too.
    expect(result).toMatchObject({ exitCode: 3, summary: { done: result.outcomes.length } });
    expect(deleted.map(({ kind }) => kind).sort()).toEqual([
      'cloudfront-distribution',
      'cloudfront-distribution',
      'cloudfront-function',
      'cloudfront-function',
      'iam-role',
      'lambda-edge-function',
      's3-bucket',
      's3-bucket',
      's3-bucket',
    ]);
    expect(after).toEqual(
      without(
        before,
        deleted.map(({ key }) => key),
      ),
    );
    // The three versions of the Lambda function went with it.
    expect(Object.keys(before)).toHaveLength(Object.keys(after).length + deleted.length + 3);
    const missing = await missingParts(result.backup);
    const packages = [...missing].filter(([part]) => part.endsWith(' package.zip'));
    expect(packages.map(([, reason]) => reason)).toEqual([
      'Error: The package lies on a host that is not contacted for this endpoint.',
    ]);
    expect(await tool.hosts()).toEqual(['127.0.0.1']);
  });

  it('keeps data until --delete-data is said, and loses only that then', async () => {
    const uploads = 's3-bucket:acme-shop-pr-123-uploadsbucket-oomnnfes';
    const before = await everythingIn(clients);
    expect(before).toHaveProperty([uploads]);
    const result = await tool.sweep('--delete-data');
    expect(result.outcomes.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      `${uploads} done`,
      `${uploads} done`,
    ]);
    expect(await everythingIn(clients)).toEqual(without(before, [uploads]));
  });

  it('has no sure leftover afterwards', async () => {
    const { summary } = await tool.scan();
    expect(summary.byConfidence).toEqual({ certain: 0, high: 0, low: 1 });
  });
});
