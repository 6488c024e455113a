import { expect } from 'vitest';
import { createSimulatedAws, type AccountData, type SimulatedAws } from 'simulated-aws';
import { planSchema, type PlanJson } from '../../../src/report/json/schema/plan.ts';
import { resultSchema, type ResultJson } from '../../../src/report/json/schema/result.ts';
import { anAccount, accountId } from '../../account/account.ts';
import { aSite, aUserBucket } from '../../account/sites.ts';
import { aStateDir, run } from '../../e2e/in-process.ts';

const dayMs = 86_400_000;
export const yes = ['--demo', '--yes', '--account', accountId, '--quiet'];
export const nightly = ['sweep', ...yes, '--json', '--delete-data', '--quarantine', '7d'];

/** A site with a bucket of uploads of a removed preview, beside one that lives. */
export function aPreview() {
  const account = anAccount();
  const home = account.home('us-east-1');
  const at = account.ago({ days: 40 });
  const live = aSite({ app: 'acme', stage: 'production', at });
  const site = aSite({ app: 'acme', stage: 'pr-1', at });
  const uploads = aUserBucket({ app: 'acme', stage: 'pr-1', at });
  const entries = [...site.entries, ...uploads.entries];
  account.with(live, site, uploads);
  home.stage('acme', 'production').deploy(at, live.entries);
  home
    .stage('acme', 'pr-1')
    .deploy(at, entries)
    .remove(account.ago({ days: 9 }));
  const [distribution, fn] = [site.distributions[0].id, site.functions[0].name];
  const buckets = [site.buckets[0].name, uploads.buckets[0].name];
  return { data: account.data, home: home.bucket.name, entries, distribution, fn, buckets };
}

/** One machine that sweeps one account night after night. */
export interface Nights {
  readonly aws: SimulatedAws;
  readonly stateDir: string;
  sweep(...flags: string[]): Promise<ResultJson>;
  plan(...flags: string[]): Promise<PlanJson>;
  pass(days: number): Promise<void>;
}

export function nightsOf(data: AccountData, stateDir: string = aStateDir()): Nights {
  const aws = createSimulatedAws(structuredClone(data));
  return {
    aws,
    stateDir,
    async sweep(...flags) {
      const { stdout, stderr } = await run(aws, [...nightly, ...flags], { stateDir });
      expect(stdout, stderr).not.toBe('');
      return resultSchema.parse(JSON.parse(stdout));
    },
    async plan(...flags) {
      const [, ...rest] = nightly;
      const { stdout, stderr } = await run(aws, ['plan', ...rest, ...flags], { stateDir });
      expect(stdout, stderr).not.toBe('');
      return planSchema.parse(JSON.parse(stdout));
    },
    pass: (days) => aws.clock.sleep(days * dayMs),
  };
}

/** `E1 waits`, by resource: where each stands in the quarantine. */
export function statesOf({ quarantine }: Pick<PlanJson, 'quarantine'>): Record<string, string> {
  return Object.fromEntries(
    (quarantine?.entries ?? []).map(({ resource, state }) => [resource, state]),
  );
}

/** Writes that AWS accepted, without tags, by operation and target. */
export function writesOf({ requests }: SimulatedAws, from = 0): readonly string[] {
  return requests
    .slice(from)
    .filter(({ writes, status }) => writes && status < 300)
    .map(({ action, target }) => `${action} ${target}`);
}
