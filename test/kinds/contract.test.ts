import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';

import { kinds } from '../../src/kinds/index.ts';
import type { KindModule, StepResult } from '../../src/kinds/kind-module.ts';
import type { Resource } from '../../src/model/resource.ts';
import { createSimulatedAws } from 'simulated-aws';
import { anAccount } from '../account/account.ts';
import { looking } from '../account/looking.ts';
import { comparableParts, restoring, savedBy } from './saved.ts';
import { scenes } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { fault, listed, signedIn, theOne } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

it('has a scene for every kind of the registry that can be deleted', () => {
  const deleted = kinds.filter(({ facts }) => facts.steps.length > 0);
  expect(deleted.map(({ facts }) => facts.kind).filter((kind) => !scenes[kind])).toEqual([]);
});

const cases = kinds.flatMap((kind) => {
  const scene = scenes[kind.facts.kind];
  return scene ? [[kind.facts.kind, kind, scene] as const] : [];
});
const guarded = cases.filter(([, { facts }]) => facts.guarded);

async function one(
  kind: KindModule,
  scene: Scene,
): Promise<{ readonly signed: SignedIn; readonly resource: Resource }> {
  const signed = await signedIn(scene.some(1));
  const [resource] = await listed(kind, signed);
  if (!resource) throw new Error(`The scene of ${kind.facts.kind} has none.`);
  return { signed, resource };
}

/** All steps of a kind, each with the resource as it then is; what the last one came to. */
async function removed(
  kind: KindModule,
  resource: Resource,
  signed: SignedIn,
): Promise<StepResult | undefined> {
  let result: StepResult | undefined;
  for (const action of kind.facts.steps) {
    if (action === 'settle') {
      await signed.aws.clock.sleep(3_600_000);
      await kind.poll?.([resource.id], signed.context());
      continue;
    }
    const now = (await kind.reread(resource, signed.context())) ?? resource;
    result = await kind.steps[action]?.(now, signed.step());
  }
  return result;
}

describe.each(cases)('%s', (_, kind, scene) => {
  const { permissions, facts } = kind;

  it('is listed over all pages, each once, and whole', async () => {
    const signed = await signedIn(scene.some(scene.pages));
    const { resources, gaps } = await kind.list(signed.context(), 'us-east-1');
    expect(gaps).toEqual([]);
    expect(new Set(resources.map(({ key }) => key)).size).toBe(scene.pages);
    expect(resources).toHaveLength(scene.pages);
    expect(signed.session.calls().byOperation[scene.list]).toBeGreaterThan(1);
    for (const { key, id, identifiers } of resources) {
      expect(key).toBe(`${facts.kind}:${id}`);
      expect(identifiers).toContain(id);
    }
  });

  it('goes on where a page is empty', async () => {
    const faults = [fault('empty-page', scene.list, { times: 1 })];
    const signed = await signedIn({ ...scene.some(2), faults });
    expect(await listed(kind, signed)).toHaveLength(2);
  });

  it('is no empty list where the list is denied, but a gap over the kind', async () => {
    const signed = await signedIn({ ...scene.some(1), faults: [fault('deny', scene.list)] });
    await expect(kind.list(signed.context(), 'us-east-1')).rejects.toMatchObject({
      name: expect.stringMatching(/^AccessDenied/),
    });
    const data = anAccount().data;
    const aws = createSimulatedAws({ ...data, faults: [fault('deny', scene.list)] });
    const { inventory } = await looking(anAccount(), { aws });
    expect(inventory.gaps.map(({ operation }) => operation)).toContain(kind.listOperation);
    const gap = inventory.gaps.find(({ source }) => source === facts.kind);
    expect(gap?.affects.kinds === 'all' || gap?.affects.kinds.includes(facts.kind)).toBe(true);
  });

  it('says the same of itself by its own reads', async () => {
    const { signed, resource } = await one(kind, scene);
    const fresh = await kind.reread(resource, signed.context());
    expect(fresh).toEqual({ ...resource, tags: fresh?.tags, etag: fresh?.etag });
    expect(await kind.reread(resource, (await signedIn()).context())).toBeNull();
  });

  it('is deleted by its steps, and is gone the second time', async () => {
    const { signed, resource } = await one(kind, scene);
    expect(await removed(kind, resource, signed)).toEqual({ result: 'done' });
    expect((await listed(kind, signed)).map(({ key }) => key)).not.toContain(resource.key);
    expect(await kind.steps.delete?.(resource, signed.step())).toEqual({
      result: scene.goesTwice ? 'done' : 'gone',
    });
  });

  it('calls nothing that its permissions do not allow', async () => {
    const { signed, resource } = await one(kind, scene);
    await kind.reread(resource, signed.context());
    await kind.backup(resource, signed.context());
    await removed(kind, resource, signed);
    const allowed = [...permissions.scan, ...permissions.sweep, 'sts:GetCallerIdentity'];
    const used = [...new Set(signed.aws.requests.map(({ action }) => action))];
    expect(used.filter((action) => !allowed.includes(action))).toEqual([]);
    const { aws, context } = await signedIn(scene.some(1));
    await kind.list(context(), 'us-east-1');
    const listing = new Set(aws.requests.map(({ action }) => action));
    expect(
      [...listing].filter((action) => ![...permissions.scan, allowed.at(-1)].includes(action)),
    ).toEqual([]);
  });

  it('is restored from its backup as it was, or says why it cannot be', async () => {
    const { restore } = kind;
    if ('impossible' in restore) {
      expect(restore.impossible).toMatch(/\.$/);
      return;
    }
    const { signed, resource } = await one(kind, scene);
    const saved = await savedBy(kind, resource, signed.context());
    await removed(kind, resource, signed);
    const calls = signed.aws.requests.length;
    const made = await restore.make(saved, restoring(signed.context()));
    if (made.result !== 'made') throw new Error(made.message);
    await restore.complete?.(saved, made, restoring(signed.context()));
    const found = await theOne(kind, made.id, signed);
    const again = await savedBy(kind, found, signed.context());
    expect(await comparableParts(again)).toEqual(await comparableParts(saved, made.renames));
    const parts = made.differs.map(({ part }) => part);
    expect(parts.some((part) => part.endsWith('id'))).toBe(made.renames.length > 0);
    // Whatever is made goes on where it was, and makes nothing twice.
    const twice = await restore.make(saved, restoring(signed.context(), true));
    expect(twice).toEqual(made);
    expect(await listed(kind, signed)).toHaveLength(1);
    const used = signed.aws.requests.slice(calls).map(({ action }) => action);
    const allowed = [...permissions.scan, ...permissions.sweep, ...restore.permissions];
    expect(used.filter((action) => !allowed.includes(action))).toEqual([]);
  });

  it('is backed up in parts that parse', async () => {
    const { signed, resource } = await one(kind, scene);
    const parts = await kind.backup(resource, signed.context());
    const contents = parts.flatMap((part) =>
      'content' in part ? [[part.name, Buffer.from(part.content).toString()] as const] : [],
    );
    expect(contents.length).toBeGreaterThan(0);
    expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
    for (const [name, content] of contents) {
      if (name.endsWith('.json')) expect(() => JSON.parse(content)).not.toThrow();
      if (name.endsWith('.xml')) expect(XMLValidator.validate(content)).toBe(true);
    }
  });
});

describe.each(guarded)('%s, which AWS guards', (_, kind, { used, some, deletionWithEtag = '' }) => {
  const remove = kind.steps.delete;

  it('stays while a distribution uses it, a disabled one too', async () => {
    const signed = await signedIn(used?.account());
    const resource = await theOne(kind, used?.id ?? '', signed);
    expect(await remove?.(resource, signed.step())).toMatchObject({ result: 'in-use' });
    expect(await listed(kind, signed)).toHaveLength(1);
  });

  it('is not deleted where it is another one than was judged', async () => {
    const signed = await signedIn(some(1));
    const [resource] = await listed(kind, signed);
    const older = resource && { ...resource, etag: 'EOLDER' };
    expect(older && (await remove?.(older, signed.step()))).toEqual({ result: 'stale' });
    expect(signed.aws.requests.some(({ writes }) => writes)).toBe(false);
  });

  it('is not forced where its ETag is overtaken', async () => {
    const signed = await signedIn({ ...some(1), faults: [fault('stale-etag', deletionWithEtag)] });
    const [resource] = await listed(kind, signed);
    expect(resource && (await remove?.(resource, signed.step()))).toEqual({ result: 'stale' });
    expect(signed.aws.requests.filter(({ writes }) => writes)).toHaveLength(1);
  });

  it('throws a refusal that it cannot make sense of', async () => {
    const signed = await signedIn({ ...some(1), faults: [fault('deny', deletionWithEtag)] });
    const [resource] = await listed(kind, signed);
    await expect(resource && remove?.(resource, signed.step())).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

it('names what stands for a type of Pulumi or CloudFormation in one kind only, but for Lambda', () => {
  // A function of us-east-1 is listed as both, and the scan decides which of them it is.
  const told = kinds.filter(({ facts }) => facts.kind !== 'lambda-function');
  const types = told.flatMap(({ facts }) => [...facts.pulumiTypes, ...facts.cloudFormationTypes]);
  expect(types.filter((type, index) => types.indexOf(type) !== index)).toEqual([]);
});
