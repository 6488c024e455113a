import { graphFrom, byId, type Graph } from '../graph/graph.ts';
import { topologicalOrder } from '../graph/order.ts';
import { stronglyConnectedComponents } from '../graph/components.ts';
import type { Finding } from '../model/finding.ts';
import type { StepAction } from '../model/kind.ts';
import type { Step } from '../model/plan.ts';
import type { AccountIndex } from './account-index.ts';
import { losesData } from './guards.ts';

/** Disabling takes minutes to arrive everywhere, so all of it begins before anything else. */
const actionRank: readonly StepAction[] = ['disable', 'settle', 'empty', 'delete'];

/** The steps of everything that is planned, in an order in which each could be run alone. */
export function stepsFor(planned: readonly Finding[], index: AccountIndex): readonly Step[] {
  const naming = stepIds(planned);
  const waits = deletionsAwaited(planned, index);
  const steps = planned.flatMap((finding) => stepsOf(finding, { index, naming, waits }));
  const byStepId = new Map(steps.map((step) => [step.id, step]));
  const rank = (id: string): readonly [number, number] => {
    const step = byStepId.get(id) as Step;
    return [actionRank.indexOf(step.action), index.rankOf(step.kind)];
  };
  const order = topologicalOrder(
    graphFrom(steps.map((step) => [step.id, step.waitsFor])),
    (left, right) => {
      const [leftAction, leftKind] = rank(left);
      const [rightAction, rightKind] = rank(right);
      return leftAction - rightAction || leftKind - rightKind || byId(left, right);
    },
  );
  return order.map((id) => byStepId.get(id) as Step);
}

type Naming = (finding: Finding, action: StepAction) => string;

/** Ids are not unique over kinds and regions; where two would share a step's id, keys tell them apart. */
function stepIds(planned: readonly Finding[]): Naming {
  const count = new Map<string, number>();
  for (const { id } of planned) count.set(id, (count.get(id) ?? 0) + 1);
  return (finding, action) => `${action}:${count.get(finding.id) === 1 ? finding.id : finding.key}`;
}

/** By key: whose deletion comes first. */
interface Awaited {
  /** Resources that reference it. */
  readonly users: Graph;
  /** The distributions of its stages, where it is unguarded. */
  readonly distributions: Graph;
}

interface StepContext {
  readonly index: AccountIndex;
  readonly naming: Naming;
  readonly waits: Awaited;
}

function stepsOf(finding: Finding, { index, naming, waits }: StepContext): readonly Step[] {
  const facts = index.facts(finding);
  const actions = facts?.steps ?? [];
  const deletionOf = (key: string) => naming(index.resolve(key) as Finding, 'delete');
  const distributions = (waits.distributions.get(finding.key) ?? []).map(deletionOf);
  const users = (waits.users.get(finding.key) ?? []).map(deletionOf);
  // A disable hurts no user of it; emptying does, as much as deleting.
  const firstLoss = actions.findIndex((action) => action === 'empty' || action === 'delete');
  return actions.map((action, at) => {
    const before = at === 0 ? distributions : [naming(finding, actions[at - 1] as StepAction)];
    const waitsFor = [...before, ...(at === firstLoss ? users : [])];
    return {
      id: naming(finding, action),
      action,
      key: finding.key,
      kind: finding.kind,
      resource: finding.id,
      arn: finding.arn,
      region: finding.region,
      app: finding.app,
      stage: finding.stage,
      waitsFor: [...new Set(waitsFor)].sort(byId),
      estimateSeconds: facts?.estimateSeconds[action] ?? 1,
      losesData: at === firstLoss && losesData(finding),
    };
  });
}

/**
 * References can run in a circle, and then no order satisfies all of them. Of such a circle only
 * the arrows to distributions stay: these go first, whatever else holds.
 */
function deletionsAwaited(planned: readonly Finding[], index: AccountIndex): Awaited {
  const keys = new Set(planned.map(({ key }) => key));
  const planKey = (reference: string) => {
    const named = index.resolve(reference);
    const owner = named && index.functionOf(named);
    return owner && keys.has(owner.key) ? owner.key : (named?.key ?? reference);
  };
  const distributions = graphFrom(
    planned.map((finding) => [
      finding.key,
      index.waitsForDistributions(finding)
        ? index
            .distributionsOf(finding)
            .map(({ key }) => key)
            .filter((key) => keys.has(key))
        : [],
    ]),
  );
  const references = graphFrom(
    planned.map((finding) => [
      finding.key,
      [...index.usersOf(finding), ...finding.routedFrom]
        .map(planKey)
        .filter((key) => keys.has(key) && key !== finding.key),
    ]),
  );
  return { distributions, users: withoutCircles(references, distributions, index) };
}

function withoutCircles(references: Graph, distributions: Graph, index: AccountIndex): Graph {
  const all = graphFrom(
    [...references].map(([key, to]) => [key, [...to, ...(distributions.get(key) ?? [])]]),
  );
  const circle = new Map<string, number>();
  for (const [at, members] of stronglyConnectedComponents(all).entries())
    for (const key of members) circle.set(key, at);
  return graphFrom(
    [...references].map(([key, to]) => [
      key,
      to.filter(
        (user) =>
          circle.get(user) !== circle.get(key) ||
          (index.isDistribution(user) && !index.isDistribution(key)),
      ),
    ]),
  );
}
