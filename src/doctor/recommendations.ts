import { flag, ownCommand } from '../model/command.ts';
import type { Recommendation } from '../model/diagnosis.ts';
import { count, listed } from '../text/text.ts';
import { isIdle, removeFailed } from '../advice/stage-advice.ts';
import { isProductionName } from '../model/production-name.ts';
import { durations } from '../model/times.ts';
import { scanOfStage } from './commands.ts';
import { makesHashedNames, pairText, type Facts } from './facts.ts';

type Check = (facts: Facts) => Recommendation | null;

/** `pr-12`, `preview`, `pull42`; `prod` is none. */
const preview = /^(?:pr|pull|preview|feature|branch)(?:$|[-_\d])/i;

/** Habits that lead to errors, and limits that are near: each with one line of advice. */
const checks: readonly Check[] = [
  function mixedStages({ stages }) {
    const present = stages.filter(({ status }) => status !== 'removed');
    // A pair may have a stack of SST v2 beside a state of v3.
    const pairs = new Map(present.map((stage) => [pairText(stage), stage.stage]));
    const serious = [...pairs.values()].filter(isProductionName);
    const previews = [...pairs.values()].filter((stage) => preview.test(stage));
    if (serious.length === 0 || previews.length === 0) return null;
    return {
      code: 'mixed-stages',
      detail: `${count(serious.length, 'production stage')} and ${count(previews.length, 'preview')} share this account, and with it its quotas and names.`,
      advice: 'Give previews an account of their own, or at least an app name with a prefix.',
    };
  },
  function severalVersions({ inventory }) {
    const versions = new Set(
      inventory.stages.flatMap(({ runs }) => {
        const last = runs.findLast(({ record }) => record?.sstVersion)?.record?.sstVersion;
        return last ? [last] : [];
      }),
    );
    if (versions.size < 2) return null;
    const old = [...versions].filter((version) => makesHashedNames(version) === false);
    return {
      code: 'several-versions',
      detail: `Stages were last run with SST ${listed([...versions].sort())}.`,
      advice:
        old.length > 0
          ? 'Pin one version in package.json, 3.8.0 or later: before it names have no random hash.'
          : 'Pin one version per team in package.json.',
    };
  },
  function severalRegions({ inventory }) {
    const regions = new Map<string, Set<string>>();
    for (const { app, stage, region, current } of inventory.stages) {
      if (!current || current.resources === 0) continue;
      const id = `${app}/${stage}`;
      regions.set(id, new Set([...(regions.get(id) ?? []), region]));
    }
    const torn = [...regions].filter(([, each]) => each.size > 1);
    if (torn.length === 0) return null;
    return {
      code: 'several-regions',
      detail: `${listed(torn.slice(0, 3).map(([id, each]) => `${id} lives in ${listed([...each].sort())}`))}.`,
      advice: 'Pin the region in sst.config.ts: providers: { aws: { region: "..." } }.',
    };
  },
  function unregisteredHomes({ inventory }) {
    const homes = inventory.homes.filter(({ registered, stages }) => !registered && stages > 0);
    if (homes.length === 0) return null;
    return {
      code: 'unregistered-homes',
      detail: `${listed(homes.map(({ bucket }) => bucket))} keep${homes.length === 1 ? 's' : ''} stages, but no /sst/bootstrap parameter names ${homes.length === 1 ? 'it' : 'them'}.`,
      advice: [
        'Restore the parameter, or remove these stages from there: ',
        ownCommand('stages'),
        ' lists them.',
      ],
    };
  },
  function rewrittenStates({ inventory, findings }) {
    const torn = inventory.stages.flatMap((state) => {
      const marker = state.versions.findLast(({ deleteMarker }) => deleteMarker);
      if (!marker || marker === state.versions.at(-1)) return [];
      const left = findings.filter(
        ({ verdict, lastListed }) =>
          (verdict === 'unknown' || verdict === 'leftover') &&
          lastListed?.app === state.app &&
          lastListed.stage === state.stage &&
          lastListed.at <= marker.at,
      );
      return left.length === 0 ? [] : [{ state, marker, left }];
    });
    const [first] = torn;
    if (!first) return null;
    const { state, marker, left } = first;
    return {
      code: 'state-written-anew',
      detail: `The state file of ${pairText(state)} was deleted by hand on ${marker.at.slice(0, 10)} and written anew: ${count(left.length, 'thing')} that it owned before ${left.length === 1 ? 'is' : 'are'} in no state any more.`,
      advice: ['Look at what it left: ', scanOfStage(state.stage), '.'],
    };
  },
  function idleStages({ stages, now }) {
    // Production may serve for years without a run.
    const idle = stages.filter(
      (stage) =>
        !isProductionName(stage.stage) &&
        !removeFailed(stage) &&
        isIdle(stage, { now, idleMs: 30 * durations.dayMs }),
    );
    if (idle.length === 0) return null;
    return {
      code: 'idle-stages',
      detail: `${count(idle.length, 'stage')} had no run for 30 days.`,
      advice: [
        'See them with their commands: ',
        ownCommand('stages', { flags: [flag('--idle', '30d')] }),
        '.',
      ],
    };
  },
];

export function recommendationsFor(facts: Facts): readonly Recommendation[] {
  return [
    ...checks.flatMap((check) => check(facts) ?? []),
    ...facts.inventory.kinds.flatMap(({ kind, quota }) => {
      const used = facts.inventory.resources.filter((resource) => resource.kind === kind).length;
      if (quota === null || used < quota.limit * 0.8) return [];
      return [
        {
          code: 'quota-near',
          detail: `${used} of ${quota.limit} ${quota.plural} are used${quota.adjustable ? '' : ', and this quota cannot be raised'}.`,
          advice: [
            'See what is left over: ',
            ownCommand('scan', { flags: [flag('--kind', kind)] }),
            '.',
          ],
        },
      ];
    }),
  ];
}
