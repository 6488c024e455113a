import { checkpointJson, type Entry } from '../../test/account/checkpoint.ts';
import type { HomeBuilder } from '../../test/account/account.ts';
import type { ObjectData } from 'simulated-aws';
import type { Size } from './size.ts';
import type { StagePlan } from './stages.ts';

/** Stands for a state's entries until its body is asked for. */
const placeholder = (run: number): readonly Entry[] => [
  { type: 'placeholder', name: `placeholder-${run}` },
];

/**
 * A stage's runs as SST writes them: a lock with its delete marker, an update record in two versions,
 * two states each. States that list something have a size and no body: `stateBody` makes it up, by the run in its version id.
 */
export function writeHistory(home: HomeBuilder, plan: StagePlan, size: Size): void {
  const before = home.bucket.objects?.length ?? 0;
  const builder = home.stage(plan.app, plan.stage);
  plan.runs.forEach((at, run) => {
    const isRemoval = plan.removed && run === plan.runs.length - 1;
    if (isRemoval) builder.remove(at);
    else builder.deploy(at, placeholder(run));
  });
  home.bucket.objects = (home.bucket.objects ?? []).map((object, index) =>
    index < before ? object : sized(object, { plan, index: index - before, size }),
  );
}

function sized(
  object: ObjectData,
  of: { readonly plan: StagePlan; readonly index: number; readonly size: Size },
): ObjectData {
  const run = /placeholder-(\d+)/.exec(JSON.stringify(object.body) ?? '')?.[1];
  if (!object.key.startsWith('app/') || run === undefined) return object;
  const { body: _placeholder, ...rest } = object;
  const versionId = `state.${of.plan.index}.${run}.${of.index}`;
  return { ...rest, versionId, size: of.size.stateBytes };
}

/** A checkpoint of exactly so many bytes: the stage's own entries, and others as a stage has them. */
export function stateBody(plan: StagePlan, own: readonly Entry[], { stateBytes }: Size): Buffer {
  const render = (entries: readonly Entry[]) =>
    JSON.stringify(checkpointJson({ ...plan, entries }));
  const ownBytes = render(own).length;
  const fillers = Math.max(0, Math.floor((stateBytes - ownBytes) / fillerBytes()));
  const text = render([...own, ...Array.from({ length: fillers }, (_, index) => filler(index))]);
  if (text.length > stateBytes) throw new Error(`${plan.app}/${plan.stage} needs a larger state.`);
  return Buffer.from(text.padEnd(stateBytes));
}

function fillerBytes(): number {
  const one = checkpointJson({ app: 'portal', stage: 'pr-100', entries: [filler(99_999)] });
  return JSON.stringify(one).length;
}

/** A table with its policy: ARNs, JSON inside a string and URL encoding are what a search works at. */
function filler(index: number): Entry {
  const name = `Table${index}Table`;
  const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/orders-${index}`;
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['dynamodb:*'], Resource: [arn, `${arn}/index/*`] }],
  });
  return {
    type: 'aws:dynamodb/table:Table',
    name,
    id: `orders-${index}`,
    under: [['sst:aws:Dynamo', `Table${index}`]],
    inputs: { name: `orders-${index}`, billingMode: 'PAY_PER_REQUEST', hashKey: 'id' },
    outputs: { arn, policy, console: `https://example.com/?arn=${encodeURIComponent(arn)}` },
  };
}
