import { flag, foreignCommand, type ForeignCommand } from '../../model/command.ts';
import { doubtText } from '../../model/doubts.ts';
import type { RouteRecord } from '../../model/routes.ts';
import { commandText } from '../../text/command-text.ts';
import type { StagesJson } from '../json/schema/stages.ts';
import { byFirst } from '../../model/order.ts';
import { count, listed, pairOf, plain } from '../../text/text.ts';
import { localMinute, readable } from '../../text/times.ts';
import type { TextStyle } from '../../text/text-style.ts';
import { wrapped } from '../../text/wrap.ts';

export function routesJson(routes: readonly RouteRecord[]): StagesJson['routes'] {
  return sorted(routes).map((route) => ({
    store: route.store,
    app: route.app,
    stage: route.stage,
    region: route.region,
    home: route.home,
    keys: [...route.keys],
    total: route.total,
    leadsTo: [...route.leadsTo],
    recordedAt: route.recordedAt,
    takenOut: route.doubt === null,
    doubt: route.doubt,
    readBack: false,
  }));
}

/**
 * Routes that stages that are gone wrote into stores of others. SST itself deletes a route that leaves its
 * state in a completed run, so such routes are counted, and listed only with `--verbose`.
 */
export function routeLines(routes: readonly RouteRecord[], view: TextStyle): string[] {
  if (routes.length === 0) return [];
  const shown = sorted(routes).filter(({ doubt }) => doubt !== null || view.verbose);
  const takenOut = routes.filter(({ doubt }) => doubt === null).length;
  return [
    ...wrapped(
      `Routes of stages that are gone, in stores of others (${routes.length}, not read back)`,
      view.width,
    ).map(view.paint.bold),
    ...shown.flatMap((route) => routeText(route, view)),
    ...sentence(
      [
        takenOut > 0 &&
          `${count(takenOut, 'record')} left ${takenOut === 1 ? 'its' : 'their'} state in a run that completed: SST deletes the keys then.`,
        takenOut < routes.length && 'What a store holds is not read here; this shows it:',
      ],
      view,
    ),
    ...[...new Set(routes.flatMap(({ doubt, store }) => (doubt === null ? [] : [store])))]
      .sort()
      .map((store) => `      ${commandText(listKeys(store), view.repeated)}`),
  ];
}

function listKeys(store: string): ForeignCommand {
  const flags = [flag('--kvs-arn', store)];
  return foreignCommand('aws', ['cloudfront-keyvaluestore', 'list-keys'], { flags });
}

/** The records of one store, or those that lead to one resource: lines below an explanation. */
export function routeFacts(routes: readonly RouteRecord[], view: TextStyle): string[] {
  if (routes.length === 0) return [];
  return [
    '',
    view.paint.bold(`Recorded keys and routes (${routes.length}, not read back)`),
    ...sorted(routes).flatMap((route) => routeText(route, view)),
  ];
}

function routeText(route: RouteRecord, view: TextStyle): string[] {
  const more = route.total - route.keys.length;
  const keys = route.keys.slice(0, 3).map(plain);
  const rest = more + route.keys.length - keys.length;
  const named = listed([...keys, ...(rest > 0 ? [`${rest} more`] : [])]);
  const to = route.leadsTo.length > 0 ? `, leads to ${listed(route.leadsTo.map(readable))}` : '';
  return [
    `  ${pairOf(route)}: ${readable(route.storeKey)}`,
    ...wrapped(`${named || 'keys that are encrypted'}${to}`, view.width - 6).map(
      (line) => `      ${line}`,
    ),
    view.paint.dim(`      recorded ${localMinute(route.recordedAt)}; ${standing(route)}`),
  ];
}

/** For these their text says enough; the others leave the route's end unproven. */
const isPlain: ReadonlySet<string> = new Set(['listed', 'moved-to-other-store']);

function standing({ doubt }: RouteRecord): string {
  if (doubt === null) return 'taken out by a completed run';
  return isPlain.has(doubt) ? doubtText(doubt) : `its end is not proven: ${doubtText(doubt)}`;
}

function sentence(parts: readonly (string | false)[], view: TextStyle): string[] {
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  return text === '' ? [] : wrapped(text, view.width - 2).map((line) => `  ${line}`);
}

function sorted(routes: readonly RouteRecord[]): RouteRecord[] {
  return routes.toSorted(
    byFirst(
      ({ store }) => store,
      ({ app }) => app,
      ({ stage }) => stage,
      ({ home }) => home,
      ({ urn }) => urn,
    ),
  );
}
