import { describe, expect, it } from 'vitest';
import type { MetricData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { aServer } from '../../account/servers.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { looking } from '../../account/looking.ts';
import { say } from '../attacks/asking.ts';

const day = '2026-11-22T';
const at = (time: string) => `${day}${time}:00.000Z`;

/** A stage whose remove began at 12:02 and ended at 12:05, and left all of this behind. */
function removedStage(now: string) {
  const account = anAccount(now);
  const place = { app: 'acme', stage: 'pr-1', at: account.ago({ days: 40 }) };
  const [site, api, uploads] = [aSite(place), aServer(place), aUserBucket(place)];
  account
    .with(site, api, uploads)
    .home()
    .stage('acme', 'pr-1')
    .deploy(place.at, [...site.entries, ...api.entries, ...uploads.entries])
    .remove(at('12:02'));
  return { account, site, api, uploads };
}

type Used = readonly (readonly [time: string, value: number])[];

function metric(
  what: Pick<MetricData, 'namespace' | 'name' | 'dimensions'>,
  used: Used,
): { metrics: MetricData[] } {
  const points = used.map(([time, value]) => ({ at: time, value }));
  return { metrics: [{ ...what, region: 'us-east-1', points }] };
}

async function ofDistribution(now: string, used: Used): Promise<string | null> {
  const { account, site } = removedStage(now);
  const { id } = site.distributions[0];
  const dimensions = { DistributionId: id, Region: 'Global' };
  account.with(metric({ namespace: 'AWS/CloudFront', name: 'Requests', dimensions }, used));
  return say(await looking(account), id);
}

async function ofFunction(now: string, used: Used): Promise<string | null> {
  const { account, api } = removedStage(now);
  const { name } = api.lambdas[0];
  const dimensions = { FunctionName: name };
  account.with(metric({ namespace: 'AWS/Lambda', name: 'Invocations', dimensions }, used));
  return say(await looking(account), `us-east-1:${name}`);
}

async function ofLogGroup(now: string, used: Used): Promise<string | null> {
  const { account, api } = removedStage(now);
  const [{ name }] = api.logGroups;
  const dimensions = { LogGroupName: name };
  account.with(metric({ namespace: 'AWS/Logs', name: 'IncomingLogEvents', dimensions }, used));
  return say(await looking(account), `us-east-1:${name}`);
}

async function ofRole(now: string, lastUsedAt: string): Promise<string | null> {
  const { account, api } = removedStage(now);
  const role = { ...api.roles[0], lastUsedAt };
  account.without([role.name, api.lambdas[0].name]).with({ roles: [role] });
  return say(await looking(account), role.name);
}

async function ofBucket(now: string, written: string): Promise<string | null> {
  const { account, uploads } = removedStage(now);
  const [bucket] = uploads.buckets;
  bucket.objects?.push({ key: 'order.json', at: written, body: 'an order' });
  return say(await looking(account), bucket.name);
}

const used = 'unknown (8)';
const certain = 'leftover certain (11)';

describe('a distribution that left its stage at 12:05', () => {
  it.each([
    ['12:59', '12:30', 200_000, used],
    ['12:59', '12:30', 11, used],
    ['12:59', '12:08', 11, used],
    // Bots, and pages that were open.
    ['12:59', '12:30', 10, certain],
    // What was on its way.
    ['12:59', '12:06', 200_000, certain],
    ['12:59', '12:04', 200_000, certain],
    // The first full hour ends at 14:00: until then minutes count.
    ['13:02', '12:30', 200_000, used],
    ['13:59', '12:30', 11, used],
    ['14:30', '12:30', 200_000, certain],
    ['14:30', '13:10', 1000, certain],
    ['14:30', '13:10', 1001, used],
  ] as const)('seen at %s: at %s it had %i requests', async (now, time, value, expected) => {
    expect(await ofDistribution(at(now), [[at(time), value]])).toBe(expected);
  });
});

describe('a function, a log group, a role or a bucket that left its stage at 12:05', () => {
  it('is in use where it was called since, but for the last calls', async () => {
    expect(await ofFunction(at('12:59'), [[at('12:30'), 1]])).toBe(used);
    expect(await ofFunction(at('12:59'), [[at('12:06'), 9]])).toBe(certain);
  });

  it('is in use where it took events after a day, though that hour is not over', async () => {
    const next = '2026-11-23T12:';
    expect(await ofLogGroup(`${next}50:00.000Z`, [[`${next}30:00.000Z`, 1]])).toBe(used);
    expect(await ofLogGroup(`${next}50:00.000Z`, [[`${next}01:00.000Z`, 9]])).toBe(certain);
    expect(await ofLogGroup(at('12:59'), [[at('12:30'), 9]])).toBe(certain);
  });

  it('is in use where the role was used by more than the last calls', async () => {
    expect(await ofRole(at('12:59'), at('12:21'))).toBe(used);
    expect(await ofRole(at('12:59'), at('12:19'))).toBe(certain);
  });

  it('is in use where the bucket was written into a quarter of an hour later', async () => {
    expect(await ofBucket(at('14:30'), at('12:21'))).toBe(used);
    expect(await ofBucket(at('14:30'), at('12:19'))).toBe(certain);
  });
});
