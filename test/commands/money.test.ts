import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { planSchema } from '../../src/report/json/schema/plan.ts';
import { reportSchema } from '../../src/report/json/schema/report.ts';
import { createSimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { aSite } from '../account/sites.ts';
import { aStateDir, run } from '../e2e/in-process.ts';

const gb = 1024 ** 3;

/** A removed site whose bucket holds 100 GB, and a live one. */
function anAccountWithData(storageClass?: string) {
  const account = anAccount();
  const home = account.home();
  const at = account.ago({ days: 20 });
  const left = aSite({ app: 'acme', stage: 'pr-1', at });
  const live = aSite({ app: 'acme', stage: 'prod', at });
  left.buckets[0].objects = [
    { key: 'film.mp4', at, size: 60 * gb },
    { key: 'old.mp4', at, size: 40 * gb, ...(storageClass && { storageClass }) },
  ];
  account.with(left, live);
  home.stage('acme', 'prod').deploy(at, live.entries);
  home
    .stage('acme', 'pr-1')
    .deploy(at, left.entries)
    .remove(account.ago({ days: 3 }));
  return { aws: () => createSimulatedAws(account.data), bucket: left.buckets[0].name };
}

it('a scan tells what a leftover bucket costs by its storage classes, and what leftovers hold of quotas', async () => {
  const { aws, bucket } = anAccountWithData('GLACIER');
  const { stdout } = await run(aws(), ['scan', '--demo', '--json']);
  const { findings, summary, quotas } = reportSchema.parse(JSON.parse(stdout));
  const cost = 60 * 0.023 + 40 * 0.0036;
  expect(findings.find(({ id }) => id === bucket)?.monthlyCostUsd).toBeCloseTo(cost, 6);
  expect(summary).toMatchObject({ leftover: 3, unpriced: 0 });
  expect(summary.monthlyCostUsd).toBeCloseTo(cost, 6);
  expect(quotas.find(({ name }) => name === 'cloudfront-distribution')).toMatchObject({
    used: 2,
    leftovers: 1,
    limit: 500,
  });
  expect(quotas.map(({ name }) => name)).toEqual(quotas.map(({ name }) => name).toSorted());
});

it('a class without a known price makes no price', async () => {
  const { aws, bucket } = anAccountWithData('INTELLIGENT_TIERING');
  const { stdout } = await run(aws(), ['scan', '--demo', '--json']);
  const { findings, summary } = reportSchema.parse(JSON.parse(stdout));
  expect(findings.find(({ id }) => id === bucket)?.monthlyCostUsd).toBeNull();
  expect(summary).toMatchObject({ monthlyCostUsd: 0, unpriced: 1 });
});

it('a plan tells what it gives back of quotas and money, and is run from its file all the same', async () => {
  const { aws } = anAccountWithData();
  const account = aws();
  const words = ['--demo', '--delete-data'];
  const { stdout } = await run(account, ['plan', '--json', ...words]);
  const { givesBack } = planSchema.parse(JSON.parse(stdout));
  expect(givesBack.monthlyCostUsd).toBeCloseTo(2.3, 6);
  expect(givesBack.quotas).toEqual([
    {
      name: 'cloudfront-distribution',
      region: 'global',
      unit: 'resources',
      limit: 500,
      used: 2,
      gain: 1,
    },
    {
      name: 'cloudfront-function',
      region: 'global',
      unit: 'resources',
      limit: 100,
      used: 2,
      gain: 1,
    },
  ]);
  const stateDir = aStateDir();
  const file = join(stateDir, 'plan.json');
  await writeFile(file, stdout);
  const told = await run(account, ['sweep', '--demo', '--plan', file, '--dry-run'], { stateDir });
  expect(told.stdout).toContain('It saves about $2.30 a month at us-east-1’s list prices.');
});

it('what the plan keeps back gives nothing back', async () => {
  const { aws } = anAccountWithData();
  const { stdout } = await run(aws(), [
    'plan',
    '--json',
    '--demo',
    '--kind',
    'cloudfront-function',
  ]);
  const { givesBack } = planSchema.parse(JSON.parse(stdout));
  expect(givesBack).toEqual({ quotas: [], monthlyCostUsd: 0, unpriced: 0 });
});
