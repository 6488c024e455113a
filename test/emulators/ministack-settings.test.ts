import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientsOf } from './clients.ts';
import { startMinistack } from './ministack.ts';
import { describeWithPython } from './programs.ts';
import { createHome } from './seed-runs.ts';
import { type SettingKeys, stageWithSettings } from './seed-settings.ts';
import type { ServerProcess } from './server-process.ts';
import { said, toolAgainst } from './tool.ts';
import type { ReportJson, Tool } from './tool.ts';

describeWithPython('stores, access controls and policies on ministack', () => {
  let server: ServerProcess;
  let tool: Tool;
  let live: SettingKeys;
  let left: SettingKeys;

  beforeAll(async () => {
    server = await startMinistack();
    const clients = clientsOf(server.url, { publishes: true });
    const home = await createHome('sst-state-abcdefhkmnor', 'us-east-1', clients);
    tool = await toolAgainst(server.url, '123456789012');
    [live, left] = await Promise.all([
      stageWithSettings(home, 'prod', { clients, removed: false }),
      stageWithSettings(home, 'pr-1', { clients, removed: true }),
    ]);
  });
  afterAll(() => server.stop());

  const saidOf = ({ findings }: ReportJson, keys: SettingKeys) =>
    keys.map((key) => {
      const finding = findings.find((each) => each.key === key);
      return `${key} ${finding ? said(finding) : 'not listed'}`;
    });

  it('are live where a live stage has them, and leftovers of the removed one', async () => {
    const report = await tool.scan();
    expect(report.gaps).toEqual([]);
    expect(saidOf(report, live)).toEqual(live.map((key) => `${key} live (4)`));
    expect(saidOf(report, left)).toEqual(left.map((key) => `${key} leftover certain (11)`));
  });

  it('of the removed stage go, and those of the live one stay', async () => {
    const { exitCode, outcomes } = await tool.sweep();
    expect(exitCode).toBe(0);
    expect(outcomes.map(({ key, outcome }) => `${key} ${outcome}`).sort()).toEqual(
      left.map((key) => `${key} done`),
    );
    const after = await tool.scan();
    expect(saidOf(after, live)).toEqual(live.map((key) => `${key} live (4)`));
    expect(saidOf(after, left)).toEqual(left.map((key) => `${key} not listed`));
  });
});
