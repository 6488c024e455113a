import type { Finding } from '../../model/finding.ts';
import type { RouteRecord } from '../../model/routes.ts';
import { stageId } from '../../sst/state-keys.ts';

/**
 * What stages that are gone wrote into a store that is not their own: a shared Router's, as a rule.
 * What they wrote into their own goes with it.
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
