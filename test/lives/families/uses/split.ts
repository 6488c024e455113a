import type { Component } from '../../component.ts';
import { deploy, live, remove } from '../../everyday.ts';
import type { Life } from '../../life.ts';
import { letVisitorsCome } from '../../use.ts';
import type { Family } from '../family.ts';
import { liveNearby } from '../nearby.ts';

/** What visitors meet of a site, and what lies behind it: they leave the state apart. */
function split(component: Component): { front: Component; behind: Component } {
  const isFront = (type: string) => type.startsWith('aws:cloudfront/');
  const part = (wanted: boolean): Component => {
    const entries = component.entries.filter(({ type }) => isFront(type) === wanted);
    const ids = entries.flatMap(({ id, external, name }) =>
      id === undefined || external || name.endsWith('.KvKeys') ? [] : [id],
    );
    return { ...component, entries, ids, router: [] };
  };
  return { front: part(true), behind: part(false) };
}

function liveApart(life: Life): void {
  const { world } = life;
  const { account, chance, truth, resolving } = world;
  if (chance.often(0.5)) live(life, 1, [deploy]);
  const at = life.begin('deploy of a site');
  const site = life.make(at, chance.pick(['site', 'stored-site', 'served-site', 'signed-site']));
  if (life.isRefused(site) || life.retainAll) return;
  const { front, behind } = split(site);
  const others = life.state;
  life.state = [...others, front, behind];
  life.run({ at, entries: life.entries });
  account.with(site.parts);
  life.claim();
  const [first, second] = chance.often(0.6) ? [front, behind] : [behind, front];
  life.state = [...others, second];
  const then = life.begin(`deploy that lets go of a part of ${site.name}`);
  life.run({ at: then, entries: life.entries });
  truth.leftover(first.ids, 'left by a deploy');
  truth.provable(first.ids);
  life.state = others;
  const last = life.begin(`deploy that lets go of the rest of ${site.name}`);
  life.run({ at: last, entries: life.entries });
  truth.leftover(second.ids, 'left by a deploy');
  truth.provable(second.ids);
  if (chance.often(0.5)) remove(life);
  const distribution = site.parts.distributions?.[0];
  if (!distribution || chance.often(0.4)) return;
  if (chance.often(0.5)) letVisitorsCome(world, distribution.id);
  else {
    const name = `www${world.serial()}.acme.example`;
    distribution.aliases = [name];
    resolving.push(name);
  }
  truth.live(site.ids, 'reached by a name');
  truth.tell(`${life.name}: ${distribution.id} is reached, and all that lies behind it`);
}

/** Sites whose distribution left the state in another run than what it serves. */
export const splitSites: Family = {
  name: 'splitSites',
  live: (world, measure) => liveNearby(world, measure, liveApart),
};
