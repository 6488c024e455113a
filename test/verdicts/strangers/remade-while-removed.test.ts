import { describe, expect, it } from 'vitest';
import { anAccount } from '../../account/account.ts';
import { aServer, lambdaLogs } from '../../account/servers.ts';
import { aSite } from '../../account/sites.ts';
import { later } from '../../account/stage.ts';
import { verdicts } from '../traps/telling.ts';

/** Terraform, which takes a stage over, makes things under its plain names. `sst remove` took 16 minutes. */
async function told(minutes: number, version = '3.7.0') {
  const account = anAccount();
  const place = { app: 'acme', stage: 'dev', at: account.ago({ days: 200 }), plainNames: true };
  const [site, server] = [aSite(place), aServer(place)];
  const begun = account.ago({ days: 60 });
  const madeAt = later(begun, minutes * 60);
  const [edge, role] = [site.functions[0], server.roles[0]];
  Object.assign(edge, { createdAt: madeAt, modifiedAt: madeAt });
  Object.assign(role, { createdAt: madeAt, tags: {} });
  account
    .with({ functions: [edge], roles: [role] })
    .home()
    .stage('acme', 'dev')
    .deploy(place.at, [...site.entries, ...server.entries], { version })
    .remove(begun, { lasts: 16 * 60, version });
  return verdicts(account, { edge: edge.name, role: role.name });
}

describe('what was made under the names of a stage that was removed', () => {
  it.each([
    ['while the remove still ran', 5, '3.7.0'],
    ['while a remove ran that pushed once, at its end', 5, '3.3.62'],
    ['after the remove', 20, '3.7.0'],
    ['between the last deploy and the remove', -24 * 60, '3.7.0'],
  ])('%s is another thing', async (_, minutes, version) => {
    expect(await told(minutes, version)).toEqual({ edge: 'unknown (8)', role: 'unknown (8)' });
  });

  it('is its own where it is older than the last state that listed it', async () => {
    expect(await told(-140 * 24 * 60)).toEqual({
      edge: 'leftover certain (11)',
      role: 'leftover certain (11)',
    });
  });
});

it('a log group that Lambda made while the remove ran is the removed function’s', async () => {
  const account = anAccount();
  const at = account.ago({ days: 200 });
  const server = aServer({ app: 'acme', stage: 'dev', at });
  const begun = account.ago({ days: 60 });
  const logs = lambdaLogs(server.lambdas[0].name, { region: 'us-east-1', at: later(begun, 120) });
  account
    .with({ logGroups: [logs] })
    .home()
    .stage('acme', 'dev')
    .deploy(at, server.entries)
    .remove(begun, { lasts: 16 * 60 });
  expect(await verdicts(account, { logs: `us-east-1:${logs.name}` })).toEqual({
    logs: 'leftover certain (11)',
  });
});

describe('a function of a plain name, of which AWS keeps the last change alone', () => {
  async function toldOf(minutes: number, command: 'remove' | 'deploy' = 'remove') {
    const account = anAccount();
    const at = account.ago({ days: 200 });
    const server = aServer({ app: 'acme', stage: 'dev', at, plainNames: true });
    const [lambda] = server.lambdas;
    const begun = account.ago({ days: 60 });
    lambda.modifiedAt = later(begun, minutes * 60);
    account
      .with({ lambdas: [lambda] })
      .home()
      .stage('acme', 'dev')
      .deploy(at, server.entries)
      .run({ at: begun, command, entries: [], lasts: 16 * 60 });
    return (await verdicts(account, { id: `us-east-1:${lambda.name}` })).id;
  }

  it('is another one where it was changed while the remove still ran', async () => {
    expect(await toldOf(5)).toBe('unknown (8)');
  });

  it('is its own where a deploy that let go of it may have changed it first', async () => {
    expect(await toldOf(5, 'deploy')).toMatch(/^leftover/);
  });

  it('is its own where it was changed while the stage was deployed', async () => {
    expect(await toldOf(-140 * 24 * 60)).toBe('leftover certain (11)');
  });
});
