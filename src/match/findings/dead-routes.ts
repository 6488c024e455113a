import type { Finding } from '../../model/finding.ts';
import type { RouteRecord } from '../../model/routes.ts';
import { stageId } from '../../sst/state-keys.ts';

/**
 * Routes of stages that are gone, in a store of another stage: a shared Router's, as a rule. Routes in a
 * stage's own store are deleted with the store.
 */
export function routesOfGoneStages(
  routes: readonly RouteRecord[],
  findings: readonly Pick<Finding, 'key' | 'ofStages'>[],
): readonly RouteRecord[] {
  const owners = new Map(findings.map(({ key, ofStages }) => [key, ofStages]));
  return routes.filter(
    (route) => route.stageIsGone && owners.get(route.storeKey)?.includes(stageId(route)) !== true,
  );
}
