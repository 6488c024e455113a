import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsOf } from './clients.ts';
import type { Clients } from './clients.ts';
import { everythingIn, without } from './everything.ts';
import { startProxy } from './loopback-proxy.ts';
import type { LoopbackProxy } from './loopback-proxy.ts';
import { startMinistack } from './ministack.ts';
import { describeWithPython } from './programs.ts';
import { seedAccount } from './seed-account.ts';
import type { SeededAccount } from './seed-account.ts';
import type { ServerProcess } from './server-process.ts';
import { said, toolAgainst } from './tool.ts';
import type { ReportJson, Tool } from './tool.ts';

const preview = {
  assets: 'acme-shop-pr-123-webassetsbucket-kdbfdzfe',
  distribution: 'EX425E8RZQ3QBM',
  function: 'acme-shop-pr-123-WebCloudfrontFunctionRequest-uoxwtbek',
} as const;

/** Every element gets a prefix, which XML allows and AWS never sends. */
function prefixed(path: string, xml: string): string {
  return path.startsWith('/2020-05-31/') ? xml.replaceAll(/<(\/?)(?=[A-Za-z])/g, '<$1cf:') : xml;
}

describeWithPython('an account on ministack', () => {
  let server: ServerProcess;
  let proxy: LoopbackProxy;
  let clients: Clients;
  let account: SeededAccount;
  let tool: Tool;
  let report: ReportJson;

  beforeAll(async () => {
    server = await startMinistack();
    proxy = await startProxy(server.url);
    clients = clientsOf(server.url, { publishes: true });
    account = await seedAccount(clients);
    tool = await toolAgainst(proxy.url, '123456789012');
    report = await tool.scan();
  });
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  const finding = (written: string) => report.findings.find(({ id }) => id === account.id(written));

  it('has distributions that use functions, and functions with two stages', () => {
    expect(report.gaps).toEqual([]);
    const { live, leftover, retained, busy, unknown } = report.summary;
    expect({ live, leftover, retained, busy, unknown }).toEqual({
      live: 35,
      leftover: 14,
      retained: 1,
      busy: 1,
      unknown: 2,
    });
    const used = finding(preview.function);
    expect(used && said(used)).toBe('leftover certain (11)');
    expect(used?.usedBy).toEqual([`cloudfront-distribution:${account.id(preview.distribution)}`]);
    const shared = finding('acme-shop-staging-RouterCloudfrontFunctionRequest-dkebwufn');
    expect(shared).toMatchObject({ verdict: 'live', usedBy: [expect.any(String)] });
  });

  it('that prefixes its XML is full of gaps, and not empty', async () => {
    const strange = await startProxy(server.url, { text: prefixed });
    const { exitCode, findings, gaps } = await (
      await toolAgainst(strange.url, '123456789012')
    ).scan();
    await strange.stop();
    expect(exitCode).toBe(3);
    expect(gaps.map(({ cause, operation }) => `${operation} ${cause}`).sort()).toEqual([
      'cloudfront:ListCachePolicies invalid',
      'cloudfront:ListCloudFrontOriginAccessIdentities invalid',
      'cloudfront:ListDistributions invalid',
      'cloudfront:ListFunctions invalid',
      'cloudfront:ListKeyValueStores invalid',
      'cloudfront:ListOriginAccessControls invalid',
      'cloudfront:ListOriginRequestPolicies invalid',
      'cloudfront:ListResponseHeadersPolicies invalid',
    ]);
    expect(findings.filter(({ verdict }) => verdict === 'leftover')).toEqual([]);
  });

  it('loses the leftovers to a sweep in the order that AWS accepts, and nothing else', async () => {
    const before = await everythingIn(clients);
    const from = proxy.requests.length;
    const { exitCode, outcomes } = await tool.sweep();
    const after = await everythingIn(clients);
    const deleted = outcomes.filter(({ action }) => action === 'delete');
    expect(exitCode).toBe(0);
    expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(deleted).toHaveLength(13);
    expect(after).toEqual(
      without(
        before,
        deleted.map(({ key }) => key),
      ),
    );
    expectOrder(
      writesIn(proxy.requests.slice(from)),
      // What is of one region has that before its name.
      deleted.map(({ resource, region }) => resource.replace(`${region}:`, '')),
    );
  });

  /** Calls that may change something. Services that are asked with `POST /` are only read. */
  function writesIn(requests: readonly string[]): readonly string[] {
    return requests
      .filter((line) => !/^(?:GET|HEAD) |^POST \/$/.test(line))
      .map(decodeURIComponent);
  }

  function expectOrder(writes: readonly string[], deleted: readonly string[]): void {
    expect(writes.filter((line) => !deleted.some((id) => line.includes(id)))).toEqual([]);
    const id = account.id(preview.distribution);
    const steps = [
      `PUT /2020-05-31/distribution/${id}/config`,
      `DELETE /2020-05-31/distribution/${id}`,
      `DELETE /2020-05-31/function/${preview.function}`,
    ];
    expect(writes.filter((line) => steps.includes(line))).toEqual(steps);
    const gone = writes.indexOf(`DELETE /2020-05-31/distribution/${id}`);
    const emptied = writes.findIndex((line) => line.startsWith(`POST /${preview.assets}`));
    expect(emptied).toBeGreaterThan(gone);
  }

  it('has no sure leftover afterwards but the data that was kept', async () => {
    const { findings } = await tool.scan();
    const sure = findings.filter(({ confidence }) => confidence === 'certain');
    expect(sure.map(({ id }) => id)).toEqual(['acme-shop-pr-123-uploadsbucket-oomnnfes']);
  });
});
