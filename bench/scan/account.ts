import { anAccount } from '../../test/account/account.ts';
import type { Entry } from '../../test/account/checkpoint.ts';
import type { AccountData } from 'simulated-aws';
import { foreignParts } from './foreign.ts';
import { stateBody, writeHistory } from './history.ts';
import type { Size } from './size.ts';
import { leftoversOf, partsOf } from './stage-parts.ts';
import { accountNow, homeRegions, stagesOf } from './stages.ts';

export interface BenchAccount {
  readonly data: AccountData;
  /** Bodies of states, made on demand: all of them together are many gigabytes. */
  readonly bodies: (bucket: string, key: string, versionId: string) => Uint8Array | null;
}

/** The account of a size. The same size gives the same account, byte by byte. */
export function benchAccount(size: Size): BenchAccount {
  const account = anAccount(accountNow);
  const homes = new Map(homeRegions.map((region) => [region, account.home(region)]));
  const entriesOf = new Map<number, readonly Entry[]>();
  const plans = stagesOf(size);
  for (const plan of plans) {
    const { aws, entries } = partsOf(plan, size);
    account.with(...aws);
    entriesOf.set(plan.index, entries);
    const home = homes.get(plan.region);
    if (home) writeHistory(home, plan, size);
  }
  for (const { bucket } of homes.values()) {
    const name = bucket.name.replace('state', 'asset');
    account.with({ buckets: [{ name, region: bucket.region }] });
  }
  account.with(foreignParts(size));
  refuseDoubles(account.data);
  return {
    data: account.data,
    bodies: (_bucket, _key, versionId) => {
      const [, index, run] = /^state\.(\d+)\.(\d+)\./.exec(versionId) ?? [];
      const plan = plans[Number(index)];
      if (!plan) return null;
      const left = Number(run) < (plan.leftAfter ?? 0) ? leftoversOf(plan).entries : [];
      return stateBody(plan, [...left, ...(entriesOf.get(plan.index) ?? [])], size);
    },
  };
}

/** Made-up names may fall together; then the account is not of the size that the report says. */
function refuseDoubles({ cloudfront, lambda, s3 }: AccountData): void {
  const ids = [
    ...(cloudfront?.distributions ?? []).map(({ id }) => id),
    ...(cloudfront?.functions ?? []).map(({ name }) => `function ${name}`),
    ...(lambda?.functions ?? []).map(({ name, region }) => `lambda ${name} ${region}`),
    ...(s3?.buckets ?? []).map(({ name }) => `bucket ${name}`),
  ];
  if (new Set(ids).size < ids.length) throw new Error('Two resources have one name.');
}

/** Ids that must come out as leftovers, and no others. */
export function expectedLeftovers(size: Size): ReadonlySet<string> {
  return new Set(
    stagesOf(size)
      .filter(({ removed, leftAfter }) => removed || leftAfter !== null)
      .flatMap((plan) => {
        const { distributions, functions, buckets } = leftoversOf(plan);
        return [distributions[0].id, functions[0].name, buckets[0].name];
      }),
  );
}
