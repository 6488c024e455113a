import type { DeployError, Diagnosis } from '../model/diagnosis.ts';
import type { Inventory } from '../model/inventory.ts';
import { causesOf } from './causes/index.ts';
import { versionsOf, type Facts } from './facts.ts';
import { deployingPair } from './holders.ts';

/** Longer than a code with its sentence it is an output, which may be of any stage. */
const typedAtMost = 160;

/** `sst-sweep doctor FunctionAlreadyExists`: the newest runs whose records have that code tell the rest. */
export function completeTyped(
  errors: readonly DeployError[],
  recorded: readonly DeployError[],
): readonly DeployError[] {
  return errors.flatMap((error) => {
    // Two errors that are not known are not for that the same one.
    if (error.family === 'unknown') return [error];
    if (error.name !== null || error.path !== null || error.message.length > typedAtMost)
      return [error];
    const fitting = recorded.filter(
      ({ code, app, stage }) =>
        code === error.code &&
        (error.app === null || app === error.app) &&
        (error.stage === null || stage === error.stage),
    );
    // The typed text may say more: the host name of an alias.
    return fitting.length > 0
      ? fitting.map((each) => ({ ...each, message: `${each.message} ${error.message}` }))
      : [error];
  });
}

/** The causes of each error that facts of this account support. */
export function diagnose(errors: readonly DeployError[], facts: Facts): readonly Diagnosis[] {
  return errors.map((error) => {
    const pair = deployingPair(error, facts);
    return {
      error: pair === null ? error : { ...error, ...pair },
      stages: pair === null ? [] : [versionsOf(pair, facts)],
      ...causesOf(error, { ...facts, run: error.run }),
    };
  });
}

/**
 * Keys of the resources that the errors name, and of their users: whether they are in use decides which
 * commands may be printed.
 */
export function namesInQuestion(
  errors: readonly DeployError[],
  { resources }: Inventory,
): readonly string[] {
  const named = resources.filter((resource) =>
    errors.some(({ name, nameIsCut }) => {
      if (name === null) return false;
      const words = [resource.id, resource.name, resource.arn].filter((word) => word !== null);
      return words.some((word) => (nameIsCut ? word.endsWith(name) : word === name));
    }),
  );
  const words = new Set(named.flatMap(({ key, identifiers }) => [key, ...identifiers]));
  const users = resources.filter(({ references }) => references.some(({ to }) => words.has(to)));
  return [...new Set([...named, ...users].map(({ key }) => key))];
}
