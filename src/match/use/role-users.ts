import type { Evidence } from '../../model/finding.ts';
import { inlineName } from '../../sst/role-policies.ts';
import { evidence, type Judgement } from '../decision.ts';
import type { Subject } from '../subject.ts';

/** The services whose use of a role is read: functions by their lists, instances by their profiles. */
const readServices: ReadonlySet<string> = new Set([
  'lambda.amazonaws.com',
  'edgelambda.amazonaws.com',
  'ec2.amazonaws.com',
  'ec2.amazonaws.com.cn',
]);

/**
 * Users of a role that did not use it yet. Its last use shows current users; but a schedule, a stopped
 * instance, or whoever was given another policy for it, may use it later.
 */
export function roleUsers(subject: Subject, judgement: Judgement): readonly Evidence[] {
  if (subject.resource.kind !== 'iam-role') return [];
  return [
    ...unreadServices(subject),
    ...instanceProfiles(subject, judgement),
    ...newPolicies(subject, judgement),
  ];
}

function servicesOf({ resource }: Subject): readonly string[] {
  return (resource.trusts ?? []).flatMap(
    (who) => /^[\w.-]+\.amazonaws\.com(?:\.cn)?(?= |$)/.exec(who)?.[0] ?? [],
  );
}

/**
 * Schedules, rules, tasks, state machines and the like name the role that they run with, and are not read.
 */
function unreadServices(subject: Subject): readonly Evidence[] {
  const { arn, id } = subject.resource;
  // A principal that is anybody may be any service.
  const anybody = (subject.resource.trusts ?? []).filter((who) => /^\*(?= |$)/.test(who));
  return [...new Set([...servicesOf(subject), ...anybody])]
    .filter((service) => !readServices.has(service))
    .map((service) =>
      evidence(
        'may-be-called',
        arn ?? id,
        `Something of ${service} may name it, which is not read here.`,
      ),
    );
}

function instanceProfiles(subject: Subject, judgement: Judgement): readonly Evidence[] {
  if (!servicesOf(subject).some((service) => service.startsWith('ec2.'))) return [];
  const { arn, id } = subject.resource;
  const answer = judgement.ask({ type: 'role-profiles', role: id });
  if (answer === null) return [];
  if (answer.type !== 'role-profiles') return [unread(answer, arn ?? id, 'Its instance profiles')];
  return answer.profiles.map((profile) =>
    evidence('may-be-called', arn ?? id, `It is in the instance profile ${profile}.`),
  );
}

/** IAM keeps no time of an attached policy, but the last state has the role's policies, and so has its stack. */
function newPolicies(subject: Subject, judgement: Judgement): readonly Evidence[] {
  const { resource } = subject;
  const isKnown = knownPolicies(subject);
  if (isKnown === null) return [];
  const source = resource.arn ?? resource.id;
  const answer = judgement.ask({ type: 'role-policies', role: resource.id });
  if (answer === null) return [];
  if (answer.type !== 'role-policies') return [unread(answer, source, 'Its policies')];
  return [...answer.attached, ...answer.inline.map(inlineName)]
    .filter((policy) => !isKnown(policy))
    .map((policy) =>
      evidence(
        'changed-after-departure',
        source,
        `It has the policy ${policy}, which no state of its stage says.`,
      ),
    );
}

/** What CDK attaches to roles of functions: logs, VPC, tracing, insights (aws-lambda, function.ts). */
const ofFunctions =
  /^arn:[^:]+:iam::aws:policy\/(?:service-role\/|AWSLambda|AWSXRay|CloudWatchLambdaInsights)/;

/**
 * Of an ARN, or a name as `inlineName` gives it. Null: neither a state nor a stack says. A deleted stack does
 * not show which policies of AWS it attached, nor those in the role itself, which CDK calls `Inline`
 * (aws-cdk-lib, custom-resource-provider); CDK names others by their logical id (aws-iam, policy.ts).
 */
function knownPolicies({ entry, history }: Subject): ((policy: string) => boolean) | null {
  if (entry) return entry.policies && ((policy) => entry.policies?.includes(policy) === true);
  if (history.stacks.length === 0) return null;
  const rows = history.stacks.flatMap(({ stack }) => stack.resources ?? []);
  const names = rows.flatMap(({ logicalId, physicalId }) => [
    inlineName(logicalId),
    ...(physicalId === null ? [] : [physicalId, inlineName(physicalId)]),
  ]);
  const known = new Set([...names, inlineName('Inline')]);
  return (policy) => known.has(policy) || ofFunctions.test(policy);
}

function unread(
  answer: { readonly type: string; readonly gap?: string },
  source: string,
  what: string,
): Evidence {
  return evidence('gap', answer.gap ?? source, `${what} could not be read, so it counts as used.`);
}
