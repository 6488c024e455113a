import { describe, expect, it } from 'vitest';
import type { ObjectData } from 'simulated-aws';
import { anAccount } from '../../account/account.ts';
import { looking } from '../../account/looking.ts';
import { aSite } from '../../account/sites.ts';
import {
  aHostileAccount,
  type Body,
  bytes,
  entries,
  judged,
  latest,
  type Member,
  textOf,
  unknown,
  type Verdicts,
  verdictsOf,
} from './damage.ts';

const leftoversIn = ({ damaged }: Pick<Verdicts, 'damaged'>) =>
  damaged.filter((verdict) => verdict.startsWith('leftover'));

/** Members that decide: read as absent, each says something else than it may have meant. */
const wrongTypes: readonly (readonly [string, Member])[] = [
  ['a number for a `urn`', { urn: 7 }],
  ['no `type`', { type: undefined }],
  ['an object for an `id`', { id: { value: 'x' } }],
  ['`custom` as text', { custom: 'true' }],
  ['`external` as text', { external: 'true' }],
  ['`external` as a number', { external: 1 }],
  ['`retainOnDelete` as text', { retainOnDelete: 'true' }],
  ['`protect` as a number', { protect: 1 }],
  ['`importID` as a list', { importID: ['E1'] }],
  ['`deletedWith` as a list', { deletedWith: ['urn:pulumi:x'] }],
  ['`inputs` as text', { inputs: '{"retainOnDelete":true}' }],
  ['`inputs` as a list', { inputs: [] }],
  ['`outputs` as text', { outputs: '{"arn":"arn:aws:s3:::x"}' }],
  ['a number for a `provider`', { provider: 7 }],
  ['a list for a `parent`', { parent: [] }],
];

describe('an older checkpoint whose resources have', () => {
  it.each(wrongTypes)('%s is a gap, and names no leftover', async (_, wrong) => {
    const damage = entries((entry) => Object.assign(entry, wrong));
    const found = await verdictsOf(aHostileAccount('older checkpoint', damage));
    expect(leftoversIn(found)).toEqual([]);
    expect(found.gaps).toHaveLength(1);
    expect(found.healthy).toEqual(judged);
  });

  it('`inputs` that keep in another type name no leftover', async () => {
    const damage = entries((entry) => Object.assign(entry, { inputs: { skipDestroy: 'true' } }));
    expect(leftoversIn(await verdictsOf(aHostileAccount('older checkpoint', damage)))).toEqual([]);
  });
});

describe('the current checkpoint of a stage that lives, whose resources have', () => {
  it.each(wrongTypes)('%s lets nothing go', async (_, wrong) => {
    const account = anAccount();
    const site = aSite({ app: 'acme', stage: 'prod', at: account.ago({ days: 20 }) });
    site.distributions[0].behaviors = [{ originId: 'default' }];
    const home = account.with(site).home();
    home
      .stage('acme', 'prod')
      .deploy(account.ago({ days: 20 }), site.entries)
      .deploy(account.ago({ days: 3 }), site.entries);
    const objects = home.bucket.objects ?? [];
    const index = objects.findLastIndex(({ key }) => key === 'app/acme/prod.json');
    const newest = objects[index];
    if (!newest) throw new Error('There is no checkpoint.');
    // Nothing else in the entry says its id.
    const bare = { outputs: {}, inputs: {}, ...wrong };
    Object.assign(newest, entries((entry) => Object.assign(entry, bare))(newest));
    const { findings } = await looking(account);
    expect(findings.filter(({ verdict }) => verdict === 'leftover')).toEqual([]);
  });
});

it('a byte that is no UTF-8 hides no name: the file is not believed', async () => {
  const damage = (file: ObjectData) => {
    const content = Buffer.from(textOf(file));
    for (let at = content.indexOf('-pr-2-'); at !== -1; at = content.indexOf('-pr-2-', at + 1))
      content[at + 1] = 0xff;
    return bytes(content);
  };
  const found = await verdictsOf(aHostileAccount('older checkpoint', damage));
  expect(found.damaged).toEqual(unknown);
  expect(found.gaps).toHaveLength(1);
});

/** Pulumi's own check of a state refuses two entries of one URN, unless one waits for its deletion. */
describe('duplicate URNs', () => {
  /** The same entries once more, with another say. */
  const twice = (second: Member, order: 'before' | 'after') =>
    latest((state) => {
      const { resources = [] } = state;
      const again = resources
        .filter(({ custom }) => custom === true)
        .map((entry) => ({ ...entry, ...second }));
      state.resources = order === 'after' ? [...resources, ...again] : [...again, ...resources];
    });

  it.each<readonly [string, Member, 'before' | 'after']>([
    ['of which the first is external', { external: true }, 'before'],
    ['of which the second is external', { external: true }, 'after'],
    ['of which the first is kept', { retainOnDelete: true }, 'before'],
    ['of which the second is kept', { retainOnDelete: true }, 'after'],
    ['of which the first is protected', { protect: true }, 'before'],
    ['that say the same', {}, 'after'],
  ])('%s name no leftover', async (_, second, order) => {
    const found = await verdictsOf(aHostileAccount('older checkpoint', twice(second, order)));
    expect(leftoversIn(found)).toEqual([]);
    expect(found.healthy).toEqual(judged);
  });

  it('of which one waits for its deletion are Pulumi’s own, and are read', async () => {
    const old = { delete: true, id: 'E1REPLACED0000' };
    const found = await verdictsOf(aHostileAccount('older checkpoint', twice(old, 'before')));
    expect(found.damaged).toEqual(judged);
    expect(found.gaps).toEqual([]);
  });

  it('in a removed stage’s current checkpoint are resources: it is not removed', async () => {
    const again = latest((state) => {
      const urn = 'urn:pulumi:pr-2::acme::aws:sqs/queue:Queue::Queue';
      const one = { urn, type: 'aws:sqs/queue:Queue', custom: true, id: 'https://sqs/q' };
      state.resources = [one, one];
    });
    const found = await verdictsOf(aHostileAccount('current checkpoint', again));
    expect(found.damaged).toEqual(unknown);
    expect(found.healthy).toEqual(judged);
  });
});

/** What is not believed as history may still say what is in use: a false claim only makes it live. */
it.each<readonly [string, (file: ObjectData) => Body]>([
  ['of another version', (file) => ({ body: textOf(file).replace('"version":3', '"version":4') })],
  ['with a resource of no type', entries((entry) => Object.assign(entry, { type: undefined }))],
  ['with `external` as text', entries((entry) => Object.assign(entry, { external: 'true' }))],
  [
    'with one URN twice',
    latest((state) =>
      Object.assign(state, { resources: [state.resources, state.resources].flat() }),
    ),
  ],
])('what a live checkpoint %s names is not let go by its neighbour', async (_, damage) => {
  const account = anAccount();
  const home = account.home();
  const site = aSite({ app: 'acme', stage: 'pr-1', at: account.ago({ days: 20 }) });
  const [{ id }] = site.distributions;
  const type = 'aws:cloudfront/distribution:Distribution';
  const router = { type, name: 'Router', id, external: true };
  account.with(site);
  home
    .stage('acme', 'pr-1')
    .deploy(account.ago({ days: 20 }), site.entries)
    .remove(account.ago({ days: 3 }));
  home.stage('acme', 'prod').deploy(account.ago({ days: 10 }), [router]);
  const newest = (home.bucket.objects ?? []).findLast(({ key }) => key === 'app/acme/prod.json');
  if (!newest) throw new Error('There is no checkpoint.');
  expect((await looking(account)).of(id).verdict).toBe('live');
  Object.assign(newest, damage(newest));
  expect((await looking(account)).of(id).verdict).not.toBe('leftover');
});
