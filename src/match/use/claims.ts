import type { Claim } from '../../model/claim.ts';
import type { Inventory } from '../../model/inventory.ts';
import { stageId } from '../../sst/state-keys.ts';
import { isDeletedStack } from '../../sst/stacks.ts';
import { pairFromTags } from '../../sst/tags.ts';
import type { History } from '../history/ownership.ts';
import type { StageFacts } from '../history/stage-facts.ts';
import { hostKey } from '../../sst/mentions.ts';
import { functionsByHost } from './function-urls.ts';
import type { ResolvedReference } from './references.ts';

/** All claims on every resource, by key: of all homes and of all stacks that are not deleted. */
export function claimsByKey(
  inventory: Inventory,
  stages: ReadonlyMap<string, StageFacts>,
  history: ReadonlyMap<string, History>,
): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>();
  // Most resources have one claim, and thousands have the same one: they share its list.
  const add = (key: string, alone: [Claim]) => {
    const known = claims.get(key);
    if (!known) claims.set(key, alone);
    else if (known.length === 1) claims.set(key, [...known, ...alone]);
    else known.push(...alone);
  };
  for (const state of inventory.stages) {
    const pair = stageId(state);
    const own = new Set(state.current?.lists);
    // The user gave this stage up: its own claims count as history, all others hold.
    const givenUp = stages.get(pair)?.abandoned.has(state) === true;
    const { location: source } = state;
    const named: [Claim] = [{ by: 'state', source, pair, own: false, state, stack: null }];
    const listed: [Claim] = [{ ...named[0], own: true }];
    for (const key of state.current?.mentions ?? []) {
      if (givenUp && history.get(key)?.givenUp.some((given) => given.state === state)) continue;
      add(key, own.has(key) ? listed : named);
    }
  }
  for (const stack of inventory.stacks.filter(({ status }) => !isDeletedStack(status))) {
    const tagged = pairFromTags(stack.tags);
    const pair = tagged ? stageId(tagged) : null;
    const listed: [Claim] = [
      { by: 'stack', source: stack.arn, pair, own: true, state: null, stack },
    ];
    for (const key of stack.mentions) add(key, listed);
  }
  // A function's URL does not contain its name: naming the URL claims the function.
  for (const [host, key] of functionsByHost(inventory)) {
    for (const claim of claims.get(hostKey(host)) ?? []) add(key, [{ ...claim, own: false }]);
  }
  return claims;
}

/**
 * Sites of several stages share a Router, and write their routes into its store. Where the Router's stage
 * let go of the store and other stages still name it, the store serves those: so do the functions at the
 * edge that read it, and the distributions that run these. A function that no distribution runs serves
 * nobody.
 */
export function withReadersOfStores(
  claims: ReadonlyMap<string, readonly Claim[]>,
  references: readonly ResolvedReference[],
): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map(claims);
  const add = (key: string, more: readonly Claim[]) =>
    found.set(key, [...(found.get(key) ?? []), ...more]);
  for (const { from: reader, to: store, relation } of references) {
    const named = relation === 'key-value-store' ? (claims.get(store) ?? []) : [];
    if (named.length === 0 || named.some(({ own }) => own)) continue;
    for (const { from: user } of references.filter(({ to }) => to === reader)) {
      add(user, named);
      add(reader, named);
    }
  }
  return found;
}
