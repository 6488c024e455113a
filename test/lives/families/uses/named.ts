import { accountId } from '../../../account/account.ts';
import { later } from '../../../account/stage.ts';
import type { Component } from '../../component.ts';
import { deploy, remove } from '../../everyday.ts';
import { Life } from '../../life.ts';
import type { World } from '../../world.ts';
import type { Family } from '../family.ts';
import { aVersion, liveAmong, liveNearby } from '../nearby.ts';

interface Named {
  readonly ids: readonly string[];
  readonly text: string;
  /** Whoever calls it by that reaches what lies behind it, too. */
  readonly serves?: string;
}

/** One resource of a component in words that a state may hold. */
function wordsFor(world: World, component: Component): Named | null {
  const { chance, account } = world;
  const { buckets = [], distributions = [], lambdas = [], roles = [] } = component.parts;
  const [bucket] = buckets;
  const [distribution] = distributions;
  const [lambda] = lambdas;
  const [role] = roles;
  const ways: Named[] = [];
  if (bucket) {
    const { name } = bucket;
    const text = chance.pick([
      name,
      name.toUpperCase(),
      `arn:aws:s3:::${name}/*`,
      `https://${name}.s3.${bucket.region}.amazonaws.com/a.png`,
      JSON.stringify({ uploads: { bucket: name } }),
      encodeURIComponent(`s3://${name}/`),
    ]);
    ways.push({ ids: [name], text });
  }
  if (distribution) {
    const { id } = distribution;
    const site = account.data.cloudfront.distributions.find((each) => each.id === id);
    const domainName = `d${id.slice(1).toLowerCase()}.cloudfront.net`;
    if (site) site.domainName = domainName;
    const text = chance.pick([id, `https://${domainName}/`, domainName]);
    ways.push({ ids: [id], text, serves: id });
  }
  if (lambda) {
    const arn = `arn:aws:lambda:${lambda.region}:${accountId}:function:${lambda.name}`;
    const text = chance.pick([lambda.name, arn, `${arn}:live`, JSON.stringify([arn])]);
    ways.push({ ids: [lambda.name], text });
  }
  if (role) {
    const text = `arn:aws:iam::${accountId}:role/${role.name}`;
    ways.push({ ids: [role.name], text });
  }
  return ways.length > 0 ? chance.pick(ways) : null;
}

/** A stage that lives on names it among what it gives its functions. */
function nameInState(life: Life, text: string): void {
  const at = life.begin('deploy that names what another stage left');
  const component = life.make(at, 'server');
  const inputs = { environment: { variables: { OTHER: text } } };
  const [first, ...rest] = component.entries;
  if (!first) return;
  const naming = { ...component, entries: [{ ...first, inputs }, ...rest] };
  life.state = [...life.state, naming];
  life.run({ at, entries: life.entries });
  life.world.account.with(component.parts);
  life.claim();
}

/** A stack that lives on names it among its parameters or outputs. */
function nameInStack({ account, chance }: World, text: string, createdAt: string): void {
  const named = chance.often(0.5) ? { parameters: { Other: text } } : { outputs: { Other: text } };
  const name = `others-${account.data.cloudformation?.stacks.length}`;
  const status = chance.pick(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);
  account.with({
    stacks: [{ name, region: 'us-east-1', status, createdAt, resources: [], ...named }],
  });
}

/** What is left of one stage stands in the words of another that lives on. */
export const namedInStates: Family = {
  name: 'namedInStates',
  live(world, measure) {
    const { account, chance, truth, serving } = world;
    const lives = liveNearby(world, measure, (life) => {
      deploy(life);
      liveAmong(life, [deploy, remove], 1 + chance.below(4));
      if (chance.often(0.7)) remove(life);
    });
    const others: Life[] = [];
    for (const component of lives.flatMap(({ left }) => left)) {
      const named = chance.often(0.5) ? wordsFor(world, component) : null;
      if (!named) continue;
      const at = account.ago({ days: 2 + chance.below(4) });
      if (chance.often(0.4)) nameInStack(world, named.text, at);
      else {
        const pair = { app: chance.pick(['acme', 'portal']), stage: `live-${world.serial()}` };
        const life = new Life(world, chance.pick(world.homes), pair, {
          version: aVersion(world),
          at: later(at, 60),
        });
        nameInState(life, named.text);
        others.push(life);
      }
      truth.live(named.ids, 'named by a state');
      truth.tell(`${at} ${named.text} stands in a state or a stack that lives on`);
      if (named.serves !== undefined) serving.push(named.serves);
    }
    return [...lives, ...others];
  },
};
