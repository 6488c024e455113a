import type { AccountData } from './account.ts';
import { getResources } from './get-resources.ts';
import type { Environment, Service, TaggedRow } from './service.ts';

export interface TaggingService extends Service {
  /**
   * Looks at a service before a write; the returned function, called after it with the operation's
   * name, notes what the write deleted, for this API lists deleted resources for a while yet.
   */
  watch(service: string, region: string): (operation: string) => void;
}

type Ghost = NonNullable<AccountData['tagging']>['ghosts'][number];

/** The Resource Groups Tagging API: one operation, `GetResources`. */
export function createTaggingService(
  data: AccountData,
  environment: Environment,
  services: readonly Service[],
): TaggingService {
  const ghosts: Ghost[] = (data.tagging?.ghosts ?? []).map((ghost) => ({
    ...ghost,
    ...(ghost.until !== undefined && { until: environment.time(ghost.until).toISOString() }),
  }));
  const lastSeen = new Map<string, readonly TaggedRow[]>();

  const living = () => {
    const now = environment.clock.now().toISOString();
    return ghosts.filter(({ until }) => until === undefined || until > now);
  };

  /** By ARN, so that pages stay the same however the account's resources are ordered. */
  function rowsOf(region: string): TaggedRow[] {
    const rows = new Map<string, TaggedRow>();
    for (const ghost of living()) if (ghost.region === region) rows.set(ghost.arn, ghost);
    for (const service of services) {
      for (const row of service.tagged(region)) {
        if (Object.keys(row.tags).length > 0) rows.set(row.arn, row);
      }
    }
    return [...rows.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  function noteDeleted(name: string, region: string, operation: string): void {
    const service = services.find(({ signingName }) => signingName === name);
    if (!service) return;
    const key = `${name} ${region}`;
    const before = lastSeen.get(key) ?? [];
    const after = service.tagged(region);
    lastSeen.set(key, after);
    if (!/\.Delete(?!Object)/.test(operation) || after.length >= before.length) return;
    const lagMs = environment.timings.taggingLag * 1000;
    const until = new Date(environment.clock.now().getTime() + lagMs).toISOString();
    for (const { arn, tags } of missingFrom(after, before)) {
      ghosts.push({ arn, region, tags: { ...tags }, until });
    }
  }

  return {
    signingName: 'tagging',
    route(request, region) {
      if (request.headers['x-amz-target'] !== 'ResourceGroupsTaggingAPI_20170126.GetResources')
        return null;
      return getResources(request, () => rowsOf(region));
    },
    tagged: () => [],
    snapshot: () => (living().length > 0 ? { tagging: { ghosts: living() } } : {}),
    watch(service, region) {
      const regions = [...new Set([region, 'us-east-1'])];
      const made = services.find(({ signingName }) => signingName === service);
      for (const each of regions) {
        const key = `${service} ${each}`;
        if (made && !lastSeen.has(key)) lastSeen.set(key, made.tagged(each));
      }
      return (operation) => {
        for (const each of regions) noteDeleted(service, each, operation);
      };
    },
  };
}

/** Rows that are gone. Services keep their order, so one walk over both lists finds them. */
function missingFrom(after: readonly TaggedRow[], before: readonly TaggedRow[]): TaggedRow[] {
  const missing: TaggedRow[] = [];
  let at = 0;
  for (const row of before) {
    if (after[at]?.arn === row.arn) at += 1;
    else missing.push(row);
  }
  if (at === after.length) return missing;
  const left = new Set(after.map(({ arn }) => arn));
  return before.filter(({ arn }) => !left.has(arn));
}
