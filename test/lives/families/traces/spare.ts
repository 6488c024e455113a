import { tailOf } from '../../../account/names.ts';
import type { Entry } from '../../../account/checkpoint.ts';
import type { Component, Shape } from '../../component.ts';
import type { Life } from '../../life.ts';

/** A component with a function that no distribution runs at the moment. */
function withSpare({ world, pair, retainAll }: Life, component: Component, at: string): Component {
  const { app, stage } = pair;
  const tail = tailOf(`${component.name} ${app} ${stage} spare ${world.serial()}`);
  const name = `${app}-${stage}-${component.name}CloudfrontFunctionResponse-${tail}`;
  const entry: Entry = {
    type: 'aws:cloudfront/function:Function',
    name: `${component.name}CloudfrontFunctionResponse`,
    id: name,
    under: [['sst:aws:Nextjs', component.name]],
    ...(retainAll && { retainOnDelete: true }),
  };
  return {
    ...component,
    parts: {
      ...component.parts,
      functions: [...(component.parts.functions ?? []), { name, createdAt: at, modifiedAt: at }],
    },
    ids: [...component.ids, name],
    entries: [...component.entries, entry],
  };
}

const shapes: readonly Shape[] = ['site', 'server', 'served-site', 'bucket'];

/** A deploy that makes such a component; null: AWS refused it. */
export function deployWithSpare(life: Life): Component | null {
  const at = life.begin('deploy with a function to spare');
  const made = life.make(at, life.world.chance.pick(shapes));
  if (life.isRefused(made)) return null;
  const component = withSpare(life, made, at);
  life.state = [...life.state, component];
  life.run({ at, entries: life.entries });
  life.world.account.with(component.parts);
  life.claim();
  return component;
}
